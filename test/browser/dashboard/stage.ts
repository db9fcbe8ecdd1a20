// The built dashboard over the real Worker in a real Chromium, and what the browser complained about.

import axe from "axe-core";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { onTestFinished } from "vitest";
import { type Server, startWorker } from "../../worker/harness.ts";
import { owner } from "../../worker/people/visitors.ts";
import { makeProduct, type Product } from "../../worker/product.ts";
import { startBrowser } from "../chromium.ts";

export interface Stage {
  server: Server;
  product: Product;
  browser: Browser;
  /** The owner's session. */
  cookie: string;
  /** What the browser complained about in every visit but those that provoke it. */
  complaints: string[];
  /** Fails where there were complaints. */
  close: () => Promise<void>;
}

/** One person looking at the dashboard. */
export interface Visit {
  page: Page;
  context: BrowserContext;
  /** Violations of the page's policy, errors of its scripts, and requests that left its origin. */
  complaints: string[];
  /** Opens a page of the project; `path` is what follows /p/{project}. */
  open: (path: string) => Promise<void>;
}

/** A deployment with one project and its owner. */
export async function makeStage(): Promise<Stage> {
  const server = await startWorker();
  const [product, browser] = await Promise.all([makeProduct(server), startBrowser()]);
  const cookie = await owner(server);
  const complaints: string[] = [];
  const close = async () => {
    await browser.close();
    await server.close();
    if (complaints.length > 0) throw new Error(`The browser complained:\n${complaints.join("\n")}`);
  };
  return { server, product, browser, cookie, complaints, close };
}

export interface Manner {
  cookie?: string | null;
  scheme?: "light" | "dark";
  width?: number;
  timeZone?: string;
  project?: string;
  /** Whether the test makes the browser complain. */
  provoking?: boolean;
}

/** A fresh browser profile; signed in as the owner unless told otherwise. */
export async function visit(stage: Stage, manner: Manner = {}): Promise<Visit> {
  const { server, product, browser, cookie } = stage;
  const context = await browser.newContext({
    colorScheme: manner.scheme ?? "light",
    viewport: { width: manner.width ?? 1280, height: 900 },
    locale: "en-GB",
    timezoneId: manner.timeZone ?? "UTC",
  });
  const session = manner.cookie === undefined ? cookie : manner.cookie;
  if (session !== null) await enter(context, server.url, session);
  // A page that is left open would go on asking while others are tried.
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const complaints = complaintsOf(page, server.url, manner.provoking ? [] : stage.complaints);
  const base = `${server.url}/p/${manner.project ?? product.id}`;
  const open = async (path: string) => {
    await page.goto(base + path, { waitUntil: "networkidle" });
  };
  return { page, context, complaints, open };
}

/** Gives a browser somebody's session. */
export async function enter(context: BrowserContext, url: string, cookie: string): Promise<void> {
  const at = cookie.indexOf("=");
  await context.addCookies([{ name: cookie.slice(0, at), value: cookie.slice(at + 1), url }]);
}

/** Collects what the browser complains about in a page, there and in `all`. */
export function complaintsOf(page: Page, origin: string, all: string[] = []): string[] {
  const complaints: string[] = [];
  const complain = (what: string) => {
    complaints.push(what);
    all.push(`${page.url()}: ${what}`);
  };
  page.on("pageerror", (error) => complain(String(error.stack)));
  page.on("console", (message) => {
    // Refusals of the API are the page's business, and it has its own words for them.
    const ofApi = message.text().startsWith("Failed to load resource");
    if (["error", "warning"].includes(message.type()) && !ofApi) complain(message.text());
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(`${origin}/`) && !request.url().startsWith("data:"))
      complain(`a request to ${request.url()}`);
  });
  return complaints;
}

/** What axe finds wrong with the page as it stands, in short. */
export async function wrongs(page: Page): Promise<string[]> {
  // Between light and dark a colour is neither.
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((animation) => animation instanceof CSSTransition)
        .map(({ finished }) => finished),
    ),
  );
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run(document),
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
  );
}
