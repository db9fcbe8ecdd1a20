// The pit stop: can we pause, what customers got, goals, decisions, closing for good, and paper.

import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { quarterAfter, quarterOf, spanOf } from "../../../contract/quarter.ts";
import { member } from "../../worker/people/visitors.ts";
import { ask } from "../../worker/product.ts";
import { makeStage, type Stage, visit, wrongs } from "./stage.ts";
import { answers, type Past, say, signalsOf, tell } from "./story.ts";

const TODAY = Math.floor(Date.now() / 86_400_000);
const NOW = quarterOf(TODAY, 1);
/** The quarter before this one: over, and open until somebody closes it. */
const LAST = quarterAfter(NOW, -1) ?? "";
/** Three days into it, so that everything in it is judged by its end. */
const SHIPPED_AGO = TODAY - (spanOf(LAST, 1)?.from ?? 0) - 3;

let stage: Stage;

/** Something shipped early in the last quarter, with answers two weeks later. */
function shipped(key: string, name: string, heard: Past["iterations"][number]["answers"]): Past {
  return {
    key,
    settings: { name, value: `${name} saves an hour a week.` },
    iterations: [
      {
        ...{ label: "1", shippedAgo: SHIPPED_AGO, reached: 60, used: 50, returned: 40 },
        answers: heard,
      },
    ],
  };
}

const ago = SHIPPED_AGO - 14;
const landed = shipped("csv-export", "CSV export", answers(50, { ago, helped: true }));
const contradicted = shipped("bulk-edit", "Bulk edit", answers(40, { ago, helped: false }));
const undecided = shipped("vat-summary", "VAT summary", answers(4, { ago, helped: true }));

beforeAll(async () => {
  stage = await makeStage();
  await tell(stage.product, [landed, contradicted, undecided]);
});
afterAll(() => stage.close());

async function look(quarter = LAST, manner: Parameters<typeof visit>[1] = {}) {
  const visited = await visit(stage, manner);
  await visited.open(`/q/${quarter}`);
  const { page } = visited;
  return {
    ...visited,
    heading: page.getByRole("heading", { level: 1 }),
    rows: page.getByRole("table", { name: "Shipped in this quarter" }),
    goals: page.getByRole("region", { name: /^Goals/ }),
    messages: page.getByRole("status", { name: "Messages" }),
  };
}

describe("the pit stop", () => {
  test("answers whether one can pause, and names what is in limbo with what would clear it", async () => {
    const { page, heading, complaints } = await look();
    expect(await heading.textContent()).toBe("Can we pause? Not yet.");
    const limbo = page.locator("main").getByRole("listitem");
    await limbo
      .filter({ hasText: "Bulk edit" })
      .getByText(/decide what becomes of it/)
      .waitFor();
    await limbo
      .filter({ hasText: "VAT summary" })
      .getByText(/still collecting/)
      .waitFor();
    expect(complaints).toEqual([]);
    expect(await wrongs(page)).toEqual([]);
  });

  test("has as its headline what customers got, in its sentences", async () => {
    const { page } = await look();
    const value = page.getByRole("region", { name: "What customers got" });
    expect(await value.getByRole("listitem").allInnerTexts()).toEqual([
      "CSV export saves an hour a week.",
    ]);
  });

  test("counts beside the quarters before, in a picture and in a table", async () => {
    const { page } = await look();
    const numbers = page.getByRole("region", { name: "In numbers" });
    const counted = (await numbers.locator("dl").allInnerTexts()).join(" ").replaceAll(/\s+/g, " ");
    expect(counted).toMatch(
      /Shipped 3 .*Landed 1 .*Contradicted 1 .*Undecided 1 .*Signed 0 .*Gap 2 /,
    );
    await numbers.getByRole("button", { name: "Table: Quarter by quarter" }).click();
    await numbers.getByRole("columnheader", { name: "Contradicted" }).waitFor();
  });

  test("goes to the quarter before and after, each with its own address", async () => {
    const { page, open } = await look();
    await page.getByRole("link", { name: "The quarter after" }).click();
    await expect.poll(() => new URL(page.url()).pathname.split("/").at(-1)).toBe(NOW);
    await open("/q/now");
    expect(await page.getByRole("combobox", { name: "Quarter" }).inputValue()).toBe(NOW);
    await page.getByRole("combobox", { name: "Quarter" }).selectOption(LAST);
    await page.getByRole("table", { name: "Shipped in this quarter" }).waitFor();
  });

  test("says that there is nothing where the address names no quarter", async () => {
    const { page } = await look("2026-Q7");
    await page.getByRole("alert").waitFor();
    expect(await wrongs(page)).toEqual([]);
  });
});

describe("goals", () => {
  test("are set, changed, and taken off with an undo", async () => {
    const { page, goals, messages } = await look();
    await goals.getByRole("button", { name: "Add a goal" }).click();
    const dialog = page.getByRole("dialog", { name: /^A goal for/ });
    await dialog.getByLabel("Feature").selectOption("csv-export");
    await dialog.getByLabel(/^What customers get/).fill("Month-end closes without retyping");
    await dialog.getByRole("button", { name: "Add it" }).click();
    const goal = goals.getByRole("listitem").filter({ hasText: "CSV export" });
    await goal.getByText("Month-end closes without retyping").waitFor();
    await goal.getByText("Landed").waitFor();
    await page
      .getByRole("region", { name: "What customers got" })
      .getByText("Month-end closes without retyping")
      .waitFor();

    await goal.getByRole("button", { name: "Edit the goal of CSV export" }).click();
    await page.getByLabel(/^What customers get/).fill("Month-end closes by itself");
    await page.getByRole("button", { name: "Save" }).click();
    await goal.getByText("Month-end closes by itself").waitFor();

    await goal.getByRole("button", { name: "Remove the goal of CSV export" }).click();
    await messages.getByText("CSV export is off the goals.").waitFor();
    expect(await goal.count()).toBe(0);
    await messages.getByRole("button", { name: "Undo" }).click();
    await goal.getByText("Month-end closes by itself").waitFor();
  });

  test("come back, with a message, where the server does not agree", async () => {
    const { page, goals, messages } = await look();
    await page.route("**/goals/*", (route) => route.abort());
    await goals.getByRole("button", { name: "Remove the goal of CSV export" }).click();
    await messages.getByText(/The goal is still there/).waitFor();
    await goals.getByText("Month-end closes by itself").waitFor();
  });

  test("that say nothing are refused beside the field, and what was typed stays", async () => {
    const { page, goals } = await look();
    await goals.getByRole("button", { name: "Add a goal" }).click();
    const dialog = page.getByRole("dialog", { name: /^A goal for/ });
    await dialog.getByLabel(/^What customers get/).fill("   ");
    await dialog.getByRole("button", { name: "Add it" }).click();
    await dialog
      .getByText(/say in one sentence what the customer gets/)
      .first()
      .waitFor();
    expect(await wrongs(page)).toEqual([]);
  });
});

describe("decisions", () => {
  test("are made with a reason, change the answer, and are undone where there was one before", async () => {
    const { page, rows, messages } = await look();
    const row = rows.getByRole("row", { name: /Bulk edit/ });
    await row.getByRole("button", { name: "Decide on Bulk edit 1" }).click();
    const dialog = page.getByRole("dialog", { name: "What becomes of Bulk edit 1?" });
    await dialog.getByLabel("Keep improving").check();
    await dialog.getByLabel("Why").fill("Add an undo, then ask again");
    expect(await wrongs(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Decide", exact: true }).click();
    await row.getByText("Add an undo, then ask again").waitFor();
    await messages.getByText("Bulk edit 1: Keep improving.").waitFor();

    await row.getByRole("button", { name: "Change the decision on Bulk edit 1" }).click();
    await dialog.getByLabel("Retire").check();
    await dialog.getByRole("button", { name: "Decide", exact: true }).click();
    await row.getByText("Retire", { exact: true }).waitFor();
    await messages.getByRole("button", { name: "Undo" }).click();
    await row.getByText("Keep improving", { exact: true }).waitFor();
  });

  test("that the server refuses leave what was typed where it is", async () => {
    const { page, rows } = await look();
    await rows.getByRole("button", { name: "Decide on VAT summary 1" }).click();
    const dialog = page.getByRole("dialog", { name: "What becomes of VAT summary 1?" });
    await dialog.getByLabel("Park").check();
    await dialog.getByLabel("Why").fill("no");
    await dialog.getByRole("button", { name: "Decide", exact: true }).click();
    await dialog.getByText("say why, in at least 3 characters", { exact: true }).waitFor();
    expect(await dialog.getByLabel("Why").inputValue()).toBe("no");
  });

  test("are for editors: a viewer reads them", async () => {
    const given = { by: stage.cookie, project: stage.product.id, role: "viewer" };
    const viewer = await member(stage.server, { ...given, email: "viewer@example.com" });
    const { page, rows } = await look(LAST, { cookie: viewer.cookie });
    await rows.getByText("Add an undo, then ask again").waitFor();
    for (const name of [/^Decide/, /^Change/, "Add a goal", /^Remove/, /^Close/])
      expect(await page.getByRole("button", { name }).count()).toBe(0);
  });
});

describe("taking it along", () => {
  test.each(["A4", "Letter"] as const)("it fits two pages of %s", async (format) => {
    const { page } = await look();
    await page.emulateMedia({ media: "print" });
    const paper = await page.pdf({ format });
    const pages = paper.toString("latin1").match(/\/Type\s*\/Page[^s]/g) ?? [];
    expect(pages.length).toBeGreaterThan(0);
    expect(pages.length).toBeLessThanOrEqual(2);
    expect(await page.getByRole("button").count()).toBe(0);
    await page.getByText(/^Pit stop Q/).waitFor();
  });

  test.each([
    ["Markdown", "md", `# Pit stop ${LAST}`],
    ["CSV", "csv", "quarter,kind,feature"],
  ])("it is downloaded as %s", async (name, ending, begins) => {
    const { page } = await look();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name, exact: true }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`pit-stop-${LAST}.${ending}`);
    const text = await readFile(await download.path(), "utf8");
    expect(text.replace(/^\uFEFF/, "")).toMatch(new RegExp(`^${begins}`));
  });

  test.each(["light", "dark"] as const)("it is accessible in %s", async (scheme) => {
    const { page, rows } = await look(LAST, { scheme });
    await rows.waitFor();
    expect(await wrongs(page)).toEqual([]);
  });

  test.each([
    [LAST, "Close the quarter"],
    [LAST, "Add a goal"],
    [LAST, "Decide on VAT summary 1"],
    [NOW, "Add a goal"],
  ])("its dialogs are accessible in light and dark: %s, %s", async (quarter, name) => {
    for (const scheme of ["light", "dark"] as const) {
      const { page, complaints } = await look(quarter, { scheme, width: 360 });
      await page.getByRole("button", { name }).click();
      await page.getByRole("dialog").waitFor();
      expect(await wrongs(page)).toEqual([]);
      expect(complaints).toEqual([]);
    }
  });

  test("it fits a phone", async () => {
    const { page, rows } = await look(LAST, { width: 360 });
    await rows.waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });
});

describe("closing", () => {
  test("is not offered while the quarter runs", async () => {
    const { page, heading } = await look(NOW);
    await heading.waitFor();
    expect(await page.getByRole("button", { name: "Close the quarter" }).count()).toBe(0);
  });

  test("asks first, is for good, and tells who and when", async () => {
    const { page, heading } = await look();
    await page.getByRole("button", { name: "Close the quarter" }).click();
    const dialog = page.getByRole("dialog", { name: /^Close Q/ });
    await dialog.getByText(/never opened again/).waitFor();
    await dialog.getByText(/1 iteration is still in limbo/).waitFor();
    await dialog.getByRole("button", { name: "Leave it" }).click();
    expect(await dialog.count()).toBe(0);

    await page.getByRole("button", { name: "Close the quarter" }).click();
    await dialog.getByRole("button", { name: /for good$/ }).click();
    await page.getByText(/^Closed by Ada on/).waitFor();
    expect(await heading.textContent()).toBe("Can we pause? Not yet.");
    for (const name of [/^Decide/, /^Change/, "Add a goal", /^Close/])
      expect(await page.getByRole("button", { name }).count()).toBe(0);
  });

  test("freezes it: a late answer moves the live view alone, which says so", async () => {
    const [iteration] = undecided.iterations;
    if (!iteration) throw new Error("no iteration");
    const late = { ...iteration, reached: 0, used: 0, returned: 0 };
    await say(
      stage.product,
      signalsOf("vat-summary", { ...late, answers: answers(3, { ago, helped: true }) }).map(
        (signal, index) => ({ ...signal, customer: `late-${index}` }),
      ),
    );
    const { page, rows } = await look();
    await rows
      .getByRole("row", { name: /VAT summary/ })
      .getByText("n 4")
      .waitFor();
    await page.getByRole("link", { name: "Show it as the facts stand now" }).click();
    await rows
      .getByRole("row", { name: /VAT summary/ })
      .getByText("n 7")
      .waitFor();
    await page.getByText(/vat-summary 1 went from 4 of 4 to 7 of 7 answers/).waitFor();
    expect(new URL(page.url()).search).toBe("?live=true");
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await wrongs(page)).toEqual([]);
    }
    await page.getByRole("link", { name: "Show it as it was closed" }).click();
    await rows
      .getByRole("row", { name: /VAT summary/ })
      .getByText("n 4")
      .waitFor();
  });

  test("carries what is in limbo into the next quarter", async () => {
    const { page } = await look(NOW);
    const carried = page.getByRole("table", { name: "Carried in from before" });
    await carried.getByRole("row", { name: /VAT summary/ }).waitFor();
    expect(await carried.getByRole("row", { name: /Bulk edit/ }).count()).toBe(0);
  });

  test("never shows a verdict without the target that was moved under it", async () => {
    await ask(stage.product, "PATCH /projects/{project}/features/{feature}", {
      params: { feature: "vat-summary" },
      body: { targets: { helpfulness: 0.6 } },
    });
    const { page } = await look(NOW);
    const carried = page.getByRole("table", { name: "Carried in from before" });
    await carried.getByText("Target lowered from 70 % to 60 % after 7 answers.").waitFor();
  });

  test("keeps the API's word: the quarter that ended is closed under that name", async () => {
    const { json } = await ask(stage.product, "GET /projects/{project}/quarters/{quarter}", {
      params: { quarter: LAST },
    });
    expect(json.closed?.by).toBe("Ada");
  });
});
