// Serves Ledgerly on a port of its own, so that it is to Landed what any customer's product is: another origin.

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { customersPage } from "./pages/customers.ts";
import { invoicePage } from "./pages/invoice.ts";
import { invoicesPage } from "./pages/invoices.ts";
import { newInvoicePage } from "./pages/new-invoice.ts";
import type { Markup, Visit } from "./pages/page.ts";
import { reportsPage } from "./pages/reports.ts";
import { settingsPage } from "./pages/settings.ts";
import { personOf } from "./product/people.ts";
import { type Host, proofOf } from "./product/proof.ts";
import { sessionOf, switchPerson } from "./product/session.ts";
import { buildSite, type SiteFile } from "./site.ts";

const PAGES: Record<string, (visit: Visit) => Markup> = {
  "/invoices": invoicesPage,
  "/invoices/new": newInvoicePage,
  "/reports": reportsPage,
  "/customers": customersPage,
  "/settings": settingsPage,
};

/** Starts on the port, or on any free one for 0. Rejects where the port is taken. */
export async function startDemo(
  host: Host,
  port: number,
): Promise<{ url: string; close: () => void }> {
  const site = await buildSite();
  const server = createServer((request, response) => {
    answer(request, response, { host, site }).catch((error: unknown) => {
      console.error(error);
      response.writeHead(500).end("Ledgerly has a problem.");
    });
  });
  await new Promise<void>((listening, failed) => {
    server.once("error", failed);
    server.listen(port, "127.0.0.1", listening);
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${taken}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

interface Served {
  host: Host;
  site: ReadonlyMap<string, SiteFile>;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { host, site }: Served,
): Promise<void> {
  const { pathname } = new URL(request.url ?? "/", "http://localhost");
  const file = site.get(pathname);
  if (file) return send(response, file);
  if (pathname === "/person" && request.method === "POST") return switchPerson(request, response);
  if (pathname === "/") return void response.writeHead(303, { location: "/invoices" }).end();
  const person = personOf(sessionOf(request));
  const proof = person && (await proofOf(person, host));
  const embed = { url: host.url, key: host.key, proof };
  const found = pageAt({ path: pathname, person, embed, today: new Date() });
  response.writeHead(found ? 200 : 404, headersFor(host.url));
  response.end(found ? String(await found) : "There is no such page.");
}

function pageAt(visit: Visit): Markup | null {
  const make = PAGES[visit.path];
  if (make) return make(visit);
  const number = /^\/invoices\/(INV-\d+)$/.exec(visit.path)?.[1];
  return number ? invoicePage(visit, number) : null;
}

function send(response: ServerResponse, { type, body }: SiteFile): void {
  response.writeHead(200, { "content-type": type, "cache-control": "no-cache" }).end(body);
}

/** As strict as a careful product would be; all that the widget needs is its own origin, twice. */
function headersFor(landed: string): Record<string, string> {
  const policy = [
    "default-src 'none'",
    `script-src 'self' ${landed}`,
    `connect-src ${landed}`,
    "style-src 'self'",
    "img-src 'self' data:",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ];
  return {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "content-security-policy": policy.join("; "),
    "x-content-type-options": "nosniff",
  };
}
