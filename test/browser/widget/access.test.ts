// The prompt for everybody: axe in every state and theme, keyboard alone, zoom, right to left, forced colours.

import axe from "axe-core";
import type { BrowserContextOptions } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { open, pageOf, type Site, startSite, visitor } from "./site.ts";

let site: Site;

beforeAll(async () => {
  site = await startSite();
  site.serve(
    "/",
    pageOf(
      `<button data-landed="csv-export">Export</button><p>Two invoices</p>`,
      `<script src="${site.server.url}/landed.js" data-key="pk_none" data-gpc="everyone" data-consent="required" defer></script>`,
    ),
  );
});
afterAll(() => site.close());

/** The prompt in a state, as the preview shows it. */
async function preview(search: string, options: BrowserContextOptions = {}) {
  const context = await visitor(site, options);
  const posted: string[] = [];
  context.on("request", (request) => request.method() === "POST" && posted.push(request.url()));
  const { page } = await open(context, `${site.origin}/?landed-preview=csv-export${search}`);
  await page.locator("landed-prompt section").waitFor();
  await page.waitForTimeout(400);
  return { context, page, posted };
}

/** Each text of the prompt with its contrast as painted; axe cannot tell behind mixed colours. */
function contrastsInside() {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const root = document.querySelector("landed-prompt")?.shadowRoot;
  if (!canvas || !root) return [];
  const paint = (color: string, alpha = 1) => {
    canvas.globalAlpha = alpha;
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (color: number[]) => {
    const [red = 0, green = 0, blue = 0] = color.map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const texts = [...root.querySelectorAll("span, button, small")].filter(
    (each) => !each.matches(":disabled"),
  );
  return texts.map((element) => {
    const behind: Element[] = [];
    for (let each: Element | null = element; each; each = each.parentElement) behind.unshift(each);
    let back: number[] = [];
    for (const each of behind) back = paint(getComputedStyle(each).backgroundColor);
    const { color, opacity } = getComputedStyle(element);
    const light = [luminance(back), luminance(paint(color, Number(opacity)))].sort((a, b) => b - a);
    return {
      text: element.textContent,
      ratio: ((light[0] ?? 0) + 0.05) / ((light[1] ?? 0) + 0.05),
    };
  });
}

const STATES = [
  "asked",
  "answered",
  "commenting",
  "sending",
  "thanked",
  "refused",
  "saved",
  "failed",
];

describe.concurrent.each(["light", "dark"] as const)("in %s", (colorScheme) => {
  test.each(STATES)("%s: axe finds nothing, and the preview sends nothing", async (state) => {
    const { context, page, posted } = await preview(`&landed-state=${state}`, { colorScheme });
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(async () => {
      const { axe: run } = globalThis as unknown as { axe: typeof axe };
      return run.run("landed-prompt");
    });
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    const contrasts = await page.evaluate(contrastsInside);
    expect(contrasts.length).toBeGreaterThan(1);
    expect(contrasts.filter(({ ratio }) => ratio < 4.5)).toEqual([]);
    expect(posted).toEqual([]);
    await context.close();
  });
});

test.concurrent.each([
  ["320 px wide", "", { viewport: { width: 320, height: 480 } }],
  ["320 px wide, right to left", "&landed-dir=rtl", { viewport: { width: 320, height: 480 } }],
  ["zoomed to 400 %", "", { viewport: { width: 320, height: 256 } }],
  ["in forced colours", "", { forcedColors: "active" as const }],
])("%s: all of it can be reached, with targets of 44 px", async (_, search, options) => {
  for (const state of ["asked", "answered"]) {
    const { context, page } = await preview(`${search}&landed-state=${state}`, options);
    const width = page.viewportSize()?.width ?? 0;
    for (const control of await page.locator("landed-prompt :is(button, input)").all()) {
      await control.scrollIntoViewIfNeeded();
      const box = await control.boundingBox();
      expect(box?.height).toBeGreaterThanOrEqual(44);
      expect(box?.width).toBeGreaterThanOrEqual(44);
      expect(box?.x).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
    }
    await context.close();
  }
});

test("by keyboard alone: to it and back by the shortcut, through it by Tab, out of it by Esc", async () => {
  const { context, page } = await preview("");
  const focused = () =>
    page.evaluate(() => {
      const inside = document.activeElement?.shadowRoot?.activeElement;
      return (inside ?? document.activeElement)?.textContent?.trim();
    });
  await page.focus("button[data-landed]");
  await page.keyboard.press("Alt+Shift+KeyH");
  expect(await focused()).toBe("Yes");
  await page.keyboard.press("Alt+Shift+KeyH");
  expect(await focused()).toBe("Export");
  await page.keyboard.press("Escape");
  expect(await page.locator("landed-prompt").count()).toBe(1);
  await page.keyboard.press("Alt+Shift+KeyH");
  const order = [await focused()];
  for (let n = 0; n < 3; n++) {
    await page.keyboard.press("Tab");
    order.push(await focused());
  }
  expect(order).toEqual(["Yes", "No", "Not now", "Don’t ask me again"]);
  await page.keyboard.press("Alt+Shift+KeyH");
  await page.keyboard.press("Alt+Shift+KeyH");
  await page.keyboard.press("Enter");
  await page.locator("landed-prompt input").waitFor();
  expect(await page.evaluate(() => document.activeElement?.localName)).toBe("landed-prompt");
  await page.keyboard.press("Escape");
  expect(await page.locator("landed-prompt").count()).toBe(0);
  expect(await focused()).toBe("Export");
  await context.close();
});

test("it is a labelled region whose line is read out politely", async () => {
  const { context, page } = await preview("");
  expect(await page.getByRole("region", { name: "Feedback" }).count()).toBe(1);
  expect(await page.getByRole("status").textContent()).toBe("Did csv-export help?");
  expect(await page.getByRole("status").locator("[aria-hidden=true]").count()).toBe(0);
  await context.close();
});

test("keys pressed inside are not the page's shortcuts", async () => {
  const { context, page } = await preview("&landed-state=answered");
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(globalThis, { heard });
    document.addEventListener("keydown", ({ key }) => heard.push(key));
  });
  await page.focus("landed-prompt input");
  await page.keyboard.type("?n");
  expect(await page.evaluate("heard")).toEqual([]);
  await context.close();
});

test("it does not move for those who prefer that", async () => {
  const still = await preview("", { reducedMotion: "reduce" });
  const name = (page: typeof still.page) =>
    page
      .locator("landed-prompt section")
      .evaluate((element) => getComputedStyle(element).animationName);
  expect(await name(still.page)).toBe("none");
  const moving = await preview("", { reducedMotion: "no-preference" });
  expect(await name(moving.page)).toBe("come");
  await still.context.close();
  await moving.context.close();
});

test("a page may set its colour, corners and font", async () => {
  const { context, page } = await preview("");
  await page.addStyleTag({
    content:
      "landed-prompt { --landed-accent: rgb(200, 0, 0); --landed-radius: 3px } landed-prompt::part(yes) { letter-spacing: 2px }",
  });
  const look = await page.locator("landed-prompt [part=yes]").evaluate((element) => {
    const { borderTopColor, letterSpacing } = getComputedStyle(element);
    return { borderTopColor, letterSpacing };
  });
  expect(look).toEqual({ borderTopColor: "rgb(200, 0, 0)", letterSpacing: "2px" });
  await context.close();
});
