// A feature's page: read, signed, looked into and shipped again by the people who look after it.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask } from "../../worker/product.ts";
import { makeStage, type Stage, visit, wrongs } from "./stage.ts";
import { bulkEdit, csvExport, everything, recurring, say, tell, vatSummary } from "./story.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await makeStage();
  await tell(stage.product, everything);
  await say(stage.product, [
    { kind: "used", feature: "keyboard-shortcuts", customer: "ada", at: Date.now() },
  ]);
});
afterAll(() => stage.close());

/** Opens a feature's page as somebody who may do everything. */
async function look(path: string, manner: Parameters<typeof visit>[1] = {}) {
  const visited = await visit(stage, manner);
  await visited.open(`/f/${path}`);
  const { page } = visited;
  const region = (name: string) => page.getByRole("region", { name });
  const messages = page.getByRole("status", { name: "Messages" });
  return { ...visited, region, messages };
}

describe("the evidence", () => {
  test("says the verdict in words, why, and what would change it", async () => {
    const { page, region } = await look(csvExport.key);
    const verdict = region("Customers confirm it.");
    await verdict
      .getByText(/5\d of 5\d customers said it helped; the true share is between/)
      .waitFor();
    await verdict
      .getByText(/60 of 90 customers who met it used it on two different days/)
      .waitFor();
    const changes = region("What would change it");
    await changes.getByText("Answers that become clearly worse than the target").waitFor();
    await page.getByText("2nd attempt, shipped").waitFor();
  });

  test("counts everybody from meeting it to being helped, with each rate and each loss", async () => {
    const { page } = await look(csvExport.key);
    const funnel = page.getByRole("figure", { name: "From meeting it to being helped" });
    const steps = await funnel.getByRole("listitem").allInnerTexts();
    expect(steps.map((step) => step.replaceAll(/\s+/g, " "))).toEqual([
      "Reached 90",
      "Used 80 89 % of reached 10 saw it and did not try it",
      "Returned 60 75 % of used 20 tried it on one day only",
      "Asked 59 74 % of used 21 were not asked",
      "Answered 59 100 % of asked",
      "Helped 58 98 % of answered 1 said it did not help",
    ]);
  });

  test("is read day by day with the arrow keys, and as a table", async () => {
    const { page } = await look(csvExport.key);
    const slider = page.getByRole("slider", { name: "Helping, day by day" });
    await slider.focus();
    expect(await slider.getAttribute("aria-valuetext")).toMatch(
      /Iteration 2, 58 of 59 helped, 98.%/,
    );
    await page.keyboard.press("Home");
    expect(await slider.getAttribute("aria-valuetext")).toMatch(/Iteration 1|no answers yet/);
    await page.getByRole("button", { name: "Table: Taking it up" }).click();
    const curve = page.getByRole("figure", { name: "Taking it up" });
    await curve.getByRole("columnheader", { name: "Can still become" }).waitFor();
  });

  test("shows an earlier iteration, and how things stood on an earlier day, each by its address", async () => {
    const { page, region } = await look(csvExport.key);
    await page.getByLabel("Iteration").selectOption("1");
    await region("Customers try it, and it does not do the job yet.").waitFor();
    expect(new URL(page.url()).search).toBe("?iteration=1");
    expect(await page.getByRole("button", { name: /^Sign/ }).count()).toBe(0);
    await page.getByRole("button", { name: "Back to now" }).click();
    await region("Customers confirm it.").waitFor();
    const day = new Date(Date.now() - 55 * 86_400_000).toISOString().slice(0, 10);
    await page.getByLabel("As of").fill(day);
    await region("Not confirmed yet.").waitFor();
    expect(new URL(page.url()).search).toBe(`?as-of=${day}`);
  });

  test("tells of a verdict on the project's day, wherever the reader is", async () => {
    const { region } = await look(csvExport.key, { timeZone: "Pacific/Honolulu" });
    const stands = await region("Customers confirm it.")
      .getByText(/^since/)
      .textContent();
    const [, since = ""] = /^since (.+),/.exec(stands ?? "") ?? [];
    await region("What happened").getByText(`Verdict ${since}`, { exact: true }).waitFor();
  });

  test("tells how it is decided to whoever asks", async () => {
    const { page } = await look(csvExport.key);
    await page.getByText("How this is decided").click();
    await page.getByText(/at most 1 in 20, however often anybody looks/).waitFor();
  });

  test("says of a feature that was only heard of how to adopt it", async () => {
    const { page, region } = await look("keyboard-shortcuts");
    await page.getByRole("heading", { name: "Heard of, and not judged" }).waitFor();
    expect(await wrongs(page)).toEqual([]);
    await page.getByRole("button", { name: "Adopt it" }).first().click();
    await region("Not confirmed yet.").waitFor();
  });

  test("says that there is nothing where there is no such feature", async () => {
    const { page } = await look("no-such-feature");
    await page.getByRole("alert").getByText("There is nothing here").waitFor();
    expect(await wrongs(page)).toEqual([]);
  });
});

describe("signing", () => {
  test("takes one key, a note, and every partner's word; it can be withdrawn", async () => {
    const { page, region, messages } = await look(csvExport.key);
    const definition = region("Definition of done");
    await definition.getByText("Finance teams close the month without retyping.").waitFor();
    await page.keyboard.press("c");
    const dialog = page.getByRole("dialog", { name: "Sign it off" });
    await dialog.getByLabel("For").selectOption("support");
    await dialog.getByLabel("Note").fill("No more tickets about columns");
    await dialog.getByRole("button", { name: "Sign", exact: true }).click();
    await messages.getByText("Signed.").waitFor();
    await definition.getByText("No more tickets about columns").waitFor();
    expect(await definition.getByText("Signed off.").count()).toBe(0);

    await definition.getByRole("button", { name: "Sign for product" }).click();
    await dialog.getByRole("button", { name: "Sign", exact: true }).click();
    await definition.getByText("Signed off.").waitFor();
    await region("Customers confirm it.").getByText("Everybody has signed, too.").waitFor();
    await region("What happened")
      .getByText(/signed/i)
      .first()
      .waitFor();

    await definition.getByRole("button", { name: "Withdraw the signature for support" }).click();
    const asked = page.getByRole("dialog", { name: "Withdraw the signature for support" });
    await asked.getByText(/Somebody can sign for support again/).waitFor();
    expect(await wrongs(page)).toEqual([]);
    await asked.getByRole("button", { name: "Leave it" }).click();
    expect(await definition.getByText("Signed off.").count()).toBe(1);
    await definition.getByRole("button", { name: "Withdraw the signature for support" }).click();
    await asked.getByRole("button", { name: "Withdraw it" }).click();
    await messages.getByText(/was withdrawn/).waitFor();
    await definition.getByRole("button", { name: "Sign for support" }).waitFor();
  });

  test("against the verdict takes a reason, which stays visible", async () => {
    const { page, region } = await look(bulkEdit.key);
    await page.getByRole("button", { name: "Sign against the verdict" }).click();
    const dialog = page.getByRole("dialog", { name: "Sign against the verdict" });
    await dialog.getByLabel(/^Why sign/).fill("no");
    await dialog.getByRole("button", { name: "Sign with this reason" }).click();
    await dialog.getByText("say why, in at least 3 characters", { exact: true }).waitFor();
    await dialog.getByLabel(/^Why sign/).fill("It is a stepping stone for the importer");
    await dialog.getByRole("button", { name: "Sign with this reason" }).click();
    const definition = region("Definition of done");
    await definition.getByText("Against the verdict: It is a stepping stone").waitFor();
    await definition.getByText("Signed off against the verdict.").waitFor();
  });

  test("is for editors: a viewer sees no such button, and no other way to change things", async () => {
    const { member } = await import("../../worker/people/visitors.ts");
    const given = { by: stage.cookie, project: stage.product.id, role: "viewer" };
    const viewer = await member(stage.server, { ...given, email: "viewer@example.com" });
    const { page, region } = await look(csvExport.key, { cookie: viewer.cookie });
    await region("Definition of done").waitFor();
    for (const name of [/^Sign/, "Ship an iteration", "Retire", /^Pause/])
      expect(await page.getByRole("button", { name }).count()).toBe(0);
    await page.getByRole("link", { name: /^Promise/ }).click();
    expect(
      await page.getByLabel("What a customer gets from it, in one sentence").isDisabled(),
    ).toBe(true);
  });
});

describe("a feature's life", () => {
  test("a slip is looked into with what was found, and the verdict is no longer slipping", async () => {
    const { page, region, messages } = await look(recurring.key);
    await region("It was done, and answers have become worse.").waitFor();
    await page.getByRole("button", { name: "I looked into it" }).click();
    const dialog = page.getByRole("dialog", { name: "What did you find?" });
    await dialog.getByLabel(/^What has changed/).fill("The calendar was off by a month");
    await dialog.getByRole("button", { name: "Note it" }).click();
    await messages.getByText("Noted.").waitFor();
    await region("What happened")
      .getByText(/The calendar was off by a month/)
      .waitFor();
  });

  test("asking is paused and resumed, each at once", async () => {
    const { page, messages } = await look(vatSummary.key);
    await page.getByRole("button", { name: "Pause asking" }).click();
    await messages.getByText("Nobody is asked any more.").waitFor();
    await messages.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("button", { name: "Pause asking" }).waitFor();
    const params = { feature: vatSummary.key };
    const operation = "GET /projects/{project}/features/{feature}";
    await expect
      .poll(async () => (await ask(stage.product, operation, { params })).json.paused)
      .toBe(false);
  });

  test("what the server refuses is taken back, with its reason", async () => {
    const { page, messages } = await look(vatSummary.key);
    await page.route("**/features/vat-summary", (route) =>
      route.request().method() === "PATCH" ? route.fulfill({ status: 503 }) : route.fallback(),
    );
    await page.getByRole("button", { name: "Pause asking" }).click();
    await messages.getByText(/That did not work/).waitFor();
    await page.getByRole("button", { name: "Pause asking" }).waitFor();
    expect(await page.getByText("asks nobody").count()).toBe(0);
  });

  test("it is retired and revived", async () => {
    const { page, messages } = await look(vatSummary.key);
    await page.getByRole("button", { name: "Retire" }).click();
    await messages.getByText("Retired.").waitFor();
    await page.getByRole("button", { name: "Revive it" }).click();
    await page.getByRole("button", { name: "Ship an iteration" }).waitFor();
  });

  test("a shipped iteration is the next attempt, and starts at nothing", async () => {
    const { page, region } = await look(vatSummary.key);
    await page.getByRole("button", { name: "Ship an iteration" }).click();
    const dialog = page.getByRole("dialog", { name: "Ship an iteration" });
    await dialog.getByText("the 4 answers to iteration 1 stay with it").waitFor();
    await dialog.getByLabel("Label").fill("2.0");
    await dialog.getByLabel("What is different").fill("Rates by country; totals by month");
    await dialog.getByRole("button", { name: "Ship it" }).click();
    await page.getByText("2nd attempt, shipped").waitFor();
    await region("Not confirmed yet.").getByText("Nobody has met it yet").waitFor();
    await region("What happened")
      .getByText(/was shipped: Rates by country; totals by month\.$/)
      .waitFor();
  });
});

describe("the page", () => {
  test.each(["light", "dark"] as const)(
    "is accessible and within its policy in %s",
    async (scheme) => {
      for (const path of [csvExport.key, recurring.key, bulkEdit.key, vatSummary.key]) {
        const { page, complaints, region } = await look(path, { scheme });
        await region("What they say").waitFor();
        expect(complaints).toEqual([]);
        expect(await wrongs(page)).toEqual([]);
        await page.close();
      }
    },
  );

  test.each(["", "?view=answers", "?view=promise", "?view=setup"])(
    "fits a phone, and is accessible there: csv-export%s",
    async (search) => {
      const { page, complaints } = await look(csvExport.key + search, { width: 360 });
      await page.getByRole("heading", { level: 1, name: "CSV export" }).waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      expect(complaints).toEqual([]);
      expect(await wrongs(page)).toEqual([]);
    },
  );
});
