// Hostile and unusual host pages: the widget works or is silent, and the page is as it was without it.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { prove } from "../../worker/collect/proofs.ts";
import type { Product } from "../../worker/product.ts";
import {
  addFeature,
  answers,
  funnel,
  open,
  pageOf,
  productWith,
  type Site,
  startSite,
  tag,
  until,
  visitor,
} from "./site.ts";
import { status, wireOf } from "./wire.ts";

const BUTTON = `<button data-landed="csv-export">Export</button>`;

let site: Site;
let product: Product;
let visits = 0;

beforeAll(async () => {
  site = await startSite();
  product = await productWith(site, "csv-export");
});
afterAll(() => site.close());

/** A style sheet of an installed package, as pages load it. */
function cssOf(path: string): string {
  return readFileSync(createRequire(import.meta.url).resolve(path), "utf8");
}

/** Opens a page of its own for a customer of its own. */
async function visit(
  content: string,
  {
    head = "",
    headers = {},
    attributes = "",
  }: { head?: string; headers?: Record<string, string>; attributes?: string } = {},
) {
  const customer = `u_${visits++}`;
  const proof = await prove(product, customer);
  const path = `/${customer}`;
  const embed = tag(product, `data-customer="${customer}" data-proof="${proof}" ${attributes}`);
  site.serve(path, {
    body: pageOf(content, head + embed),
    headers: { "content-type": "text/html; charset=utf-8", ...headers },
  });
  const context = await visitor(site);
  return { customer, context, ...(await open(context, site.origin + path)) };
}

/** Uses the feature, answers, and waits for the server's word. */
async function useAndAnswer({ page }: Awaited<ReturnType<typeof visit>>) {
  await page.click("button[data-landed]");
  await page.click("landed-prompt >> text=Yes");
  await page.click("landed-prompt >> text=Send");
  await page.waitForSelector("landed-prompt >> text=Thank you");
}

describe.concurrent("H09: strict policies [C29]", () => {
  const policy = () =>
    `default-src 'none'; script-src ${site.server.url}; connect-src ${site.server.url}`;

  test.each([
    ["without a style-src", ""],
    ["with Trusted Types", "; require-trusted-types-for 'script'"],
    [
      "with Trusted Types and no policy allowed",
      "; require-trusted-types-for 'script'; trusted-types 'none'",
    ],
    ["in a sandbox", "; sandbox allow-scripts allow-same-origin allow-forms"],
  ])("%s: the prompt appears, styled, and nothing is reported", async (_, more) => {
    const { page, trouble, context } = await visit(BUTTON, {
      headers: { "content-security-policy": policy() + more },
    });
    await page.click("button[data-landed]");
    const yes = page.locator("landed-prompt >> text=Yes");
    await yes.waitFor();
    expect((await yes.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    expect(
      await page.evaluate(
        () =>
          getComputedStyle(
            document
              .querySelector("landed-prompt")
              ?.shadowRoot?.querySelector("section") as Element,
          ).position,
      ),
    ).toBe("fixed");
    expect(trouble.filter((line) => !/favicon|escape its sandbox/.test(line))).toEqual([]);
    await context.close();
  });

  test("with 'strict-dynamic' and a nonce", async () => {
    const customer = `u_${visits++}`;
    const head = tag(product, `nonce="abc" data-customer="${customer}"`);
    site.serve("/nonce", {
      body: pageOf(BUTTON, head),
      headers: {
        "content-type": "text/html",
        "content-security-policy": `default-src 'none'; script-src 'nonce-abc' 'strict-dynamic'; connect-src ${site.server.url}; require-trusted-types-for 'script'`,
      },
    });
    const context = await visitor(site);
    const { page, trouble } = await open(context, `${site.origin}/nonce`);
    await page.click("button[data-landed]");
    await page.locator("landed-prompt >> text=Yes").waitFor();
    expect(trouble.filter((line) => !line.includes("favicon"))).toEqual([]);
    await context.close();
  });

  test("an opaque origin without storage or locks", async () => {
    const customer = `u_${visits++}`;
    const frame = pageOf(
      BUTTON,
      tag(product, `data-customer="${customer}" data-proof="${await prove(product, customer)}"`),
    );
    site.serve("/frame", frame);
    site.serve(
      "/framing",
      pageOf(`<iframe src="/frame" sandbox="allow-scripts" width="900" height="500"></iframe>`),
    );
    const context = await visitor(site);
    const { page, trouble } = await open(context, `${site.origin}/framing`);
    const inside = page.frameLocator("iframe");
    await inside.locator("button[data-landed]").click();
    await inside.locator("landed-prompt >> text=Yes").click();
    await inside.locator("landed-prompt >> text=Send").click();
    await inside.locator("landed-prompt >> text=Thank you").waitFor();
    expect(trouble).toEqual([]);
    await context.close();
  });
});

describe.concurrent("H10: a prompt that is not the one [C29]", () => {
  test.each([
    ["altered", (text: string) => ({ status: 200, body: `${text}\n// altered` })],
    ["gone", () => ({ status: 404, body: "" })],
    ["of another version", () => ({ status: 200, body: "export const present = 1" })],
    [
      "a page of HTML",
      () => ({ status: 200, body: "<h1>Not here</h1>", contentType: "text/html" }),
    ],
  ])("%s: no prompt, no exception, one error event", async (_, alter) => {
    const { page, context } = await visit(BUTTON);
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    await context.route("**/landed-prompt.*.js", async (route) => {
      const response = await route.fetch();
      const { status: code, body, ...more } = alter(await response.text());
      await route.fulfill({
        status: code,
        body,
        contentType: "text/javascript",
        headers: { "access-control-allow-origin": "*" },
        ...more,
      });
    });
    await page.evaluate(() => {
      const { landed } = globalThis as unknown as {
        landed: typeof import("../../../widget/npm/index.d.ts").default;
      };
      const heard: unknown[] = [];
      Object.assign(globalThis, { heard });
      landed.on("error", (error) => heard.push(error.reason));
    });
    await page.click("button[data-landed]");
    await until(
      () => page.evaluate("heard.length"),
      (length) => length === 1,
    );
    await page.waitForTimeout(2_500);
    expect(await page.evaluate("heard")).toEqual(["prompt"]);
    expect(await page.locator("landed-prompt").count()).toBe(0);
    expect(errors).toEqual([]);
    await context.close();
  });
});

describe.concurrent("H11: hostile styles [C29]", () => {
  test.each([
    [
      "everything unset and hidden",
      `*:not(html,body,main,[data-landed]) { all: unset !important; display: none !important }`,
    ],
    ["no text has a size", `:not(#x) { font-size: 0 !important; color: transparent !important }`],
    ["a tiny root", `html { font-size: 1px }`],
    ["a page from right to left", `html { direction: rtl }`],
    [
      "a layer above everything",
      `body::after { content: ""; position: fixed; inset: 0; z-index: 2147483647; pointer-events: none }`,
    ],
    [
      "a body that is moved",
      `body { transform: translateX(20px); filter: grayscale(1); overflow: hidden; height: 300px }`,
    ],
  ])("%s: the prompt can be read and pressed", async (_, css) => {
    const { page, context } = await visit(BUTTON, { head: `<style>${css}</style>` });
    await page.locator("button[data-landed]").click({ force: true });
    const yes = page.locator("landed-prompt >> text=Yes");
    await yes.waitFor();
    const box = await yes.boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(44);
    expect(box?.width).toBeGreaterThanOrEqual(44);
    const looks = await yes.evaluate((element) => {
      const { fontSize, color } = getComputedStyle(element);
      return { size: Number.parseFloat(fontSize), color };
    });
    expect(looks.size).toBeGreaterThanOrEqual(12);
    expect(looks.color).toBe("rgb(0, 0, 0)");
    await yes.click();
    await page.locator("landed-prompt >> text=Send").waitFor();
    await context.close();
  });

  test.each([
    ["Bootstrap", cssOf("bootstrap/dist/css/bootstrap.min.css")],
    ["Tailwind's preflight", cssOf("tailwindcss/preflight.css")],
    [
      "a reset that moves and enlarges everything",
      `*,::after,::before{box-sizing:border-box}body{margin:0;font-family:serif;line-height:3;color:#fff;text-align:center}button,input{margin:40px;font-family:inherit;font-size:40px;line-height:inherit}button{text-transform:uppercase;border-radius:0}p,section,div,form,small{margin:50px;padding:50px;float:left}`,
    ],
    [
      "a reset that takes all looks away",
      `*,::before,::after{box-sizing:border-box;border:0 solid;margin:0;padding:0}button,input{font:inherit;color:inherit;background-color:transparent;border-radius:0}[hidden]{display:none!important}`,
    ],
  ])("%s changes nothing inside, and nothing of ours changes the page", async (_, css) => {
    const plain = await visit(`${BUTTON}<p>Two invoices</p>`);
    const styled = await visit(`${BUTTON}<p>Two invoices</p>`, { head: `<style>${css}</style>` });
    const boxes = [];
    for (const { page } of [plain, styled]) {
      await page.setViewportSize({ width: 1000, height: 900 });
      const region = { clip: { x: 0, y: 0, width: 1000, height: 450 } };
      await page.mouse.move(0, 800);
      await page.waitForTimeout(100);
      const before = await page.screenshot(region);
      await page.evaluate(() =>
        document.querySelector<HTMLElement>("button[data-landed]")?.click(),
      );
      const prompt = page.locator("landed-prompt section");
      await prompt.waitFor();
      await page.waitForTimeout(400);
      boxes.push(await prompt.boundingBox());
      expect(Buffer.compare(before, await page.screenshot(region))).toBe(0);
    }
    expect(boxes[1]).toEqual(boxes[0]);
    await plain.context.close();
    await styled.context.close();
  });
});

describe.concurrent("H12: hostile prototypes and globals [C29]", () => {
  test.each([
    [
      "Array.prototype.toJSON",
      `Array.prototype.toJSON = function () { return "[" + this.join() + "]" }`,
    ],
    [
      "enumerable additions to Object.prototype",
      `Object.prototype.extra = function () {}; Array.prototype.more = 1`,
    ],
    [
      "a clobbered name",
      `document.write('<form id="landed"></form><img name="landed"><a id="q"></a>')`,
    ],
    ["no current script", `Object.defineProperty(document, "currentScript", { get: () => null })`],
    [
      "a patched fetch that passes everything on",
      `const real = fetch; window.fetch = (...given) => real(...given)`,
    ],
    [
      "no attachShadow of custom elements",
      `customElements.define = () => { throw 1 }; customElements.get = () => { throw 1 }`,
    ],
    [
      "frozen built-ins",
      `for (const each of [Object, Array, Promise, JSON, Function]) { Object.freeze(each); Object.freeze(each.prototype) }`,
    ],
  ])("%s: what is sent is right", async (_, code) => {
    const given = await visit(BUTTON, { head: `<script>${code}</script>` });
    await useAndAnswer(given);
    expect(given.trouble).toEqual([]);
    await given.context.close();
  });

  test.each([
    ["fetch", `window.fetch = () => { throw new Error("no") }`],
    ["fetch that rejects", `window.fetch = () => Promise.reject(1)`],
    ["fetch that lies", `window.fetch = async () => ({ status: 202, ok: true })`],
    ["JSON that lies", `JSON.stringify = () => "{}"; JSON.parse = () => null`],
    [
      "Array's methods",
      `for (const name of ["filter", "find", "flatMap", "at"]) Array.prototype[name] = () => { throw 1 }`,
    ],
    ["addEventListener", `window.addEventListener = () => { throw 1 }`],
    ["JSON", `JSON.stringify = () => { throw 1 }; JSON.parse = () => { throw 1 }`],
    [
      "Promise",
      `window.Promise = function () { throw 1 }; window.Promise.resolve = () => { throw 1 }`,
    ],
    [
      "Promise's methods",
      `for (const name of ["catch", "finally"]) Promise.prototype[name] = () => { throw 1 }`,
    ],
    ["setTimeout", `window.setTimeout = () => { throw 1 }`],
    ["crypto", `Object.defineProperty(window, "crypto", { get() { throw 1 } })`],
    ["attachShadow", `Element.prototype.attachShadow = () => { throw 1 }`],
    ["MutationObserver", `window.MutationObserver = class { constructor() { throw 1 } }`],
    ["IntersectionObserver", `window.IntersectionObserver = class { constructor() { throw 1 } }`],
    ["navigator.locks", `Object.defineProperty(navigator, "locks", { get() { throw 1 } })`],
    ["Date.now frozen", `Date.now = () => 1e12`],
    ["Date.now lying", `Date.now = () => "soon"`],
    ["URL", `window.URL = class { constructor() { throw 1 } }`],
    ["AbortSignal", `delete window.AbortSignal`],
    ["CSSStyleSheet", `window.CSSStyleSheet = class { constructor() { throw 1 } }`],
  ])("%s broken: the page works, and nothing is uncaught", async (_, code) => {
    const { page, trouble, context } = await visit(
      `${BUTTON}<script>document.querySelector("button").addEventListener("click", () => { document.title = "exported" })</script>`,
      { head: `<script>${code}</script>` },
    );
    await page.click("button[data-landed]");
    await page.waitForTimeout(2_600);
    expect(await page.title()).toBe("exported");
    expect(trouble.filter((line) => !line.startsWith("Failed to load resource"))).toEqual([]);
    await context.close();
  });
});

describe("H13: a good neighbour [C29]", () => {
  test("adds one global, changes no built-in, and leaves console, focus, selection and layout alone", async () => {
    const watch = `
      window.__before = Object.getOwnPropertyNames(window);
      window.__built = () => [fetch, XMLHttpRequest, XMLHttpRequest.prototype.open, XMLHttpRequest.prototype.send, JSON.parse, JSON.stringify,
        Promise, Promise.prototype.then, setTimeout, setInterval, clearTimeout, requestAnimationFrame, history.pushState, history.replaceState,
        Storage.prototype.setItem, Storage.prototype.getItem, Array.prototype.push, Array.prototype.map, Object.keys, Object.assign, Date, Date.now,
        Math.random, navigator.sendBeacon, EventTarget.prototype.addEventListener, EventTarget.prototype.dispatchEvent, Event, CustomEvent,
        Node.prototype.appendChild, Node.prototype.insertBefore, Element.prototype.attachShadow, Element.prototype.setAttribute, document.createElement,
        document.querySelector, customElements.define, MutationObserver, IntersectionObserver, Function.prototype.call, String.prototype.replace, RegExp.prototype.exec];
      window.__were = window.__built();
      window.__listeners = [];
      const add = EventTarget.prototype.addEventListener;
      window.__hear = () => { EventTarget.prototype.addEventListener = function (kind, listener, options) {
        if (/touch|wheel|scroll/.test(kind) && !(options && options.passive)) window.__listeners.push(kind);
        if (/unload$/.test(kind)) window.__listeners.push(kind);
        return add.call(this, kind, listener, options) } };
      window.__shifts = 0;
      new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.__shifts += entry.value }).observe({ type: "layout-shift", buffered: true });`;
    const { page, trouble, context } = await visit(
      `${BUTTON}<input id="name" value="Ada Lovelace">`,
      {
        head: `<script>${watch}</script>`,
      },
    );
    await page.evaluate(() => document.querySelector<HTMLElement>("button[data-landed]")?.click());
    await page.focus("#name");
    await page.evaluate(() =>
      document.querySelector<HTMLInputElement>("#name")?.setSelectionRange(1, 3),
    );
    await page.locator("landed-prompt >> text=Yes").waitFor();
    await page.waitForTimeout(500);
    const after = await page.evaluate(() => {
      const all = globalThis as unknown as {
        __before: string[];
        __built(): unknown[];
        __were: unknown[];
        __listeners: string[];
        __shifts: number;
      };
      const now = all.__built();
      const field = document.activeElement as HTMLInputElement;
      return {
        added: Object.getOwnPropertyNames(window).filter(
          (name) => !all.__before.includes(name) && !name.startsWith("__") && !/^\d/.test(name),
        ),
        changed: now.flatMap((each, index) => (each === all.__were[index] ? [] : index)),
        listeners: all.__listeners,
        shifts: all.__shifts,
        focus: [field.id, field.selectionStart, field.selectionEnd],
      };
    });
    expect(after).toEqual({
      added: ["landed"],
      changed: [],
      listeners: [],
      shifts: 0,
      focus: ["name", 1, 3],
    });
    expect(trouble).toEqual([]);
    await context.close();
  });

  test("a page with the widget comes back from the back/forward cache", async () => {
    const { page, context } = await visit(BUTTON);
    site.serve("/elsewhere", pageOf("Elsewhere"));
    await page.waitForTimeout(4_000);
    await page.evaluate(() =>
      addEventListener("pageshow", ({ persisted }) => Object.assign(globalThis, { persisted })),
    );
    const blocked = await page.evaluate(() => "onunload" in window && window.onunload);
    expect(blocked).toBeFalsy();
    await page.goto(`${site.origin}/elsewhere`);
    await page.goBack();
    await page.waitForTimeout(300);
    const entry = await page.evaluate(() => {
      const [navigation] = performance.getEntriesByType(
        "navigation",
      ) as (PerformanceNavigationTiming & {
        notRestoredReasons?: { reasons?: { reason: string }[] };
      })[];
      return navigation?.notRestoredReasons?.reasons?.map(({ reason }) => reason) ?? [];
    });
    expect(entry.filter((reason) => /unload|lock|worker/i.test(reason))).toEqual([]);
    await context.close();
  });
});

describe.concurrent("H16: many ways to come and go", () => {
  test("an element that is taken out and put back is one element; a route change is no visit", async () => {
    const { page, context } = await visit(`<div id="home">${BUTTON}</div>`);
    const wire = await wireOf(context);
    await page.evaluate(async () => {
      const home = document.querySelector("#home") as HTMLElement;
      const button = home.firstElementChild as HTMLElement;
      for (let n = 0; n < 5; n++) {
        button.remove();
        history.pushState({}, "", `?route=${n}`);
        await new Promise((resolve) => setTimeout(resolve, 300));
        home.insertBefore(button, null);
        await new Promise((resolve) => setTimeout(resolve, 300));
        button.click();
      }
    });
    await page.locator("landed-prompt >> text=Yes").waitFor();
    const kinds = wire.sent.flatMap(({ body }) => body.signals.map(({ kind }) => kind));
    expect(kinds.filter((kind) => kind === "used")).toHaveLength(1);
    expect(await page.locator("landed-prompt").count()).toBe(1);
    await context.close();
  });

  test("a form is used by submitting it, a field by changing it, and neither by a click", async () => {
    const keys = ["a-form", "a-field", "a-box", "a-list", "an-editor", "a-legacy-button"];
    for (const key of keys) await addFeature(product, key);
    const { page, context } = await visit(
      `<form data-landed-used="a-form" onsubmit="return false"><input name="text"><button>Save</button></form>
       <input id="field" data-landed-used="a-field"><input id="box" type="checkbox" data-landed-used="a-box">
       <select id="list" data-landed-used="a-list"><option>One<option>Two</select>
       <div id="editor" contenteditable data-landed-used="an-editor">Words</div>
       <input id="legacy" type="button" value="Go" data-landed-used="a-legacy-button">`,
    );
    const wire = await wireOf(context);
    wire.answer(status(202, {}, JSON.stringify({ accepted: 1, rejected: [] })));
    await page.click("[name=text]");
    await page.click("#field");
    await page.dispatchEvent("#list", "click");
    await page.waitForTimeout(300);
    expect(wire.sent.flatMap(({ body }) => body.signals)).toEqual([]);
    await page.click("text=Save");
    await page.fill("#field", "12");
    await page.keyboard.press("Tab");
    await page.check("#box");
    await page.selectOption("#list", "Two");
    await page.click("#editor");
    await page.click("#legacy");
    await until(
      async () =>
        wire.sent.flatMap(({ body }) => body.signals.map(({ feature }) => feature)).sort(),
      (all) => all.length === keys.length,
    );
    await context.close();
  });

  test("a thousand clicks are one signal", async () => {
    const { page, context } = await visit(BUTTON);
    const wire = await wireOf(context);
    await page.evaluate(() => {
      for (let n = 0; n < 1_000; n++) document.querySelector<HTMLElement>("[data-landed]")?.click();
    });
    await page.waitForTimeout(2_500);
    expect(
      wire.sent.flatMap(({ body }) => body.signals.filter(({ kind }) => kind === "used")),
    ).toHaveLength(1);
    await context.close();
  });

  test("answers name the pattern that the page gives instead of its path", async () => {
    await addFeature(product, "patterned");
    const { page, context } = await visit(
      `<button data-landed="patterned" data-landed-page="/orders/:id">Order</button>`,
    );
    await page.click("button[data-landed]");
    await page.click("landed-prompt >> text=Yes");
    const kept = await until(
      () => answers(product, "patterned"),
      (all) => all.length === 1,
    );
    expect(kept[0]?.page).toBe("/orders/:id");
    expect(await funnel(product, "patterned")).toMatchObject({ answered: 1 });
    await context.close();
  });
});
