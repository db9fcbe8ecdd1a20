// The prompt as a customer meets it: when it comes, what it says, how it goes.

import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { prove } from "../../worker/collect/proofs.ts";
import { ask as call, type Product } from "../../worker/product.ts";
import {
  addFeature,
  answers,
  open,
  pageOf,
  productWith,
  type Site,
  startSite,
  tag,
  until,
  visitor,
} from "./site.ts";
import { signalsOf, status, wireOf } from "./wire.ts";

let site: Site;
let product: Product;
let visits = 0;

beforeAll(async () => {
  site = await startSite();
  product = await productWith(site, "csv-export");
});
afterAll(() => site.close());

const BUTTON = `<button data-landed="csv-export">Export</button>`;

async function visit(
  content = BUTTON,
  feature?: { key: string; placement?: string },
  attributes = "",
) {
  if (feature) await addFeature(product, feature.key, { placement: feature.placement });
  const customer = `u_${visits++}`;
  const proof = await prove(product, customer);
  site.serve(
    `/${customer}`,
    pageOf(
      content,
      tag(product, `data-customer="${customer}" data-proof="${proof}" ${attributes}`),
    ),
  );
  const context = await visitor(site);
  const wire = await wireOf(context);
  return { customer, context, wire, ...(await open(context, `${site.origin}/${customer}`)) };
}

/** Uses the feature and waits for the question. */
async function ask(page: Page) {
  await page.click("button[data-landed]");
  await page.locator("landed-prompt >> text=Yes").waitFor();
}

const kindsOf = (wire: Awaited<ReturnType<typeof wireOf>>) =>
  signalsOf(wire).map(({ kind }) => kind);

describe.concurrent("answering", () => {
  test("a double click answers once, and the line for a comment stays open", async () => {
    const { page, context } = await visit(`<button data-landed="doubled">Export</button>`, {
      key: "doubled",
    });
    await ask(page);
    const no = page.locator("landed-prompt [part=no]");
    const { width = 0 } = (await no.boundingBox()) ?? {};
    // Where the button that sends a comment will stand.
    await no.dblclick({ position: { x: width - 12, y: 6 } });
    await page.fill("landed-prompt input", "It stops half-way");
    await page.click("landed-prompt [part=send]");
    await page.locator("landed-prompt >> text=Thank you").waitFor();
    const told = await until(
      () => answers(product, "doubled"),
      ([answer]) => Boolean(answer?.comment),
    );
    expect(told).toMatchObject([{ helped: false, comment: "It stops half-way" }]);
    await context.close();
  });

  test("one press is a whole answer; a changed mind and a comment edit it", async () => {
    const { page, context, wire } = await visit(`<button data-landed="edited">Export</button>`, {
      key: "edited",
    });
    await ask(page);
    await page.click("landed-prompt >> text=Yes");
    await until(
      () => answers(product, "edited"),
      (all) => all.length === 1,
    );
    await page.click("landed-prompt >> text=Change my answer");
    expect(await page.locator("landed-prompt [part=yes]").getAttribute("aria-pressed")).toBe(
      "true",
    );
    await page.click("landed-prompt >> text=No");
    await page.fill("landed-prompt input", "Columns come out in the wrong order");
    await page.keyboard.press("Enter");
    await page.locator("landed-prompt >> text=Thank you").waitFor();
    expect(await answers(product, "edited")).toMatchObject([
      { helped: false, comment: "Columns come out in the wrong order", proven: true },
    ]);
    expect(
      new Set(
        signalsOf(wire)
          .filter(({ kind }) => kind === "answered")
          .map(({ at }) => at),
      ).size,
    ).toBe(1);
    await context.close();
  });

  test("thanks come after the server's word alone; without a network it says that it is saved", async () => {
    const { page, context, wire } = await visit();
    await ask(page);
    let release = () => {};
    wire.answer(async (route) => {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      await route.continue();
    });
    await page.click("landed-prompt >> text=Yes");
    await page.click("landed-prompt >> text=Send");
    await page.waitForTimeout(500);
    expect(await page.locator("landed-prompt >> text=Thank you").count()).toBe(0);
    wire.answer(null);
    release();
    await page.locator("landed-prompt >> text=Thank you").waitFor();
    await context.close();

    const offline = await visit();
    await ask(offline.page);
    await offline.context.setOffline(true);
    await offline.page.click("landed-prompt >> text=Yes");
    await offline.page.click("landed-prompt >> text=Send");
    await offline.page.locator("landed-prompt >> text=Saved").waitFor();
    await offline.context.close();
  });

  test("what the server will not take is said to have failed", async () => {
    const { page, context, wire } = await visit();
    await ask(page);
    wire.answer(status(403));
    await page.click("landed-prompt >> text=Yes");
    await page.click("landed-prompt >> text=Send");
    await page.locator("landed-prompt >> text=could not be sent").waitFor();
    await context.close();
  });

  test("closing is a dismissal, refusing holds for good, and ignoring is neither", async () => {
    const closed = await visit();
    await ask(closed.page);
    await closed.page.click("landed-prompt [part=close]");
    await until(
      async () => kindsOf(closed.wire),
      (kinds) => kinds.includes("dismissed"),
    );
    expect(await closed.page.locator("landed-prompt").count()).toBe(0);
    await closed.context.close();

    const refused = await visit();
    await ask(refused.page);
    await refused.page.click("landed-prompt >> text=Don’t ask me again");
    await refused.page.locator("landed-prompt >> text=You won’t be asked again").waitFor();
    expect(kindsOf(refused.wire)).toContain("refused");
    await refused.context.close();
  });
});

describe.concurrent("manners", () => {
  test("it leaves by itself after 20 seconds, but not while it is pointed at; that is no dismissal", async () => {
    const { page, context, wire } = await visit();
    await context.clock.install();
    await page.reload();
    await page.click("button[data-landed]");
    await until(async () => wire.sent.some(({ body }) => body.ask), Boolean);
    await page.waitForTimeout(500);
    await context.clock.runFor(2_500);
    const prompt = page.locator("landed-prompt section");
    await prompt.waitFor();
    await prompt.hover();
    await context.clock.runFor(60_000);
    expect(await prompt.count()).toBe(1);
    await page.mouse.move(0, 0);
    await context.clock.runFor(18_000);
    expect(await prompt.count()).toBe(1);
    await context.clock.runFor(4_000);
    expect(await prompt.count()).toBe(0);
    expect(kindsOf(wire)).not.toContain("dismissed");
    expect(kindsOf(wire)).toContain("asked");
    await context.close();
  });

  test("it waits while somebody types, and while a dialog is open", async () => {
    const { page, context } = await visit(
      `${BUTTON}<input id="text"><dialog><button onclick="this.closest('dialog').close()">Done</button></dialog>`,
    );
    await page.click("button[data-landed]");
    await page.focus("#text");
    for (let n = 0; n < 8; n++) {
      await page.keyboard.press("a");
      await page.waitForTimeout(400);
    }
    expect(await page.locator("landed-prompt").count()).toBe(0);
    await page.evaluate(() => document.querySelector("dialog")?.showModal());
    await page.waitForTimeout(2_600);
    expect(await page.locator("landed-prompt").count()).toBe(0);
    await page.click("text=Done");
    await page.locator("landed-prompt >> text=Yes").waitFor();
    expect(await page.evaluate(() => document.activeElement?.localName)).not.toBe("landed-prompt");
    await context.close();
  });

  test("a page that is left before the prompt came is asked about on the next one, with the same token", async () => {
    const { page, context, wire } = await visit();
    await page.click("button[data-landed]");
    await until(
      async () => wire.sent.filter(({ body }) => body.ask).length,
      (asks) => asks === 1,
    );
    await page.reload();
    await page.locator("landed-prompt >> text=Yes").waitFor();
    const tokens = wire.sent.flatMap(({ body }) => body.ask?.token ?? []);
    expect(tokens).toHaveLength(2);
    expect(new Set(tokens).size).toBe(1);
    await context.close();
  });

  test("an ask that got no answer is repeated with the same token", async () => {
    const { page, context, wire } = await visit();
    wire.answer(status(503));
    await page.click("button[data-landed]");
    const asks = () => wire.sent.flatMap(({ body }) => body.ask?.token ?? []);
    await until(
      async () => asks().length,
      (number) => number === 1,
    );
    wire.answer(null);
    await page.locator("landed-prompt >> text=Yes").waitFor();
    expect(asks()).toHaveLength(2);
    expect(new Set(asks()).size).toBe(1);
    await context.close();
  });

  test("a change of page leaves it behind, and that is no dismissal", async () => {
    const { page, context, wire } = await visit();
    await ask(page);
    await page.evaluate(() => history.pushState({}, "", "/somewhere/else"));
    await page.locator("landed-prompt").waitFor({ state: "detached" });
    expect(kindsOf(wire)).not.toContain("dismissed");
    await context.close();
  });

  test("the letter of its shortcut is the page's to choose", async () => {
    const { page, context } = await visit(BUTTON, undefined, `data-shortcut="k"`);
    await ask(page);
    const inside = () =>
      page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.textContent);
    await page.keyboard.press("Alt+Shift+KeyH");
    expect(await inside()).toBe(undefined);
    await page.keyboard.press("Alt+Shift+KeyK");
    expect(await inside()).toBe("Yes");
    await context.close();
  });

  test("it wears the project's theme", async () => {
    const themed = await productWith(site, "csv-export");
    const theme = { scheme: "dark", accent: "#ff0000", radius: 4 };
    await call(themed, "PATCH /projects/{project}", { body: { theme } });
    site.serve("/themed", pageOf(BUTTON, tag(themed, `data-customer="u_1"`)));
    const context = await visitor(site);
    const { page } = await open(context, `${site.origin}/themed`);
    await ask(page);
    const look = await page.locator("landed-prompt section").evaluate((section) => {
      const yes = section.querySelector("[part=yes]");
      return {
        scheme: getComputedStyle(section).colorScheme,
        radius: getComputedStyle(section).borderRadius,
        border: yes && getComputedStyle(yes).borderTopColor,
      };
    });
    expect(look).toEqual({ scheme: "dark", radius: "4px", border: "rgb(255, 0, 0)" });
    await context.close();
  });

  test("somebody else signing in makes it go", async () => {
    const { page, context } = await visit();
    await ask(page);
    await page.evaluate(`landed.identify({ customer: "somebody-else" })`);
    expect(await page.locator("landed-prompt").count()).toBe(0);
    await context.close();
  });
});

test.each([
  ["somebody else signs in", `landed.identify({ customer: "somebody-else" })`],
  ["opting out", `landed.optOut()`],
])("%s while the prompt is on its way: it is not shown", async (_, call) => {
  const { page, context } = await visit();
  let release = () => {};
  const wanted = new Promise<void>((arrived) => {
    context.route("**/landed-prompt.*.js", async (route) => {
      arrived();
      await new Promise<void>((resume) => {
        release = resume;
      });
      await route.continue();
    });
  });
  await page.click("button[data-landed]");
  await wanted;
  await page.evaluate(call);
  const come = page.waitForResponse("**/landed-prompt.*.js");
  release();
  await come;
  await page.waitForTimeout(3_000);
  expect(await page.locator("landed-prompt").count()).toBe(0);
  await context.close();
});

test("a tab that nobody looks at does not keep another from asking", async () => {
  const { page, context } = await visit();
  const behind = await context.newPage();
  await behind.addInitScript(() => {
    Object.defineProperty(document, "hidden", { value: true });
  });
  await behind.goto(page.url());
  await page.bringToFront();
  // Both have the server's leave: it is the same ask.
  await page.click("button[data-landed]");
  await behind.evaluate(`landed.ask("csv-export")`);
  await page.locator("landed-prompt >> text=Yes").waitFor();
  expect(await behind.locator("landed-prompt").count()).toBe(0);
  await context.close();
});

test("what a page hands us besides a feature spoils no prompt", async () => {
  const { page, context } = await visit();
  await page.evaluate(() => {
    const { landed } = globalThis as unknown as { landed: { used(...given: unknown[]): void } };
    const button = document.createElement("button");
    button.addEventListener("click", landed.used.bind(landed, "csv-export"));
    button.click();
  });
  await page.locator("landed-prompt >> text=Yes").waitFor();
  await context.close();
});

test("without locks, too, there is one prompt at a time", async () => {
  const content = `${BUTTON}<script>delete Navigator.prototype.locks</script>`;
  const { page, context } = await visit(content, undefined, `data-consent="required"`);
  await page.click("button[data-landed]");
  // Agreeing takes up the ask that waits for it: the same ask, not one more.
  await page.evaluate("landed.optIn()");
  await page.locator("landed-prompt >> text=Yes").waitFor();
  await page.waitForTimeout(7_500);
  expect(await page.evaluate("navigator.locks")).toBe(undefined);
  expect(await page.locator("landed-prompt").count()).toBe(1);
  await context.close();
});

/** Slowing a CPU makes it busy by itself, and two tries in three show a task that is long for that alone. */
const TRIES = 30;

describe("on a slow machine", () => {
  test("on a throttled page it shifts nothing, and makes no long task of its own", async () => {
    const longTasks: number[] = [];
    // A busy machine makes tasks longer, too: what is the widget's own is there every time.
    while (longTasks.length < TRIES && !longTasks.includes(0)) {
      const { shifts, long } = await throttled();
      expect(shifts).toBe(0);
      longTasks.push(long);
    }
    expect(longTasks).toContain(0);
  });
});

/** Layout shifts, and tasks of the page over 50 ms, in a browser four times as slow while the question comes. */
async function throttled(): Promise<{ shifts: number; long: number }> {
  const { page, context } = await visit();
  const devTools = await context.newCDPSession(page);
  await devTools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await page.evaluate(() => {
    const shifts: unknown[] = [];
    Object.assign(globalThis, { shifts });
    new PerformanceObserver((list) => shifts.push(...list.getEntries())).observe({
      type: "layout-shift",
    });
  });
  // The driver's own script for finding elements is long, too: it is there before the trace begins.
  await page.locator("button[data-landed]").waitFor();
  await site.browser.startTracing(page, { categories: ["toplevel"] });
  await page.evaluate(() => document.querySelector<HTMLElement>("button[data-landed]")?.click());
  await page.locator("landed-prompt >> text=Yes").waitFor();
  await page.waitForTimeout(600);
  const long = longTasks(await site.browser.stopTracing());
  const shifts = await page.evaluate<number>("shifts.length");
  await context.close();
  return { shifts, long };
}

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** The thread's own time, in µs: what other programs take of the machine is not in it. */
  tdur?: number;
  args?: { name?: string };
}

/** How many tasks of a page's main thread took 50 ms of its own time, or more. */
function longTasks(trace: Buffer): number {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const threads = new Set(
    traceEvents.flatMap(({ args, pid, tid }) =>
      args?.name === "CrRendererMain" ? `${pid} ${tid}` : [],
    ),
  );
  const tasks = traceEvents.filter(
    ({ name, pid, tid }) =>
      name === "ThreadControllerImpl::RunTask" && threads.has(`${pid} ${tid}`),
  );
  if (tasks.length === 0) throw new Error("the trace shows no task");
  return tasks.filter(({ tdur = 0 }) => tdur >= 50_000).length;
}

describe.concurrent("place", () => {
  test.each([
    ["bottom-right", { right: true, bottom: true }],
    ["bottom-left", { right: false, bottom: true }],
    ["top-right", { right: true, bottom: false }],
    ["top-left", { right: false, bottom: false }],
  ])("it stands %s where the project wishes", async (placement, { right, bottom }) => {
    const { page, context } = await visit(
      `<div style="height:300px"></div><button data-landed="at-${placement}" style="margin-left:45%">Export</button>`,
      { key: `at-${placement}`, placement },
    );
    await ask(page);
    const box = await page.locator("landed-prompt section").boundingBox();
    expect((box?.x ?? 0) > 500).toBe(right);
    expect((box?.y ?? 0) > 350).toBe(bottom);
    await context.close();
  });

  test("it never covers the control that was used", async () => {
    const { page, context } = await visit(
      `<button data-landed="csv-export" style="position:fixed;right:20px;bottom:20px">Export</button>`,
    );
    await ask(page);
    const prompt = await page.locator("landed-prompt section").boundingBox();
    const control = await page.locator("button[data-landed]").boundingBox();
    expect((prompt?.x ?? 0) + (prompt?.width ?? 0)).toBeLessThan(control?.x ?? 0);
    await context.close();
  });

  test("an anchored one stands at its control and follows it", async () => {
    const { page, context } = await visit(
      `<div style="height:2000px;padding-top:100px"><button data-landed="anchored">Export</button></div>`,
      { key: "anchored", placement: "anchored" },
    );
    await ask(page);
    const gap = async () => {
      const prompt = await page.locator("landed-prompt section").boundingBox();
      const control = await page.locator("button[data-landed]").boundingBox();
      return Math.round((prompt?.y ?? 0) - (control?.y ?? 0) - (control?.height ?? 0));
    };
    expect(await gap()).toBe(12);
    await page.evaluate(() => scrollTo(0, 80));
    await until(gap, (now) => now === 12);
    await context.close();
  });
});
