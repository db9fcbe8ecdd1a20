// npm run shots: signs in to the local deployment that runs, and takes a picture of every page in every dress.

import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContext } from "playwright-core";
import { quarterAfter, quarterOf } from "../contract/quarter.ts";
import { startBrowser } from "../test/browser/chromium.ts";
import { mintLink } from "../worker/people/mint.ts";
import { fail, readArguments } from "./arguments.ts";
import { execute } from "./d1.ts";
import { DRESSES, type Dress, pagesOf, README, type Shot } from "./shots/pages.ts";

const USAGE = `npm run shots -- [--data .landed] [--into test/shots] [--only features]

  --data   the folder of the deployment that is running
  --into   where the pictures go
  --only   only pages whose name begins so
  --readme only the picture that the README shows, into docs/`;

const given = readArguments(
  {
    data: { type: "string", default: ".landed" },
    into: { type: "string", default: "test/shots" },
    only: { type: "string", default: "" },
    readme: { type: "boolean", default: false },
  },
  USAGE,
);

const { data, only, readme } = given;
const into = readme ? "docs" : given.into;

/** Tall enough that nothing is left undrawn because it is out of sight. */
const TALLEST = 12_000;
const DAY_MS = 86_400_000;

const { url, project, token } = readHandle();
mkdirSync(into, { recursive: true });
const empty = await makeEmptyProject();
const browser = await startBrowser();
try {
  const cookie = await signIn();
  const pages = pagesOf({ project, empty, closed: lastQuarter() });
  const shots = pages.filter(({ name }) => (readme ? name === "features" : name.startsWith(only)));
  for (const dress of readme ? [README] : DRESSES) await takeAll(browser, { dress, cookie, shots });
} finally {
  await browser.close();
  await deleteProject(empty);
}

interface Handle {
  url: string;
  project: string;
  token: string;
}

function readHandle(): Handle {
  try {
    return JSON.parse(readFileSync(join(data, "handle.json"), "utf8")) as Handle;
  } catch {
    return fail(`Nothing runs in ${data}: npm start first, or say --data.`, USAGE);
  }
}

interface Session {
  name: string;
  value: string;
}

/** The session of a new owner, by a one-time link. */
async function signIn(): Promise<Session> {
  const owner = { email: "photographer@localhost.test", name: "Ada Lindqvist", deployment: true };
  const { secret, statements } = await mintLink(owner, Date.now());
  execute({ remote: false, data }, statements);
  const answer = await fetch(`${url}/api/auth/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify({ token: secret }),
  });
  const [, name = "", value = ""] =
    /^([^=]+)=([^;]*)/.exec(answer.headers.get("set-cookie") ?? "") ?? [];
  return { name, value };
}

/** A project that has heard nothing, for the pages that teach. */
async function makeEmptyProject(): Promise<string> {
  const answer = await fetch(`${url}/api/projects`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ name: "Brand new" }),
  });
  const { id } = (await answer.json()) as { id: string };
  return id;
}

/** The calendar quarter before this one, which is closed in the demo. */
function lastQuarter(): string {
  const current = quarterOf(Math.floor(Date.now() / DAY_MS), 1);
  return quarterAfter(current, -1) ?? current;
}

async function deleteProject(id: string): Promise<void> {
  const headers = { authorization: `Bearer ${token}` };
  await fetch(`${url}/api/projects/${id}`, { method: "DELETE", headers });
}

interface Sitting {
  dress: Dress;
  cookie: Session;
  shots: readonly Shot[];
}

async function takeAll(browser: Browser, { dress, cookie, shots }: Sitting): Promise<void> {
  const context = await browser.newContext({ viewport: dress.viewport, colorScheme: dress.scheme });
  await context.addCookies([{ ...cookie, url }]);
  for (const shot of shots) await take(context, shot, dress);
  await context.close();
}

async function take(context: BrowserContext, { name, path, act }: Shot, dress: Dress) {
  const page = await context.newPage();
  await page.emulateMedia({ media: dress.print ? "print" : "screen" });
  // The install page never falls silent: it listens.
  await page.goto(url + path, { waitUntil: path.includes("/install") ? "load" : "networkidle" });
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await page.waitForFunction(() => !document.querySelector("[aria-busy=true]"));
  await act?.(page);
  await page.evaluate(drawAll);
  const whole = await page.evaluate(() => document.documentElement.scrollHeight);
  const height = Math.min(dress.cut ?? whole, TALLEST);
  await page.setViewportSize({ width: dress.viewport.width, height });
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const fullPage = dress.cut === undefined;
  await page.screenshot({
    path: join(into, `${name}${dress.name && `-${dress.name}`}.png`),
    fullPage,
  });
  await page.close();
}

/** Runs in the page: what is out of sight is drawn all the same. */
function drawAll(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("* { content-visibility: visible !important }");
  document.adoptedStyleSheets.push(sheet);
}
