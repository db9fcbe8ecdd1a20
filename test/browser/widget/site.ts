// A product's site as a customer's browser meets it: its pages on an origin of their own, Landed on another.

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { type Server, startWorker } from "../../worker/harness.ts";
import { ask, makeProduct, type Product } from "../../worker/product.ts";
import { startBrowser } from "../chromium.ts";

/** A page's HTML, or a whole answer. */
export type Served = string | { body: string | Uint8Array; headers: Record<string, string> };

export interface Site {
  server: Server;
  browser: Browser;
  /** The origin of the product's pages. */
  origin: string;
  /** Serves something at a path from now on. */
  serve(path: string, served: Served): void;
  close(): Promise<void>;
}

/** Starts Landed, a browser, and a server for pages. */
export async function startSite(): Promise<Site> {
  const pages = new Map<string, Served>();
  const http = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://host").pathname;
    const served = pages.get(path);
    if (served === undefined) return response.writeHead(404).end();
    const { body, headers } = typeof served === "string" ? html(served) : served;
    response.writeHead(200, headers).end(body);
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const [server, browser] = await Promise.all([startWorker(), startBrowser()]);
  return {
    server,
    browser,
    origin: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    serve: (path, served) => pages.set(path, served),
    async close() {
      await browser.close();
      http.closeAllConnections();
      http.close();
      await server.close();
    },
  };
}

function html(body: string) {
  return { body, headers: { "content-type": "text/html; charset=utf-8" } };
}

/** A whole page around its content; `head` stands where scripts do. */
export function pageOf(content: string, head = ""): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ledgerly</title>
<meta name="viewport" content="width=device-width">${head}</head><body><main><h1>Invoices</h1>${content}</main></body></html>`;
}

/** The one line that embeds the widget. */
export function tag({ server, key }: Product, attributes = ""): string {
  return `<script src="${server.url}/landed.js" data-key="${key}" ${attributes} defer></script>`;
}

/** A product with one feature that a person made. */
export async function productWith(site: Site, ...features: string[]): Promise<Product> {
  const product = await makeProduct(site.server);
  for (const key of features) await addFeature(product, key);
  return product;
}

/** Makes a feature; `name` is what the question calls it. */
export async function addFeature(
  product: Product,
  key: string,
  settings: Record<string, unknown> = {},
): Promise<void> {
  const body = { key, name: key.replace("-", " "), ...settings };
  const made = await ask(product, "POST /projects/{project}/features", { body });
  if (made.status !== 201) throw new Error(made.text);
}

/** A browser of one person. */
export async function visitor(
  site: Site,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  return site.browser.newContext({ viewport: { width: 1000, height: 700 }, ...options });
}

/** Opens a path; `trouble` fills with whatever reaches the console or nobody catches. */
export async function open(
  context: BrowserContext,
  url: string,
): Promise<{ page: Page; trouble: string[] }> {
  const page = await context.newPage();
  const trouble: string[] = [];
  page.on("pageerror", (error) => trouble.push(String(error)));
  page.on("console", (message) => trouble.push(message.text()));
  await page.goto(url);
  return { page, trouble };
}

/** Numbers of a feature's funnel, as the dashboard shows them. */
export async function funnel(product: Product, feature: string) {
  const { json } = await ask(product, "GET /projects/{project}/features/{feature}", {
    params: { feature },
  });
  return json.funnel;
}

/** A feature's answers, newest first. */
export async function answers(product: Product, feature: string) {
  const { json } = await ask(product, "GET /projects/{project}/features/{feature}/answers", {
    params: { feature },
  });
  return json.items;
}

/** Waits until `look` gives what is wanted, and gives it. */
export async function until<T>(look: () => Promise<T>, wanted: (value: T) => boolean): Promise<T> {
  for (let tries = 0; ; tries++) {
    const value = await look();
    if (wanted(value)) return value;
    if (tries === 100) throw new Error(`never came about; last seen: ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
