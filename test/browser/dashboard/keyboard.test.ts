// One Monday without a mouse: from the list of projects to what is signed, decided, traced and left.

import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeStage, type Stage, visit } from "./stage.ts";
import { bulkEdit, csvExport, recurring, tell } from "./story.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await makeStage();
  await tell(stage.product, [csvExport, bulkEdit, recurring]);
});
afterAll(() => stage.close());

/** More stops than any page has. */
const STOPS = 200;

/** Presses Tab until something has the focus. */
async function reach(page: Page, wanted: Locator): Promise<void> {
  for (let stop = 0; stop < STOPS; stop++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`no way to ${wanted}`);
}

/** The same, and sees that the focus is drawn. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await reach(page, wanted);
  const outline = await wanted.evaluate((element) => getComputedStyle(element).outlineStyle);
  expect(outline).not.toBe("none");
}

async function pressOn(page: Page, wanted: Locator, key = "Enter"): Promise<void> {
  await tabTo(page, wanted);
  await page.keyboard.press(key);
}

/** Without a mouse at all: a page that is clicked on would hide what the keyboard cannot reach. */
async function arrive(path: string) {
  const visited = await visit(stage);
  await visited.page.goto(stage.server.url + path, { waitUntil: "networkidle" });
  return {
    ...visited,
    heading: (name: string | RegExp) => visited.page.getByRole("heading", { level: 1, name }),
    messages: visited.page.getByRole("status", { name: "Messages" }),
  };
}

describe("with the keyboard alone", () => {
  test("the first stop skips the header", async () => {
    const { page } = await arrive(`/p/${stage.product.id}`);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    const first = page.getByRole("main").getByRole("link").first();
    await page.keyboard.press("Tab");
    expect(await first.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  test("a feature is found, opened and signed off, and the signature withdrawn", async () => {
    const { page, heading, messages, complaints } = await arrive("/");
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.getByRole("table", { name: /^Features/ }).waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("csv");
    await pressOn(page, page.getByRole("link", { name: "CSV export", exact: true }));
    await heading("CSV export").waitFor();

    await page.keyboard.press("c");
    const dialog = page.getByRole("dialog", { name: "Sign it off" });
    await pressOn(page, dialog.getByRole("combobox", { name: "For" }), "ArrowDown");
    await tabTo(page, dialog.getByRole("textbox", { name: "Note" }));
    await page.keyboard.type("Support agrees");
    await pressOn(page, dialog.getByRole("button", { name: "Sign", exact: true }));
    await messages.getByText("Signed.").waitFor();
    await page.getByText("Support agrees").first().waitFor();

    const withdraw = page.getByRole("button", { name: "Withdraw the signature for support" });
    await pressOn(page, withdraw);
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    expect(await page.getByRole("dialog").count()).toBe(0);
    // Where it was before the dialog came.
    expect(await withdraw.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(complaints).toEqual([]);
  });

  test("pictures are read point by point and day by day", async () => {
    const { page } = await arrive(`/p/${stage.product.id}`);
    const map = page.getByRole("figure", { name: "Where features stand" });
    // A point with the focus is drawn larger, with its detail beside it.
    await reach(page, map.getByRole("link", { name: /^Bulk edit: Not helping/ }));
    await map.getByText(/Adopted 50.% of 60/).waitFor();
    await page.keyboard.press("Enter");
    const slider = page.getByRole("slider", { name: "Helping, day by day" });
    await slider.waitFor();
    await tabTo(page, slider);
    const today = await slider.getAttribute("aria-valuetext");
    await page.keyboard.press("Home");
    expect(await slider.getAttribute("aria-valuetext")).not.toBe(today);
  });

  test("a page that is gone to has the focus", async () => {
    const { page, heading } = await arrive(`/p/${stage.product.id}`);
    await pressOn(page, page.getByRole("link", { name: "Pit stop" }));
    await heading(/Can we pause/).waitFor();
    const main = page.getByRole("main");
    await expect
      .poll(() => main.evaluate((element) => element === document.activeElement))
      .toBe(true);
  });

  test("an iteration is decided on, and changed, and the change undone", async () => {
    const { page, messages } = await arrive(`/p/${stage.product.id}/q/now`);
    const quarters = page.getByRole("combobox", { name: "Quarter" });
    await quarters.waitFor();
    const decide = page.getByRole("button", { name: /on Recurring invoices 1$/ });
    // Wherever it was shipped: this quarter, or carried in from the last.
    if ((await decide.count()) === 0) await pressOn(page, quarters, "ArrowDown");
    await decide.waitFor();
    await pressOn(page, decide);
    const dialog = page.getByRole("dialog", { name: /^What becomes of Recurring invoices 1/ });
    await pressOn(page, dialog.getByRole("radio").first(), "ArrowDown");
    await tabTo(page, dialog.getByRole("textbox", { name: "Why" }));
    await page.keyboard.type("The calendar first");
    await pressOn(page, dialog.getByRole("button", { name: "Decide", exact: true }));
    await page.getByText("The calendar first").waitFor();

    await pressOn(page, decide);
    await pressOn(page, dialog.getByRole("radio", { checked: true }), "ArrowDown");
    await pressOn(page, dialog.getByRole("button", { name: "Decide", exact: true }));
    await messages.getByRole("button", { name: "Undo" }).waitFor();
    await page.keyboard.press("u");
    await page.getByText("Keep improving", { exact: true }).waitFor();
  });

  test("the gates are tried, targets moved, and one signs out", async () => {
    const { page, open } = await arrive(`/p/${stage.product.id}/install?view=why`);
    await tabTo(page, page.getByLabel("Customer"));
    await page.keyboard.type("u_1");
    await tabTo(page, page.getByLabel("Feature"));
    await page.keyboard.type("csv-export");
    await page.keyboard.press("Enter");
    await page.getByRole("region", { name: "Gates" }).waitFor();

    await open("/settings?view=targets");
    await pressOn(page, page.getByRole("button", { name: "Everyday 40 %" }), "Space");
    await page.getByText("Adoption raised from 20 % to 40 %.").waitFor();
    await pressOn(page, page.getByRole("button", { name: "Use these targets" }));
    await page.getByText("These are the targets from now on.").waitFor();

    await pressOn(page, page.getByRole("button", { name: "You" }));
    await pressOn(page, page.getByRole("button", { name: "Sign out" }));
    await page.getByRole("heading", { name: "Did it land with customers?" }).waitFor();
  });
});
