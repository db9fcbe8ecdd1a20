// Names as people have them, and numbers as they grow: long, right to left, of pictures, and of many digits.

import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask } from "../../worker/product.ts";
import { makeStage, type Stage, visit, wrongs } from "./stage.ts";
import { answers, type Past, tell } from "./story.ts";

const LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
const NAMES = [
  "تصدير الفواتير (نسخة 2)",
  "🚀 👩‍👩‍👧‍👦 Ship it",
  LONG,
  `${"many words ".repeat(9)}end`,
];
const LABEL = "2026.11.26-rc.1+build.20261126.abcdef0123456789";

let stage: Stage;

beforeAll(async () => {
  stage = await makeStage();
  const { product } = stage;
  await ask(product, "PATCH /projects/{project}", { body: { name: `شركة ${LONG}` } });
  await tell(product, NAMES.map(pastOf));
  for (const [index, name] of NAMES.entries())
    await ask(product, "PUT /projects/{project}/quarters/{quarter}/goals/{feature}", {
      params: { quarter: await thisQuarter(), feature: keyOf(index) },
      body: { value: `${name}: قيمة للعميل` },
    });
});
afterAll(() => stage.close());

function keyOf(index: number): string {
  return `feature-${"x".repeat(40)}-${index}`;
}

function pastOf(name: string, index: number): Past {
  return {
    key: keyOf(index),
    settings: { name, owner: name, value: `${name} — ${name}`, partners: [{ name: LONG }] },
    iterations: [
      { label: "1", shippedAgo: 40, reached: 1, used: 0, returned: 0, answers: [] },
      {
        ...{ label: LABEL, shippedAgo: 30, reached: 30, used: 30, returned: 30 },
        answers: [
          ...answers(20, { ago: 20, helped: index % 2 === 0 }),
          { ago: 20, helped: true, comment: "W".repeat(400) },
          { ago: 20, helped: true, comment: "رائع جدا (حقا) 123" },
        ],
      },
    ],
  };
}

async function thisQuarter(): Promise<string> {
  const { json } = await ask(stage.product, "GET /projects/{project}/quarters");
  return json.items[0]?.id ?? "";
}

const FEATURE = `/f/${keyOf(2)}`;
const PATHS = [
  "",
  FEATURE,
  `${FEATURE}?view=answers`,
  `${FEATURE}?view=promise`,
  `${FEATURE}?view=setup`,
  "/q/now",
  "/install",
  "/settings",
  "/settings?view=audit",
];

/** Nothing sticks out of the window to the side, once the pictures have taken its measure. */
async function expectToFit(page: Page, width: number, where: string): Promise<void> {
  const patience = { message: where, timeout: 10_000 };
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth), patience)
    .toBe(width);
}

describe("long and foreign names", () => {
  test.each(PATHS)("fit every width and the sheet, and are read by everybody: %s", async (path) => {
    const { page, open } = await visit(stage);
    await open(path);
    await page.waitForFunction(() => !document.querySelector("[aria-busy=true]"));
    for (const width of [1280, 768, 360]) {
      await page.setViewportSize({ width, height: 900 });
      await expectToFit(page, width, `${path} at ${width} px`);
    }
    expect(await wrongs(page)).toEqual([]);
    await page.setViewportSize({ width: 718, height: 1_000 });
    await page.emulateMedia({ media: "print" });
    await expectToFit(page, 718, `${path} on paper`);
  });

  test("stand whole in the list of projects and in its menu, on a phone", async () => {
    const { page, open } = await visit(stage, { width: 360 });
    await page.goto(stage.server.url, { waitUntil: "networkidle" });
    await page.getByRole("heading", { name: `شركة ${LONG}` }).waitFor();
    await expectToFit(page, 360, "projects");
    await open("");
    const [menu, help] = await Promise.all([
      page.getByRole("button", { name: `شركة ${LONG}` }).boundingBox(),
      page.getByRole("button", { name: "Keyboard help" }).boundingBox(),
    ]);
    expect(menu?.y).toBe(help?.y);
  });

  test("written from right to left keep what follows them in its place", async () => {
    const { page, open } = await visit(stage);
    await open("/q/now");
    const goals = page.getByRole("region", { name: /^Goals/ });
    const goal = goals.getByRole("listitem").filter({ hasText: "نسخة 2" });
    const [sentence, link] = await Promise.all([
      goal.getByText("قيمة للعميل").boundingBox(),
      goal.getByRole("link").boundingBox(),
    ]);
    expect(link?.x).toBeGreaterThan((sentence?.x ?? 0) + (sentence?.width ?? 0) - 1);
  });
});

describe("huge numbers", () => {
  const COUNTS = new Set(
    "reached tried adopted activeNow answers helped seen used returned asked answered n".split(" "),
  );
  const TIMES = 12_345_678;

  /** Every count, as if the product had hundreds of millions of customers. */
  function grown(value: unknown, name = ""): unknown {
    if (typeof value === "number" && COUNTS.has(name)) return value * TIMES;
    if (Array.isArray(value)) return value.map((one) => grown(one));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, grown(one, key)]));
  }

  test.each(["", FEATURE, "/q/now"])("are grouped, and fit: %s", async (path) => {
    const { page, open } = await visit(stage);
    await page.route(/\/api\/projects\/[^/]+\/(features|quarters)/, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: grown(await response.json()) });
    });
    await open(path);
    await page
      .getByText(/370,370,340/)
      .first()
      .waitFor();
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 900 });
      await expectToFit(page, width, `${path} at ${width} px`);
    }
    expect(await wrongs(page)).toEqual([]);
  });
});
