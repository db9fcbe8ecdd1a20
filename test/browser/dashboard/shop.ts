// A customer's product in small: one page elsewhere, made of whatever code was copied from the dashboard.

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Serves it on a free port of this machine. */
export async function serveShop(code: string) {
  const server = createServer((_, response) =>
    response
      .writeHead(200, { "content-type": "text/html" })
      .end(`<!doctype html><html lang="en"><title>Shop</title>${code}`),
  );
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return { url: `http://localhost:${port}`, close: () => server.close() };
}
