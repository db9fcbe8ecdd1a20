// How long the Features page takes in Chromium, four times slowed down, once its last byte has come.

import { enter, makeStage, type Stage } from "../browser/dashboard/stage.ts";
import { ask } from "../worker/product.ts";
import { marked, medianOf } from "./median.ts";
import { giveYears } from "./portfolio.ts";
import { printTable } from "./table.ts";

const RUNS = 7;
const SLOWED = 4;
const MARK_MS = 1_000;

interface Opened {
  /** ms from the last byte of document, scripts and styles to the first contentful paint; below 0: it came before. */
  paint: number;
  /** ms from the last byte of the features to the frame that shows each of them. */
  usable: number;
}

async function fill({ server, product }: Stage, features: number): Promise<void> {
  for (let number = 0; number < features; number++)
    await ask(product, "POST /projects/{project}/features", { body: { key: `feature-${number}` } });
  await giveYears(server.env.DB, product.id);
}

/** Notes when so many features are drawn; runs in the page, before anything of it. */
function noteRows(count: number): void {
  new MutationObserver((_, watching) => {
    if (document.querySelectorAll("table.features tbody tr").length < count) return;
    watching.disconnect();
    // The frame after the one that the browser is about to draw begins when that one is on the screen.
    requestAnimationFrame(() => setTimeout(() => performance.mark("usable")));
  }).observe(document, { childList: true, subtree: true });
}

/** What the page's clock says; runs in the page. */
function readClock(): { paint: number; usable: number; shell: number; data: number } {
  const files = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
  const [page] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  const paint = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN;
  const usable = performance.getEntriesByName("usable")[0]?.startTime ?? Number.NaN;
  const ends = (isOurs: (name: string) => boolean, until: number) =>
    files.filter((each) => isOurs(each.name) && each.responseEnd <= until);
  const last = (those: PerformanceResourceTiming[]) =>
    Math.max(page?.responseEnd ?? 0, ...those.map(({ responseEnd }) => responseEnd));
  const isData = (name: string) => name.includes("/api/");
  return {
    paint,
    usable,
    shell: last(ends((name) => !isData(name), paint)),
    data: last(ends((name) => name.endsWith("/features"), usable)),
  };
}

async function openOnce(stage: Stage, features: number): Promise<Opened> {
  const { server, product, browser, cookie } = stage;
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await enter(context, server.url, cookie);
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWED });
  await page.addInitScript(noteRows, features);
  await page.goto(`${server.url}/p/${product.id}`);
  await page.waitForFunction(() => performance.getEntriesByName("usable").length > 0);
  const { paint, usable, shell, data } = await page.evaluate(readClock);
  await context.close();
  return { paint: paint - shell, usable: usable - data };
}

/** Prints the table. */
export async function printOpening(): Promise<void> {
  const rows: string[][] = [];
  for (const features of [50, 500]) {
    const stage = await makeStage();
    await fill(stage, features);
    await openOnce(stage, features);
    const opened: Opened[] = [];
    for (let run = 0; run < RUNS; run++) opened.push(await openOnce(stage, features));
    for (const [what, key] of [
      ["first contentful paint", "paint"],
      ["every feature shown", "usable"],
    ] as const) {
      const ms = medianOf(opened.map((each) => each[key]));
      const ends = features === 50 ? marked(ms, { atMost: MARK_MS }) : ["", ""];
      rows.push([`${features} features: ${what}`, ms.toFixed(0), ...ends]);
    }
    await stage.close();
  }
  printTable(
    `Opening the Features page, Chromium, CPU slowed ${SLOWED} times`,
    ["until", "ms after the last byte", "mark", "met"],
    rows,
  );
}
