// What pages look like in between: filtered, opened, asked in dialogs. Read by everybody in light and dark, and fit for a phone.

import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeStage, type Stage, visit, wrongs } from "./stage.ts";
import { everything, say, tell } from "./story.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await makeStage();
  await tell(stage.product, everything);
  await say(stage.product, [
    { kind: "used", feature: "keyboard-shortcuts", customer: "ada", at: Date.now() },
  ]);
});
afterAll(() => stage.close());

interface State {
  path: string;
  /** What brings it about, and what is there then. */
  act: (page: Page) => Promise<void>;
}

/** Presses a button and waits for the dialog that it opens. */
function asking(name: string, dialog = name): State["act"] {
  return async (page) => {
    await page.getByRole("button", { name, exact: true }).first().click();
    await page.getByRole("dialog", { name: dialog }).waitFor();
  };
}

function showing(text: string): State["act"] {
  return (page) => page.getByText(text).first().waitFor();
}

const SOME_DAY = new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10);

const STATES: Record<string, State> = {
  "features that need somebody": { path: "?state=needs", act: showing("Look into what changed") },
  "features that were discovered": { path: "?state=discovered", act: showing("first heard") },
  "no feature like that": { path: "?q=zebra", act: showing("No feature is like that.") },
  "features on an earlier day": { path: `?as-of=${SOME_DAY}`, act: showing("Back to today") },
  "the map as a table": {
    path: "",
    act: async (page) => {
      await page.getByRole("button", { name: "Table: Where features stand" }).click();
      await page.getByRole("columnheader", { name: "Answers" }).waitFor();
    },
  },
  "a point of the map": {
    path: "",
    act: async (page) => {
      await page.getByRole("link", { name: /^CSV export: Done/ }).focus();
      await page.getByText(/^Adopted 67.% of 90/).waitFor();
    },
  },
  "making a feature": { path: "", act: asking("New feature") },
  "an earlier iteration": { path: "/f/csv-export?iteration=1", act: showing("Back to now") },
  answers: { path: "/f/csv-export?view=answers", act: showing("Show more answers") },
  "a target that moves": {
    path: "/f/bulk-edit?view=promise",
    act: async (page) => {
      await page.getByLabel("Helps, in % of those who answer").fill("60");
      await page.getByText("What this move means").waitFor();
    },
  },
  "words being written": {
    path: "/f/csv-export?view=setup",
    act: (page) => page.getByRole("region", { name: "Feedback" }).getByText("Did").waitFor(),
  },
  "how it is decided": {
    path: "/f/csv-export",
    act: async (page) => {
      await page.getByText("How this is decided").click();
      await page
        .getByText(/e-value/)
        .first()
        .waitFor();
    },
  },
  "the pictures as tables": {
    path: "/f/csv-export",
    act: async (page) => {
      const tables = page.getByRole("button", { name: /^Table: / });
      for (let index = 0; index < (await tables.count()); index++) await tables.nth(index).click();
      await page.getByRole("columnheader", { name: "Can still become" }).waitFor();
    },
  },
  "a day of a picture": {
    path: "/f/csv-export",
    act: async (page) => {
      await page.getByRole("slider", { name: "Taking it up, day by day" }).focus();
      await page.keyboard.press("ArrowLeft");
    },
  },
  signing: { path: "/f/csv-export", act: asking("Sign it off") },
  "signing against the verdict": { path: "/f/bulk-edit", act: asking("Sign against the verdict") },
  "shipping an iteration": { path: "/f/vat-summary", act: asking("Ship an iteration") },
  "looking into a slip": {
    path: "/f/recurring-invoices",
    act: asking("I looked into it", "What did you find?"),
  },
};

describe("a state in between", () => {
  test.each(Object.keys(STATES))("is accessible in light and dark: %s", async (name) => {
    const { path, act } = STATES[name] ?? { path: "", act: showing("") };
    const { page, open, complaints } = await visit(stage, { width: 360 });
    await open(path);
    await act(page);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      expect([colorScheme, await wrongs(page)]).toEqual([colorScheme, []]);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    expect(complaints).toEqual([]);
  });
});
