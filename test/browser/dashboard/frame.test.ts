// What every page has in common: what stands there while something is coming, is missing or went wrong; and staying fresh.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { call } from "../../worker/people/visitors.ts";
import { enter, makeStage, type Stage, visit, wrongs } from "./stage.ts";
import { bulkEdit, csvExport, say, tell } from "./story.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await makeStage();
  await tell(stage.product, [csvExport, bulkEdit]);
});
afterAll(() => stage.close());

const PAGES = ["", "/f/csv-export", "/q/now", "/install", "/settings"];
const SCHEMES = ["light", "dark"] as const;
/** What a busy machine may need to read a page's parts one after another. */
const SLOW = { timeout: 20_000 };

describe("while something is coming", () => {
  test.each(PAGES)(
    "grey shapes stand for it, and say so to whoever listens: /p/…%s",
    async (path) => {
      const { page } = await visit(stage, { width: 360 });
      let arrive = () => {};
      const held = new Promise<void>((resolve) => {
        arrive = resolve;
      });
      await page.route(/\/api\/projects\//, async (route) => {
        await held;
        await route.continue();
      });
      await page.goto(`${stage.server.url}/p/${stage.product.id}${path}`);
      const main = page.getByRole("main");
      await main.getByText("Loading…").waitFor();
      expect(await main.locator("[aria-busy=true]").count()).toBe(1);
      for (const colorScheme of SCHEMES) {
        await page.emulateMedia({ colorScheme });
        expect(await wrongs(page)).toEqual([]);
      }
      arrive();
      await expect.poll(() => main.getByText("Loading…").count(), SLOW).toBe(0);
    },
  );
});

describe("where something is missing", () => {
  test.each(["/nowhere", "/p/%zz", "/p/%E0%A4%A/f/%"])(
    "an address that names no page says so and leads back: %s",
    async (path) => {
      const { page, complaints } = await visit(stage);
      await page.goto(stage.server.url + path);
      await page.getByRole("heading", { level: 1, name: "There is no such page." }).waitFor();
      expect(await wrongs(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await page.getByRole("link", { name: "All projects", exact: true }).click();
      await page.getByRole("heading", { level: 1, name: "Projects" }).waitFor();
    },
  );

  test.each(["", "/f/csv-export", "/q/2026-Q1", "/install", "/settings"])(
    "a project that is not there says so and leads back: /p/…%s",
    async (path) => {
      const { page } = await visit(stage);
      await page.goto(`${stage.server.url}/p/p_none${path}`, { waitUntil: "networkidle" });
      const notice = page.getByRole("alert");
      await notice.getByRole("heading", { name: "There is nothing here" }).waitFor();
      expect(await wrongs(page)).toEqual([]);
      await notice.getByRole("link", { name: "All projects" }).click();
      await page.getByRole("heading", { level: 1, name: "Projects" }).waitFor();
    },
  );

  test("a page whose code is gone, as after an update, says so and is loaded again", async () => {
    const { page, open } = await visit(stage);
    await open("");
    await page.route("**/assets/*.js", (route) => route.fulfill({ status: 404, body: "" }));
    await page.getByRole("link", { name: "Settings" }).click();
    await page.getByRole("heading", { level: 1, name: "This page did not load." }).waitFor();
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      expect(await wrongs(page)).toEqual([]);
    }
    await page.unroute("**/assets/*.js");
    await page.getByRole("button", { name: "Load it again" }).click();
    await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
  });

  test("a dialog whose code is gone says so, and can be tried again", async () => {
    const { page, open } = await visit(stage);
    await open("");
    await page.route("**/assets/*.js", (route) => route.abort());
    await page.getByRole("button", { name: "New feature" }).click();
    const messages = page.getByRole("status", { name: "Messages" });
    await messages.getByText(/That did not load/).waitFor();
    expect(await page.getByRole("dialog").count()).toBe(0);
    await messages.getByRole("button", { name: "Dismiss" }).click();
    await page.getByRole("button", { name: "New feature" }).click();
    await messages.getByText(/That did not load/).waitFor();
  });
});

describe("where something went wrong", () => {
  test.each(PAGES)("trying again reads whatever is missing: /p/…%s", async (path) => {
    const { page, open } = await visit(stage);
    await page.route(/\/api\/projects\//, (route) => route.fulfill({ status: 500, json: {} }));
    await open(path);
    const trouble = page.getByRole("alert").first();
    await trouble.getByText("The server answered 500. Try again in a moment.").waitFor();
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      expect(await wrongs(page)).toEqual([]);
    }
    await page.unroute(/\/api\/projects\//);
    await trouble.getByRole("button", { name: "Try again" }).click();
    await expect.poll(() => page.getByRole("alert").count(), SLOW).toBe(0);
    await page.getByRole("main").getByRole("heading", { level: 2 }).first().waitFor();
  });

  test("what was read before stays, with a word that it could not be read again", async () => {
    const { page, open } = await visit(stage);
    await page.clock.install();
    await open("");
    const table = page.getByRole("table", { name: /^Features/ });
    await table.waitFor();
    await page.route("**/api/projects/*/features*", (route) => route.abort());
    await page.clock.fastForward(60_000);
    await page
      .getByRole("alert")
      .getByText(/Check your connection/)
      .waitFor();
    expect(await table.getByRole("rowheader").count()).toBe(2);
  });
});

describe("staying fresh", () => {
  test("a page that is looked at shows by itself what has come since", async () => {
    const { page, open } = await visit(stage);
    await page.clock.install();
    await open("");
    await page.getByRole("link", { name: "All 2" }).waitFor();
    await say(stage.product, [
      { kind: "used", feature: "keyboard-shortcuts", customer: "ada", at: Date.now() },
    ]);
    await page.clock.fastForward(60_000);
    await page.getByRole("link", { name: "Discovered 1" }).waitFor();
  });

  test("coming back to a page shows what was read at once, and then what is new", async () => {
    const { page, open } = await visit(stage);
    await page.clock.install();
    await open("/f/csv-export");
    await page.getByRole("link", { name: "Answers 59" }).waitFor();
    await page.getByRole("link", { name: "Pit stop" }).click();
    await page.getByRole("heading", { level: 1, name: /Can we pause/ }).waitFor();
    const at = Date.now();
    const answered = { kind: "answered", feature: "csv-export", iteration: "2", at, helped: true };
    await say(stage.product, [{ ...answered, customer: "somebody-else" }]);
    await page.clock.fastForward(30_000);
    await page.goBack();
    await page.getByRole("link", { name: "Answers 60" }).waitFor();
  });
});

describe("a session that ends", () => {
  test("while one reads is a dialog over the page, and the page goes on after signing in", async () => {
    for (const scheme of SCHEMES) {
      const { page, context, open } = await visit(stage, { scheme, width: 360 });
      await open("");
      await page.getByRole("table", { name: /^Features/ }).waitFor();
      await context.clearCookies();
      await page.getByRole("link", { name: "Pit stop" }).click();
      const dialog = page.getByRole("dialog", { name: "Please sign in again" });
      await dialog.getByRole("button", { name: "I have signed in" }).click();
      await dialog.getByText("You are not signed in yet.").waitFor();
      expect(await wrongs(page)).toEqual([]);
      await enter(context, stage.server.url, stage.cookie);
      await dialog.getByRole("button", { name: "I have signed in" }).click();
      await page.getByRole("heading", { level: 1, name: /Can we pause/ }).waitFor();
      expect(await dialog.count()).toBe(0);
    }
  });

  test("by signing out leads to signing in, and the old session is dead", async () => {
    const cookie = await freshSession();
    const { page, open } = await visit(stage, { cookie });
    await open("");
    await page.getByRole("button", { name: "You" }).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("heading", { name: "Did it land with customers?" }).waitFor();
    expect((await call(stage.server, "GET /api/me", { cookie })).status).toBe(401);
  });

  /** The owner, in another browser. */
  async function freshSession(): Promise<string> {
    const { link, signIn } = await import("../../worker/people/visitors.ts");
    return signIn(stage.server, await link(stage.server, { email: "ada@example.com" }));
  }
});

describe("the header", () => {
  test("leads to other projects, and changes light to dark for good", async () => {
    const { page, open } = await visit(stage);
    await open("");
    await page.getByRole("button", { name: "Ledgerly" }).click();
    await page.getByRole("link", { name: "All projects", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Projects" }).waitFor();
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await ground();
    await page.getByRole("button", { name: "You" }).click();
    await page.getByRole("button", { name: "Dark", exact: true }).click();
    expect(await wrongs(page)).toEqual([]);
    expect(
      await page.getByRole("button", { name: "Dark", exact: true }).getAttribute("aria-pressed"),
    ).toBe("true");
    const dark = await ground();
    expect(dark).not.toBe(light);
    await page.reload();
    await page.getByRole("heading", { level: 1, name: "Projects" }).waitFor();
    expect(await ground()).toBe(dark);
  });

  test("tells the keys in light and dark", async () => {
    for (const scheme of SCHEMES) {
      const { page, open } = await visit(stage, { scheme, width: 360 });
      await open("/q/now");
      await page.getByRole("button", { name: "Keyboard help" }).click();
      await page.getByRole("dialog", { name: "Keyboard" }).getByText("Next row").waitFor();
      expect(await wrongs(page)).toEqual([]);
    }
  });
});
