// How long a page's main thread is busy with each script, compiled and run, in Chromium slowed four times.

import type { Browser } from "playwright-core";
import { startBrowser } from "../browser/chromium.ts";
import { marked, medianOf } from "./median.ts";
import { printTable } from "./table.ts";

const ROUNDS = 11;
/** Times this short scatter, for a CPU is slowed by pausing it: in a round, each is the mean of so many pages. */
const PAGES = 6;
const SLOWED = 4;
const PAGE = "http://product.example/";
const SCRIPT = `${PAGE}script.js`;

/** The first script that touches a document pays for its bindings; a product has touched it long before. */
const OWN_SCRIPT = `<script>
  document.currentScript.dataset.own; document.querySelector("button"); localStorage.own;
  new URL(location.href); addEventListener("load", () => {}); setTimeout(() => {});
</script>`;

export interface Script {
  name: string;
  code: string;
  /** Attributes of its element. */
  attributes?: string;
}

interface TraceEvent {
  name: string;
  /** µs. */
  dur?: number;
  args?: { data?: { url?: string } };
}

/** ms in which a fresh page compiles and runs the script, by the browser's own trace. */
async function evaluate(
  browser: Browser,
  { code, attributes = "" }: Script,
  before: string,
): Promise<number> {
  const context = await browser.newContext();
  await context.route("**/*", (route) => {
    const url = route.request().url();
    if (url === SCRIPT) return route.fulfill({ contentType: "text/javascript", body: code });
    if (url !== PAGE) return route.fulfill({ status: 204 });
    const body = `<!doctype html>${before}<button data-landed="export">Export</button><script src="${SCRIPT}" ${attributes}></script>`;
    return route.fulfill({ contentType: "text/html", body });
  });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWED });
  await browser.startTracing(page, { categories: ["devtools.timeline"] });
  await page.goto(PAGE, { waitUntil: "load" });
  const trace = await browser.stopTracing();
  await context.close();
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const own = traceEvents.filter(
    ({ name, args }) => name === "EvaluateScript" && args?.data?.url === SCRIPT,
  );
  if (own.length === 0) throw new Error("the trace does not show the script");
  return own.reduce((sum, { dur = 0 }) => sum + dur, 0) / 1_000;
}

/** Prints the tables: the first script against the one named, round by round. */
export async function printEvaluating(scripts: readonly Script[], against: string): Promise<void> {
  await printOn("an empty page", "", scripts, against);
  await printOn("a page with a script of its own before it", OWN_SCRIPT, scripts, against);
}

async function printOn(
  where: string,
  before: string,
  scripts: readonly Script[],
  against: string,
): Promise<void> {
  const browser = await startBrowser();
  const rounds: number[][] = [];
  for (let round = -1; round < ROUNDS; round++) {
    const times: number[] = [];
    for (const script of scripts) {
      let sum = 0;
      for (let page = 0; page < PAGES; page++) sum += await evaluate(browser, script, before);
      times.push(sum / PAGES);
    }
    if (round >= 0) rounds.push(times);
  }
  await browser.close();
  const median = (side: number) => medianOf(rounds.map((times) => times[side] ?? Number.NaN));
  const reference = median(scripts.findIndex(({ name }) => name === against));
  const rows = scripts.map(({ name }, side) => {
    const times = median(side) / reference;
    const ends = side === 0 ? marked(times, { atMost: 1 }) : ["", ""];
    return [name, median(side).toFixed(1), times.toFixed(2), ...ends];
  });
  printTable(
    `Compiling and running, on ${where}, a main thread slowed ${SLOWED} times`,
    ["script", "ms", `÷ ${against}`, "mark", "met"],
    rows,
  );
}
