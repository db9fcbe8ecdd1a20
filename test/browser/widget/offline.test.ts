// Signals leave safely: no network, a failing server, closed tabs, several tabs, a restart; each counts once.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext, Page, Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inSeconds, prove } from "../../worker/collect/proofs.ts";
import { makeProduct, type Product } from "../../worker/product.ts";
import { startLastingBrowser } from "../chromium.ts";
import {
  addFeature,
  answers,
  funnel,
  open,
  pageOf,
  type Site,
  startSite,
  tag,
  until,
  visitor,
} from "./site.ts";
import { signalsOf, status, type Wire, wireOf } from "./wire.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** Of eight tabs each that are closed right after an answer: a hundred after each pause in the long form. */
const ROUNDS = process.env["FAULTS"] === "long" ? 50 : 12;
/** The browser's own time-out is not the clock that tests turn: it passes a hundred times as fast. */
const HASTE = `const real = AbortSignal.timeout; AbortSignal.timeout = (ms) => real.call(AbortSignal, ms / 100)`;

let site: Site;

beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());

/** A product of its own, its page at its own path, and one visitor's browser. */
async function begin(attributes = "", content = "") {
  const product = await makeProduct(site.server);
  const url = `${site.origin}/${product.id}`;
  const serve = (more: string) => site.serve(`/${product.id}`, pageOf(content, tag(product, more)));
  serve(attributes);
  const context = await visitor(site);
  return { product, url, context, serve };
}

function call(page: Page, name: string, ...given: unknown[]) {
  return page.evaluate(
    ([method, values]) => {
      const { landed } = globalThis as unknown as {
        landed: Record<string, (...all: unknown[]) => void>;
      };
      landed[method]?.(...values);
    },
    [name, given] as const,
  );
}

/** How many features of a product were seen by how many, all told. */
async function seenIn(product: Product): Promise<number> {
  const { results } = await site.server.env.DB.prepare(
    `SELECT count(*) AS number FROM journey JOIN iteration ON iteration.id = journey.iteration
     JOIN feature ON feature.id = iteration.feature WHERE feature.project = ? AND seen_on IS NOT NULL`,
  )
    .bind(product.id)
    .all<{ number: number }>();
  return results[0]?.number ?? 0;
}

/** How many answers a product has, all told. */
async function answersKept(product: Product): Promise<number> {
  const { results } = await site.server.env.DB.prepare(
    `SELECT count(*) AS number FROM answer JOIN iteration ON iteration.id = answer.iteration
     JOIN feature ON feature.id = iteration.feature WHERE feature.project = ?`,
  )
    .bind(product.id)
    .all<{ number: number }>();
  return results[0]?.number ?? 0;
}

/** The names under which something waits in the browser. */
function waitingIn(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    Object.keys(localStorage).filter((name) => name.startsWith("landed:")),
  );
}

describe("without a network", () => {
  test("H01: 50 signals of an offline minute arrive once, and nothing is sent meanwhile", async () => {
    const { product, url, context } = await begin();
    const wire = await wireOf(context);
    const { page, trouble } = await open(context, url);
    await context.setOffline(true);
    for (let n = 0; n < 50; n++) await call(page, "seen", `feature-${n}`);
    await page.waitForTimeout(4 * SECOND);
    expect(wire.sent.length).toBe(0);
    await context.setOffline(false);
    await until(
      () => seenIn(product),
      (seen) => seen === 50,
    );
    await until(
      () => waitingIn(page),
      (names) => names.length === 0,
    );
    expect(signalsOf(wire)).toHaveLength(50);
    expect(trouble).toEqual([]);
    await context.close();
  });

  test("24 hours, two tabs and a restart: 60 facts and 3 answers are each counted once", async () => {
    const product = await makeProduct(site.server);
    for (const key of ["one", "two", "three"]) await addFeature(product, key);
    const proof = () => prove(product, "u_1");
    const path = `/${product.id}`;
    const serve = async () =>
      site.serve(
        path,
        pageOf(
          ["one", "two", "three"]
            .map((key) => `<landed-prompt feature="${key}"></landed-prompt>`)
            .join(""),
          tag(product, `data-customer="u_1" data-proof="${await proof()}"`),
        ),
      );
    await serve();
    const folder = await mkdtemp(join(tmpdir(), "landed-"));
    const yesterday = Date.now() - 24 * HOUR + MINUTE;

    const before = await startLastingBrowser(folder);
    await before.clock.install({ time: yesterday });
    const first = await before.newPage();
    await first.goto(site.origin + path);
    await first.clock.runFor(2 * SECOND);
    await until(
      () => first.locator("landed-prompt >> text=Yes").count(),
      (all) => all === 3,
    );
    const second = await before.newPage();
    await second.goto(site.origin + path);
    await before.setOffline(true);
    for (let n = 0; n < 30; n++) await call(first, "seen", `first-${n}`);
    for (let n = 0; n < 30; n++) await call(second, "seen", `second-${n}`);
    for (const [key, said] of [
      ["one", "yes"],
      ["two", "no"],
      ["three", "yes"],
    ]) {
      await first.click(`landed-prompt[feature=${key}] [part=${said}]`);
      await first.clock.runFor(SECOND);
    }
    await first.locator("landed-prompt >> text=Send").first().click();
    await first.clock.runFor(SECOND);
    await first.waitForSelector("landed-prompt >> text=Saved");
    await before.clock.fastForward(23 * HOUR);
    await before.close();

    await serve();
    const after = await startLastingBrowser(folder);
    const again = await after.newPage();
    await again.goto(site.origin + path);
    await until(
      () => waitingIn(again),
      (names) => names.length === 0,
    );
    await after.close();
    await rm(folder, { recursive: true });

    expect(await seenIn(product)).toBe(60);
    const kept = await Promise.all(["one", "two", "three"].map((key) => answers(product, key)));
    expect(kept.map((items) => items.map(({ helped, proven }) => [helped, proven]))).toEqual([
      [[true, true]],
      [[false, true]],
      [[true, true]],
    ]);
  });

  test("H02: an answer survives the tab that is closed right after the press", async () => {
    const { product, context } = await begin();
    await addFeature(product, "csv-export");
    const press = async (customer: string, pause: number) => {
      const path = `/${product.id}/${customer}`;
      const proof = await prove(product, customer);
      const embed = tag(product, `data-customer="${customer}" data-proof="${proof}"`);
      site.serve(path, pageOf(`<landed-prompt feature="csv-export"></landed-prompt>`, embed));
      const page = await context.newPage();
      await page.goto(site.origin + path);
      await page.locator("landed-prompt >> text=Yes").click();
      await page.waitForTimeout(pause);
      await page.close();
    };
    const pauses = [0, 0, 5, 5, 50, 50, 500, 500];
    for (let round = 0; round < ROUNDS; round++)
      await Promise.all(pauses.map((pause, tab) => press(`u_${round}_${tab}`, pause)));
    const path = `/${product.id}/u_0_0`;
    const page = await context.newPage();
    await page.goto(site.origin + path);
    await until(
      () => waitingIn(page),
      (names) => names.length === 0,
    );
    const answered = ROUNDS * pauses.length;
    expect(await answersKept(product)).toBe(answered);
    expect(await funnel(product, "csv-export")).toMatchObject({ answered, helped: answered });
    await context.close();
  }, 900_000);
});

// Alone, for browsers tell other tabs of what was kept only after a while, and a busy machine makes it longer.
describe("several tabs", () => {
  test("H06: ten tabs show one prompt and count each fact once; closing the one that asks frees the others", async () => {
    const { product, url, context } = await begin(
      `data-customer="u_1"`,
      `<button data-landed="csv-export">Export</button>`,
    );
    await addFeature(product, "csv-export");
    const wire = await wireOf(context);
    const pages = await Promise.all(
      Array.from({ length: 10 }, async () => (await open(context, url)).page),
    );
    for (const page of pages) await page.click("button[data-landed]");
    const showing = async () => {
      const open = pages.filter((page) => !page.isClosed());
      const counts = await Promise.all(open.map((page) => page.locator("landed-prompt").count()));
      return open.filter((_, tab) => counts[tab]);
    };
    await pages[0]?.bringToFront();
    await until(
      async () => (await showing()).length,
      (shown) => shown === 1,
    );
    const [asking] = await showing();
    const kinds = signalsOf(wire).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "used")).toHaveLength(1);
    // Two tabs that see it before either hears of the other's note both send it; it counts once.
    expect(kinds.filter((kind) => kind === "seen").length).toBeLessThanOrEqual(2);
    await until(
      () => funnel(product, "csv-export"),
      ({ seen, used }) => seen === 1 && used === 1,
    );
    await asking?.close();
    // What that tab left unanswered is taken up by another, with the same token.
    const other = pages.find((page) => page !== asking) as Page;
    await other.bringToFront();
    await call(other, "ask", "csv-export");
    await until(
      async () => (await showing()).length,
      (shown) => shown === 1,
    );
    await other.waitForTimeout(3_000);
    expect(await showing()).toHaveLength(1);
    expect(new Set(wire.sent.flatMap(({ body }) => body.ask?.token ?? [])).size).toBe(1);
    await context.close();
  });
});

describe.concurrent("the outbox", () => {
  test("H03: what no beacon would take stays and is sent later", async () => {
    const { product, url, context } = await begin();
    const { page } = await open(context, url);
    await page.evaluate(() => {
      navigator.sendBeacon = () => false;
    });
    await call(page, "seen", "csv-export");
    await hide(page);
    await until(
      () => seenIn(product),
      (seen) => seen === 1,
    );
    await context.close();
  });

  test("a page whose signals are simply taken downloads one file, and the second when the server says more", async () => {
    const { product, url, context } = await begin();
    const wire = await wireOf(context);
    const files: string[] = [];
    context.on("request", (request) => {
      const [name] = request.url().match(/landed[^/]*\.js/) ?? [];
      if (name) files.push(name);
    });
    const { page } = await open(context, url);
    await call(page, "seen", "csv-export");
    await until(
      () => seenIn(product),
      (seen) => seen === 1,
    );
    await until(
      () => waitingIn(page),
      (names) => names.length === 0,
    );
    expect(files).toEqual(["landed.js"]);
    wire.answer(status(503, { "retry-after": "1" }));
    await call(page, "seen", "another");
    await until(
      async () => files.length,
      (length) => length > 1,
    );
    wire.answer(null);
    await until(
      () => waitingIn(page),
      (names) => names.length === 0,
    );
    expect(files).toEqual(["landed.js", expect.stringMatching(/^landed-prompt\./)]);
    await context.close();
  });

  test("a hidden page hands over what waits in pieces of at most 16 KB, answers first", async () => {
    const { url, context } = await begin();
    const wire = await wireOf(context);
    const { page } = await open(context, url);
    await context.setOffline(true);
    await fill(page, 20, "answered");
    await call(page, "seen", "csv-export");
    await page.evaluate(() => {
      Object.defineProperty(navigator, "onLine", { value: true });
    });
    const pieces = await page.evaluate(() => {
      const all: string[] = [];
      navigator.sendBeacon = (_, body) => !!all.push(String(body));
      Object.defineProperty(document, "hidden", { value: true });
      dispatchEvent(new Event("visibilitychange"));
      return all;
    });
    const kinds = pieces.flatMap((piece) =>
      JSON.parse(piece).signals.map((one: { kind: string }) => one.kind),
    );
    expect(Math.max(...pieces.map((piece) => Buffer.byteLength(piece)))).toBeLessThanOrEqual(
      16_384,
    );
    expect(kinds).toHaveLength(21);
    expect(kinds.indexOf("seen")).toBe(kinds.length - 1);
    expect(wire.sent).toEqual([]);
    await context.close();
  });

  test("H04: a full outbox is cut into small requests, and loses its oldest sighting first", async () => {
    const { url, context } = await begin();
    const wire = await wireOf(context);
    wire.answer(status(202, {}, JSON.stringify({ accepted: 1, rejected: [] })));
    const { page } = await open(context, url);
    await context.setOffline(true);
    const dropped = await page.evaluate(() => {
      const { landed } = globalThis as unknown as {
        landed: { on(name: string, listener: () => void): void };
      };
      const count = { dropped: 0 };
      landed.on("dropped", () => count.dropped++);
      return Object.assign(globalThis, { count }) && true;
    });
    expect(dropped).toBe(true);
    await call(page, "seen", "oldest");
    await page.waitForTimeout(5);
    await call(page, "seen", "newer");
    await fill(page, 98, "answered");
    await call(page, "used", "one-too-many");
    const names = await waitingIn(page);
    expect(names).toHaveLength(100);
    expect(names.filter((name) => name.includes("answered"))).toHaveLength(98);
    expect(names.some((name) => name.includes("oldest"))).toBe(false);
    expect(names.some((name) => name.includes("newer"))).toBe(true);
    expect(await page.evaluate("count.dropped")).toBe(1);
    await context.setOffline(false);
    await until(
      () => waitingIn(page),
      (all) => all.length === 0,
    );
    expect(wire.sent.length).toBeGreaterThan(3);
    expect(Math.max(...wire.sent.map(({ bytes }) => bytes))).toBeLessThanOrEqual(60_000);
    await context.close();
  });

  test.each([
    [
      "throws at every touch",
      `Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError") } })`,
    ],
    [
      "is full",
      `for (let size = 2 ** 22; size >= 1; size /= 2)
        try { localStorage["other" + size] = "x".repeat(size) } catch {}`,
    ],
    ["has a patched getItem", `Storage.prototype.getItem = () => { throw new Error("patched") }`],
    [
      "holds what nobody can read",
      `for (const name of ["landed:seen1x", "landed.id", 'landed.ask "customer":"u_1"', "landed-wait", "landed-sent", "landed.said csv-export"]) localStorage.setItem(name, '{"not\\njson')`,
    ],
  ])(
    "H05: storage that %s changes nothing for the page, and signals still arrive",
    async (_, break_) => {
      const { product, context } = await begin();
      await addFeature(product, "csv-export");
      const path = `${site.origin}/${product.id}`;
      site.serve(
        `/${product.id}`,
        pageOf(
          `<button data-landed="csv-export">Export</button>`,
          `<script>${break_}</script>${tag(product, `data-customer="u_1"`)}`,
        ),
      );
      const { page, trouble } = await open(context, path);
      await page.click("button[data-landed]");
      await page.click("landed-prompt >> text=Yes");
      await until(
        () => funnel(product, "csv-export"),
        ({ answered }) => answered === 1,
      );
      expect(trouble).toEqual([]);
      await context.close();
    },
  );

  test("a fact is sent once a day, and anew the next day", async () => {
    const { url, context } = await begin();
    await context.clock.install();
    const wire = await wireOf(context);
    wire.answer(status(202, {}, JSON.stringify({ accepted: 1, rejected: [] })));
    const { page } = await open(context, url);
    const daySent = async () => {
      for (let n = 0; n < 3; n++) await call(page, "seen", "csv-export");
      await context.clock.runFor(5 * SECOND);
      await until(
        () => waitingIn(page),
        (names) => names.length === 0,
      );
      return signalsOf(wire).length;
    };
    expect(await daySent()).toBe(1);
    await context.clock.fastForward(24 * HOUR);
    expect(await daySent()).toBe(2);
    await context.close();
  });

  test("H05: storage that is emptied between two signals loses only what waited", async () => {
    const { product, url, context } = await begin();
    const { page, trouble } = await open(context, url);
    await call(page, "seen", "before");
    await page.evaluate(() => localStorage.clear());
    await call(page, "seen", "after");
    await until(
      () => seenIn(product),
      (seen) => seen === 1,
    );
    expect(trouble).toEqual([]);
    await context.close();
  });
});

/** Listens for error events from now on. */
async function errorsOf(page: Page): Promise<() => Promise<unknown[]>> {
  await page.evaluate(() => {
    const { landed } = globalThis as unknown as {
      landed: typeof import("../../../widget/npm/index.d.ts").default;
    };
    const errors: unknown[] = [];
    Object.assign(globalThis, { errors });
    landed.on("error", (error) => errors.push(error));
  });
  return () => page.evaluate("errors");
}

/** A page whose clock the test turns, and what it sends. */
interface Turned {
  context: BrowserContext;
  page: Page;
  wire: Wire;
}

describe.concurrent("a server in trouble [C30]", () => {
  /** A page whose clock the test turns, with one signal waiting to go. */
  async function beginWithClock(how: (route: Route) => unknown, script = "") {
    const { url, context } = await begin();
    await context.clock.install();
    await context.addInitScript(script);
    const wire = await wireOf(context);
    wire.answer(how);
    const { page, trouble } = await open(context, url);
    await call(page, "seen", "csv-export");
    await context.clock.runFor(3 * SECOND);
    await until(
      async () => wire.sent.length,
      (length) => length === 1,
    );
    await page.waitForTimeout(200);
    return { context, wire, page, trouble };
  }

  /** Turns the clock in steps, so that what each timer begins can end before the next. */
  async function pass({ context, page, wire }: Turned, ms: number) {
    for (let step = 0; step < 60; step++) {
      await context.clock.runFor(ms / 60);
      await page.waitForTimeout(15);
      await wire.settled();
    }
  }

  test.each([
    ["429 and a number of seconds", 429, () => "120"],
    ["503 and a number of seconds", 503, () => "120"],
    ["503 and a date", 503, () => new Date(Date.now() + 125 * SECOND).toUTCString()],
  ])("H07: %s is waited for, in other tabs too", async (_, code, wish) => {
    const { context, wire, page } = await beginWithClock(status(code, { "retry-after": wish() }));
    const other = await context.newPage();
    await other.goto(page.url());
    await call(other, "seen", "another");
    await pass({ context, page, wire }, 110 * SECOND);
    expect(wire.sent.length).toBe(1);
    wire.answer(status(202, {}, JSON.stringify({ accepted: 2, rejected: [] })));
    await pass({ context, page, wire }, 60 * SECOND);
    await until(
      async () => wire.sent.length,
      (length) => length === 2,
    );
    await until(
      () => waitingIn(page),
      (names) => names.length === 0,
    );
    await context.close();
  });

  test("H07: a server that fails for ever is asked at most 20 times in the first hour", async () => {
    const { context, wire, page, trouble } = await beginWithClock(status(500));
    await pass({ context, page, wire }, HOUR);
    expect(wire.sent.length).toBeGreaterThan(3);
    expect(wire.sent.length).toBeLessThanOrEqual(20);
    expect(await waitingIn(page)).toHaveLength(1);
    expect(trouble.filter((line) => !line.startsWith("Failed to load resource"))).toEqual([]);
    await context.close();
  });

  test.each([400, 401, 403, 404, 410, 413])(
    "H07: %d is final: one request, one error event",
    async (code) => {
      const { context, wire, page } = await beginWithClock(status(code, {}, "<html>"));
      const errors = await errorsOf(page);
      await call(page, "seen", "another");
      await pass({ context, page, wire }, 10 * MINUTE);
      expect(wire.sent.length).toBeLessThanOrEqual(2);
      expect(await errors()).toHaveLength(wire.sent.length - 1);
      await context.close();
    },
  );

  test.each([
    [
      "a page of HTML",
      (route: Route) =>
        route.fulfill({
          status: 200,
          contentType: "text/html",
          headers: { "access-control-allow-origin": "*" },
          body: "<h1>Sign in</h1>",
        }),
    ],
    ["JSON of something else", status(200, {}, `{"ok":true}`)],
    [
      "a redirect to a page of HTML",
      (route: Route) =>
        route.fulfill({
          status: 302,
          headers: { location: "/login", "access-control-allow-origin": "*" },
        }),
    ],
  ])("H07: %s acknowledges nothing", async (_, how) => {
    const { context, page } = await beginWithClock(how);
    expect(await waitingIn(page)).toHaveLength(1);
    await context.close();
  });

  test("H07: a server that never answers is given up after a while, and tried again", async () => {
    const { context, wire, page } = await beginWithClock(() => {}, HASTE);
    await until(
      async () => {
        await pass({ context, page, wire }, MINUTE);
        return wire.sent.length;
      },
      (tries) => tries > 1,
    );
    expect(await waitingIn(page)).toHaveLength(1);
    await context.close();
  });

  test("H15: a blocked second file is tried four times at most on one page, and nothing is lost", async () => {
    const { context, wire, page, trouble } = await beginWithClock(async (route) => {
      const browser = route.request().frame().page().context();
      await browser.route("**/landed-prompt.*.js", (file) => file.abort("blockedbyclient"));
      await status(503, { "retry-after": "1" })(route);
    });
    for (let n = 0; n < 6; n++) {
      await call(page, "seen", `feature-${n}`);
      await pass({ context, page, wire }, 10 * MINUTE);
    }
    expect(wire.sent.length).toBeLessThanOrEqual(4);
    expect(await waitingIn(page)).toHaveLength(7);
    expect(trouble.filter((line) => !line.startsWith("Failed to load resource"))).toEqual([]);
    await context.close();
  });

  test("H15: a blocked endpoint is tried four times at most on one page", async () => {
    const { context, wire, page, trouble } = await beginWithClock((route) =>
      route.abort("blockedbyclient"),
    );
    for (let n = 0; n < 6; n++) {
      await call(page, "seen", `feature-${n}`);
      await pass({ context, page, wire }, 10 * MINUTE);
    }
    expect(wire.sent.length).toBeLessThanOrEqual(4);
    expect(trouble.filter((line) => !line.startsWith("Failed to load resource"))).toEqual([]);
    await context.close();
  });
});

describe.concurrent("who it was", () => {
  test("H08: what waits when somebody signs out goes under their id, with their proof", async () => {
    const { product, url, context } = await begin();
    await addFeature(product, "csv-export");
    const wire = await wireOf(context);
    const { page } = await open(context, url);
    const [ada, bob] = await Promise.all([prove(product, "ada"), prove(product, "bob")]);
    await context.setOffline(true);
    await call(page, "identify", { customer: "ada", proof: ada });
    await call(page, "used", "csv-export");
    await call(page, "reset");
    await call(page, "identify", { customer: "bob", proof: bob });
    await call(page, "used", "csv-export");
    await context.setOffline(false);
    await until(
      () => funnel(product, "csv-export"),
      ({ used }) => used === 2,
    );
    const senders = wire.sent
      .filter(({ body }) => body.signals.length)
      .map(({ body }) => [body.customer, body.proof]);
    expect(senders).toContainEqual(["ada", ada]);
    expect(senders).toContainEqual(["bob", bob]);
    await context.close();
  });

  test("H08: a proof that has run out meanwhile is an error event, and nothing goes under another id", async () => {
    const { product, url, context } = await begin();
    const wire = await wireOf(context);
    const { page } = await open(context, url);
    const expired = await prove(product, "ada", { exp: inSeconds(-60) });
    const errors = await errorsOf(page);
    await context.setOffline(true);
    await call(page, "identify", { customer: "ada", proof: expired });
    await call(page, "seen", "csv-export");
    await call(page, "identify", { customer: "bob" });
    await context.setOffline(false);
    await until(
      () => waitingIn(page),
      (names) => names.length === 0,
    );
    expect(await errors()).toMatchObject([{ status: 401 }]);
    expect(
      wire.sent.filter(({ body }) => body.signals.length).map(({ body }) => body.customer),
    ).toEqual(["ada"]);
    expect(await seenIn(product)).toBe(0);
    await context.close();
  });

  test("a clock that is a year off is mended for everybody who waits", async () => {
    const { product, url, context } = await begin();
    await context.clock.install({ time: Date.now() - 365 * 24 * HOUR });
    const { page } = await open(context, url);
    await call(page, "seen", "csv-export");
    await call(page, "identify", { customer: "ada" });
    await call(page, "seen", "csv-export");
    await call(page, "reset");
    await context.clock.runFor(3 * SECOND);
    await until(
      async () => {
        await context.clock.runFor(SECOND);
        return waitingIn(page);
      },
      (names) => names.length === 0,
    );
    expect(await seenIn(product)).toBe(2);
    await context.close();
  });

  test("a clock that is a year off is mended once, and the facts keep their day", async () => {
    const { product, url, context } = await begin();
    await context.clock.install({ time: Date.now() - 365 * 24 * HOUR });
    const wire = await wireOf(context);
    const { page } = await open(context, url);
    await call(page, "seen", "csv-export");
    await context.clock.runFor(3 * SECOND);
    await until(
      async () => wire.sent.length,
      (length) => length === 1,
    );
    await page.waitForTimeout(300);
    await context.clock.runFor(10 * SECOND);
    await until(
      () => seenIn(product),
      (seen) => seen === 1,
    );
    expect(wire.sent.length).toBe(2);
    expect(Math.abs((signalsOf(wire)[1]?.at ?? 0) - Date.now())).toBeLessThan(MINUTE);
    await context.close();
  });
});

/** Puts answers with the longest comments into the outbox, as a prompt would. */
async function fill(page: Page, number: number, kind: string) {
  await page.evaluate(
    ([count, name]) => {
      for (let n = 0; n < Number(count); n++) {
        const at = Date.now() - n;
        const signal = JSON.stringify({
          kind: name,
          at,
          feature: `f-${n}`,
          helped: true,
          comment: "ü".repeat(2_000),
        });
        const key = document.querySelector("script[data-key]")?.getAttribute("data-key");
        localStorage.setItem(`landed:${signal}`, `"key":"${key}","customer":"u_9"`);
      }
    },
    [number, kind] as const,
  );
}

async function hide(page: Page) {
  await page.evaluate(() => {
    Object.defineProperty(document, "hidden", { value: true });
    dispatchEvent(new Event("visibilitychange"));
  });
}
