// The first run as one story: from the printed link to the first signal, seen live, without a dead end.

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Server, startWorker } from "../../worker/harness.ts";
import { link, owner, setUpLink } from "../../worker/people/visitors.ts";
import { startBrowser } from "../chromium.ts";
import { serveShop } from "./shop.ts";
import { complaintsOf, wrongs } from "./stage.ts";

let server: Server;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([startWorker(), startBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

describe("the first run", () => {
  test("leads from the set-up link to a feature that was heard of and adopted", async () => {
    const page = await browser.newPage();
    const complaints = complaintsOf(page, server.url);
    await page.goto(`${server.url}/sign-in#setup=${await setUpLink(server)}`);
    await page.getByRole("heading", { level: 1, name: "Set up Landed." }).waitFor();
    expect(page.url()).not.toContain("setup=");
    expect(await wrongs(page)).toEqual([]);
    await page.getByLabel("Your name").fill("Ada");
    await page.getByLabel("E-mail address").fill("ada@example.com");
    await page.getByRole("button", { name: "Become the owner" }).click();

    await page.getByRole("heading", { level: 1, name: "What are you building?" }).waitFor();
    expect(await wrongs(page)).toEqual([]);
    await page.getByLabel("Name of the product").fill("Ledgerly");
    expect(await page.getByLabel("Time zone").inputValue()).not.toBe("");
    await page.getByRole("button", { name: "Make it" }).click();

    await page.getByRole("heading", { level: 1, name: "One line, and you are heard." }).waitFor();
    await page.getByText("Listening for the first signal…").waitFor();
    expect(await wrongs(page)).toEqual([]);
    const code = await page.getByRole("region", { name: "the code" }).textContent();
    const shop = await serveShop(code ?? "");
    const customer = await browser.newPage();
    await customer.goto(shop.url);
    await customer.getByRole("button", { name: "Export CSV" }).click();

    await page.getByText("Signals arrive.").waitFor();
    await page.getByRole("heading", { name: "Signals arrive from Ledgerly." }).waitFor();
    await page.getByRole("link", { name: "Adopt what was heard of" }).click();
    await page.getByRole("button", { name: "Adopt csv-export" }).click();
    await page.getByRole("heading", { level: 1, name: "csv-export" }).waitFor();
    expect(complaints).toEqual([]);
    shop.close();
  });

  test("tells whoever comes later with a set-up link what to do", async () => {
    const page = await browser.newPage();
    await page.goto(`${server.url}/sign-in#setup=${await setUpLink(server)}`);
    await page.getByLabel("Your name").fill("Eve");
    await page.getByLabel("E-mail address").fill("eve@example.com");
    await page.getByRole("button", { name: "Become the owner" }).click();
    await page
      .getByRole("alert")
      .getByText(/has an owner already/)
      .waitFor();
    await page.getByText(/Ask them for an invitation/).waitFor();
    expect(await wrongs(page)).toEqual([]);
  });
});

describe("signing in", () => {
  test("by a link goes on by itself on one's own machine, and to where one wanted to go", async () => {
    const secret = await link(server, { email: "ada@example.com" });
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${server.url}/sign-in#token=${secret}&next=%2F%3Fcame%3Dback`);
    await page.getByRole("heading", { level: 1, name: "Projects" }).waitFor();
    expect(new URL(page.url()).search).toBe("?came=back");
  });

  test("by a link that was used says so, and how to get another", async () => {
    await owner(server);
    const secret = await link(server, { email: "ada@example.com" });
    for (const round of ["first", "second"]) {
      const page = await (await browser.newContext()).newPage();
      await page.goto(`${server.url}/sign-in#token=${secret}`);
      if (round === "first") {
        await page.getByRole("heading", { level: 1, name: "Projects" }).waitFor();
        continue;
      }
      await page.getByRole("heading", { name: "That link does not work any more." }).waitFor();
      await page.getByText(/works once, within 15 minutes/).waitFor();
      expect(await wrongs(page)).toEqual([]);
      await page.getByLabel("E-mail address").fill("ada@example.com");
      await page.getByRole("button", { name: "Send me a link" }).click();
      await page.getByText(/Ask an owner of your project for a link/).waitFor();
    }
  });

  test("leads back to the page one came for", async () => {
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${server.url}/p/p_any/settings?view=audit`);
    await page.getByRole("heading", { name: "Did it land with customers?" }).waitFor();
    expect(new URL(page.url()).searchParams.get("next")).toBe("/p/p_any/settings?view=audit");
    expect(await wrongs(page)).toEqual([]);
  });

  test.each(["", "#token=was-used", "#setup=for-the-first"])(
    "is accessible in light and dark, and fits a phone: /sign-in%s",
    async (fragment) => {
      for (const colorScheme of ["light", "dark"] as const) {
        const viewport = { width: 360, height: 780 };
        const context = await browser.newContext({ colorScheme, viewport });
        const page = await context.newPage();
        await page.goto(`${server.url}/sign-in${fragment}`, { waitUntil: "networkidle" });
        await page.getByLabel("E-mail address").waitFor();
        expect(await wrongs(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      }
    },
  );
});
