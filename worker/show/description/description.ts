// GET /api/openapi.json and GET /api/docs: the API's description, and a page to read it on.

import type { operationRoutes } from "../../../contract/api/operations.ts";
import type { Handlers } from "../../handler.ts";

/** Describing is rare and its library is large: no other call evaluates it. */
async function read() {
  const { description } = await import("./openapi.ts");
  return description();
}

async function asJson(): Promise<Response> {
  return Response.json(await read());
}

async function page(): Promise<Response> {
  const { docsPage } = await import("./docs-page.tsx");
  const { STYLE } = await import("./docs-style.ts");
  return new Response(docsPage(await read()), {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": `default-src 'none'; style-src '${await hashOf(STYLE)}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    },
  });
}

/** A style sheet's name in a content security policy. */
async function hashOf(style: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(style));
  return `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
}

export const descriptionHandlers: Handlers<
  Pick<typeof operationRoutes, "GET /openapi.json" | "GET /docs">
> = {
  "GET /openapi.json": asJson,
  "GET /docs": page,
};
