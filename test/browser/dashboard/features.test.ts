// The Features page as the person who opens it on Monday meets it.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { call, member } from "../../worker/people/visitors.ts";
import { ask } from "../../worker/product.ts";
import { makeStage, type Stage, visit, wrongs } from "./stage.ts";
import { everything, say, tell } from "./story.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await makeStage();
  await tell(stage.product, everything);
  await hear("keyboard-shortcuts");
});
afterAll(() => stage.close());

/** Something that customers use and nobody has made yet. */
async function hear(feature: string): Promise<void> {
  await say(stage.product, [{ kind: "used", feature, customer: "ada", at: Date.now() }]);
}

describe("the Features page", () => {
  test("says in one sentence what is done and what needs a person, and leads there", async () => {
    const { page, open } = await visit(stage);
    await open("");
    const heading = page.getByRole("heading", { level: 1 });
    expect(await heading.textContent()).toMatch(/ (is|are) (not )?done( yet)?; 3 need you\.$/);
    await heading.getByRole("link", { name: "3 need you" }).click();
    expect(new URL(page.url()).search).toBe("?state=needs");
    const rows = page.getByRole("table", { name: /^Features/ }).getByRole("rowheader");
    expect(await rows.count()).toBe(3);
  });

  test("names what waits for a person, most urgent first, with why", async () => {
    const { page, open } = await visit(stage);
    await open("");
    const needs = page.getByRole("region", { name: "What needs you" }).getByRole("listitem");
    expect(await needs.allInnerTexts()).toEqual([
      expect.stringMatching(/Recurring invoices[\s\S]*Look into what changed[\s\S]*Slipping/),
      expect.stringMatching(/CSV export[\s\S]*Sign it off[\s\S]*Done/),
      expect.stringMatching(/Bulk edit[\s\S]*Improve it[\s\S]*Not helping/),
    ]);
  });

  test("draws each feature on the map as a link that says where it stands", async () => {
    const { page, open } = await visit(stage);
    await open("");
    const map = page.getByRole("figure", { name: "Where features stand" });
    const point = map.getByRole("link", {
      name: /^CSV export: Done. Adopted by 67.%, helped \d+.%/,
    });
    await point.focus();
    await map.getByText(/Adopted 67.% of 90, target 20.%/).waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "CSV export" }).waitFor();
  });

  test("shows the map's numbers as a table as well", async () => {
    const { page, open } = await visit(stage);
    await open("");
    await page.getByRole("button", { name: "Table: Where features stand" }).click();
    const row = page.getByRole("row", { name: /Bulk edit Not helping 50.% of 60, target 20.%/ });
    expect(await row.count()).toBe(1);
  });

  test("keeps its filters in the address, so that going back brings them back", async () => {
    const { page, open } = await visit(stage);
    await open("");
    const table = page.getByRole("table", { name: /^Features/ });
    await page.getByRole("link", { name: "Not helping 1" }).click();
    await expect.poll(() => table.getByRole("rowheader").allInnerTexts()).toHaveLength(1);
    await page.getByRole("combobox", { name: "Owner" }).selectOption("Mateus");
    await page.getByRole("heading", { name: "No feature is like that." }).waitFor();
    await page.getByRole("button", { name: "Show all features" }).click();
    await expect.poll(() => table.getByRole("rowheader").allInnerTexts()).toHaveLength(4);
    await page.goBack();
    expect(await table.getByRole("rowheader").count()).toBe(4);
  });

  test("is walked through with the keyboard alone", async () => {
    const { page, open } = await visit(stage);
    await open("");
    await page.keyboard.press("/");
    await page.keyboard.type("i");
    const search = page.getByRole("searchbox", { name: "Search features" });
    expect(await search.inputValue()).toBe("i");
    await search.blur();
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Recurring invoices" }).waitFor();
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keyboard" }).waitFor();
    await page.keyboard.press("Escape");
    expect(await page.getByRole("dialog").count()).toBe(0);
  });

  test("shows how things stood on an earlier day", async () => {
    const { page, open } = await visit(stage);
    await open("");
    const day = new Date(Date.now() - 20 * 86_400_000).toISOString().slice(0, 10);
    await page.getByLabel("As of").fill(day);
    const row = page.getByRole("row", { name: /Recurring invoices/ });
    await expect.poll(() => row.textContent()).toContain("Done");
    expect(new URL(page.url()).search).toBe(`?as-of=${day}`);
    expect(await page.getByRole("row", { name: /VAT summary/ }).count()).toBe(0);
    await page.getByRole("button", { name: "Back to today" }).click();
    await expect.poll(() => row.textContent()).toContain("Slipping");
  });

  test("makes a feature, and says beside a field what is wrong with it", async () => {
    const { page, open } = await visit(stage);
    await open("");
    await page.getByRole("button", { name: "New feature" }).click();
    const dialog = page.getByRole("dialog", { name: "New feature" });
    await dialog.getByLabel("Name", { exact: true }).fill("Late fees");
    expect(await dialog.getByLabel("Key").inputValue()).toBe("late-fees");
    await dialog.getByLabel("Key").fill("csv-export");
    await dialog.getByRole("button", { name: "Make it" }).click();
    await dialog.getByRole("alert").waitFor();
    expect(await dialog.getByLabel("Name", { exact: true }).inputValue()).toBe("Late fees");
    await dialog.getByLabel("Key").fill("late-fees");
    await dialog.getByRole("button", { name: "Make it" }).click();
    await page.getByRole("heading", { level: 1, name: "Late fees" }).waitFor();
    await ask(stage.product, "DELETE /projects/{project}/features/{feature}", {
      params: { feature: "late-fees" },
    });
  });

  test("discards what was only heard of after a question", async () => {
    const { page, open } = await visit(stage);
    await open("?state=discovered");
    await page.getByRole("button", { name: "Discard all of them" }).click();
    const dialog = page.getByRole("dialog", { name: "Discard what was discovered" });
    await dialog.getByText(/cannot be undone/).waitFor();
    expect(await wrongs(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Leave it" }).click();
    await page.getByRole("button", { name: "Adopt keyboard-shortcuts" }).waitFor();
    await page.getByRole("button", { name: "Discard all of them" }).click();
    await dialog.getByRole("button", { name: "Discard 1 feature for good" }).click();
    await page.getByRole("table", { name: /^Features/ }).waitFor();
    await page.getByRole("link", { name: /^Discovered/ }).waitFor({ state: "hidden" });
    await hear("keyboard-shortcuts");
  });

  test("shows viewers what was heard of, and nothing that they may not do", async () => {
    const given = { by: stage.cookie, project: stage.product.id, role: "viewer" };
    const { cookie } = await member(stage.server, { ...given, email: "viewer@example.com" });
    const { page, open } = await visit(stage, { cookie });
    await open("?state=discovered");
    await page.getByText(/first heard/).waitFor();
    for (const name of [/^Adopt/, /^Discard/, "New feature"])
      expect(await page.getByRole("button", { name }).count()).toBe(0);
  });

  test("lists what was only heard of, and adopts it", async () => {
    const { page, open } = await visit(stage);
    await open("?state=discovered");
    await page.getByRole("button", { name: "Adopt keyboard-shortcuts" }).click();
    await page.getByRole("heading", { level: 1, name: "keyboard-shortcuts" }).waitFor();
    await ask(stage.product, "DELETE /projects/{project}/features/{feature}", {
      params: { feature: "keyboard-shortcuts" },
    });
  });

  test("teaches where there is nothing yet", async () => {
    const made = await call(stage.server, "POST /api/projects", {
      cookie: stage.cookie,
      body: { name: "Brand new" },
      headers: { origin: stage.server.url },
    });
    const { page, open } = await visit(stage, { project: String(made.json["id"]) });
    await open("");
    await page.getByRole("heading", { level: 1, name: "No features yet." }).waitFor();
    await page.getByRole("link", { name: "Put the line in" }).waitFor();
    await page.getByRole("button", { name: "Make a feature" }).waitFor();
    expect(await wrongs(page)).toEqual([]);
  });

  test("says what to do when the server does not answer, and comes back by itself when asked", async () => {
    const { page, open } = await visit(stage);
    await page.route("**/api/projects/*/features*", (route) => route.abort());
    await open("");
    const trouble = page.getByRole("alert");
    await trouble.getByText("Check your connection").waitFor();
    expect(await wrongs(page)).toEqual([]);
    await page.unroute("**/api/projects/*/features*");
    await trouble.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("table", { name: /^Features/ }).waitFor();
    expect(await trouble.count()).toBe(0);
  });

  test.each(["light", "dark"] as const)(
    "is accessible and within its policy in %s",
    async (scheme) => {
      const { page, open, complaints } = await visit(stage, { scheme });
      await open("");
      await page.getByRole("table", { name: /^Features/ }).waitFor();
      expect(complaints).toEqual([]);
      expect(await wrongs(page)).toEqual([]);
    },
  );

  test("fits a phone", async () => {
    const { page, open } = await visit(stage, { width: 360 });
    await open("");
    await page.getByRole("table", { name: /^Features/ }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    expect(await wrongs(page)).toEqual([]);
  });
});
