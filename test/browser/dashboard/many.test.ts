// Much of everything: a portfolio of five hundred features, and one feature with thousands of answers.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask, makeProduct, type Posted, type Product } from "../../worker/product.ts";
import { makeStage, type Stage, visit } from "./stage.ts";
import { answers, say, signalsOf } from "./story.ts";

const FEATURES = 500;
const AT_ONCE = 20;
const ANSWERS = 3_000;
/** A request with a secret key holds so many. */
const SIGNALS = 1_000;
const DAY_MS = 86_400_000;
const NOW = Date.now();
const OWNERS = ["Ada", "Mateus", "Yuki"];

let stage: Stage;
let spoken: Product;

beforeAll(async () => {
  stage = await makeStage();
  spoken = await makeProduct(stage.server);
  await makePortfolio(stage.product);
  await makeAnswers(spoken);
});
afterAll(() => stage.close());

async function makePortfolio(product: Product): Promise<void> {
  for (let from = 0; from < FEATURES; from += AT_ONCE)
    await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => ship(product, from + index)));
  // Every fifth is heard of enough to stand in the map.
  const heard = Array.from({ length: FEATURES / 5 }, (_, index) => index * 5);
  await sayAll(product, heard.flatMap(heardOf));
}

async function ship(product: Product, index: number): Promise<void> {
  const feature = keyOf(index);
  const body = { key: feature, name: `Feature ${index}`, owner: OWNERS[index % OWNERS.length] };
  await ask(product, "POST /projects/{project}/features", { body });
  await ask(product, "POST /projects/{project}/features/{feature}/iterations", {
    params: { feature },
    body: { label: "1", shippedAt: new Date(Date.now() - 30 * DAY_MS).toISOString() },
  });
}

function keyOf(index: number): string {
  return `feature-${index}`;
}

function heardOf(index: number): Posted[] {
  const helped = index % 10 === 0;
  return signalsOf(keyOf(index), {
    ...{ label: "1", shippedAgo: 30, reached: 12, used: 10, returned: 8 },
    answers: answers(8, { ago: 20, helped }),
  });
}

async function makeAnswers(product: Product): Promise<void> {
  await ship(product, 0);
  const signals = Array.from({ length: ANSWERS }, (_, index) => ({
    ...{ kind: "answered", feature: keyOf(0), iteration: "1", customer: `u-${index}` },
    ...{ at: NOW - DAY_MS - index * 1_000, helped: index % 4 !== 0, page: "/reports" },
    comment: index === 2_500 ? "The walrus was missing" : `Comment number ${index}`,
  }));
  await sayAll(product, signals);
}

async function sayAll(product: Product, signals: readonly Posted[]): Promise<void> {
  for (let from = 0; from < signals.length; from += SIGNALS)
    await say(product, signals.slice(from, from + SIGNALS));
}

describe("five hundred features", () => {
  test("are listed with how they stand, and filtered by text, owner and state", async () => {
    const { page, open, complaints } = await visit(stage);
    await open("");
    const table = page.getByRole("table", { name: /^Features/ });
    const rows = table.getByRole("rowheader");
    await page.getByRole("link", { name: `All ${FEATURES}` }).waitFor();
    expect(await rows.count()).toBe(FEATURES);
    await page.keyboard.press("/");
    await page.keyboard.type("feature 49");
    // 49 itself, and 490 to 499.
    await expect.poll(() => rows.count()).toBe(11);
    await page.getByRole("combobox", { name: "Owner" }).selectOption("Ada");
    await expect.poll(() => rows.count()).toBe(3);
    await page.getByRole("searchbox", { name: "Search features" }).fill("");
    await expect.poll(() => rows.count()).toBe(Math.ceil(FEATURES / OWNERS.length));
    expect(complaints).toEqual([]);
  });

  test("are drawn on the map as far as they were heard of, which follows the filter", async () => {
    const { page, open } = await visit(stage);
    await open("");
    const points = page.getByRole("figure", { name: "Where features stand" }).getByRole("link");
    await expect.poll(() => points.count()).toBe(FEATURES / 5);
    await page.getByRole("searchbox", { name: "Search features" }).fill("feature 495");
    await expect.poll(() => points.count()).toBe(1);
    await page.getByText("1 feature as of").waitFor();
  });

  test("need no more than a few in limbo named at the pit stop, and lead to the others", async () => {
    const { page, open } = await visit(stage);
    const [{ id = "" } = {}] = (await quarters()).filter(({ counts }) => counts.shipped > 0);
    await open(`/q/${id}`);
    const limbo = page.getByRole("heading", { name: /^In limbo/ }).locator("..");
    await expect.poll(() => limbo.getByRole("listitem").count()).toBe(8);
    await limbo.getByText(`${FEATURES - 8} more`).click();
    await expect.poll(() => limbo.getByRole("listitem").count()).toBe(FEATURES);
  });

  test("fit a phone", async () => {
    const { page, open } = await visit(stage, { width: 360 });
    await open("");
    await page.getByRole("table", { name: /^Features/ }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });

  async function quarters() {
    return (await ask(stage.product, "GET /projects/{project}/quarters")).json.items;
  }
});

describe("thousands of answers", () => {
  async function look(search = "") {
    const visited = await visit(stage, { project: spoken.id });
    await visited.open(`/f/${keyOf(0)}?view=answers${search}`);
    const answers = visited.page.getByRole("region", { name: "Answers" });
    return { ...visited, items: answers.getByRole("listitem") };
  }

  test("are counted, and read page by page, each once and newest first", async () => {
    const { page, items } = await look();
    await page.getByRole("link", { name: "Answers 3,000" }).waitFor();
    for (let shown = 50; shown <= 200; shown += 50) {
      await expect.poll(() => items.count()).toBe(shown);
      await page.getByRole("button", { name: "Show more answers" }).click();
    }
    await expect.poll(() => items.count()).toBe(250);
    // Those that are not in sight are drawn when they are, and have no inner text before.
    const texts = await items.getByText(/^Comment number \d+$/).allTextContents();
    expect(texts).toEqual(Array.from({ length: 250 }, (_, index) => `Comment number ${index}`));
  });

  test("are searched to the oldest", async () => {
    const { page, items } = await look();
    await page.keyboard.press("/");
    await page.keyboard.type("walrus");
    await expect
      .poll(() => items.allInnerTexts())
      .toEqual([expect.stringContaining("The walrus was missing")]);
  });
});
