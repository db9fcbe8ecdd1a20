// What is promised and what customers read: edited, understood before it is saved, and never lost.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask } from "../../worker/product.ts";
import { enter, makeStage, type Stage, visit, wrongs } from "./stage.ts";
import { bulkEdit, csvExport, tell, vatSummary } from "./story.ts";

let stage: Stage;

beforeAll(async () => {
  stage = await makeStage();
  await tell(stage.product, [csvExport, bulkEdit, vatSummary]);
});
afterAll(() => stage.close());

async function look(path: string) {
  const visited = await visit(stage);
  await visited.open(`/f/${path}`);
  return { ...visited, messages: visited.page.getByRole("status", { name: "Messages" }) };
}

async function featureOf(feature: string) {
  const params = { feature };
  const { json } = await ask(stage.product, "GET /projects/{project}/features/{feature}", {
    params,
  });
  return json;
}

describe("the promise", () => {
  test("says what moving a target means before it is moved, and keeps it beside the verdict", async () => {
    const { page, messages } = await look(`${bulkEdit.key}?view=promise`);
    await page.getByLabel("Helps, in % of those who answer").fill("60");
    await page.getByText(/“target lowered from 70.% to 60.% after 40 answers”/).waitFor();
    await page.getByText(/a verdict of the old one is not carried over/).waitFor();
    await page.getByText(/It becomes easier to reach/).waitFor();
    await page.getByText(/a target of 60.% would say that it does not help enough/).waitFor();
    await page.getByRole("button", { name: "Keep this promise" }).click();
    await messages.getByText("The promise is kept").waitFor();
    await page.getByRole("link", { name: "Evidence" }).click();
    await page.getByText("Target lowered from 70 % to 60 % after 40 answers.").waitFor();
    expect((await featureOf(bulkEdit.key)).targets).toEqual({ helpfulness: 0.6 });
    await page.getByRole("link", { name: "Features" }).first().click();
    const row = page.getByRole("row", { name: /Bulk edit/ });
    await row.getByText("Target lowered from 70 % to 60 % after 40 answers.").waitFor();
  });

  test("names partners and who signs for them", async () => {
    const { page, messages } = await look(`${vatSummary.key}?view=promise`);
    await page.getByRole("button", { name: "Add a partner" }).click();
    await page.getByLabel("Name of partner 1").fill("legal");
    await page.getByLabel("Who signs for partner 1").selectOption({ label: "an owner" });
    await page.getByRole("button", { name: "Add a partner" }).click();
    await page.getByLabel("Name of partner 2").fill("support");
    await page.getByRole("button", { name: "Keep this promise" }).click();
    await messages.getByText("The promise is kept").waitFor();
    const { partners } = await featureOf(vatSummary.key);
    expect(partners).toEqual([
      { name: "legal", member: null, role: "owner" },
      { name: "support", member: null, role: null },
    ]);
  });

  test("says beside the field what is wrong, and keeps what was typed", async () => {
    const { page } = await look(`${vatSummary.key}?view=promise`);
    await page.getByLabel("What a customer gets from it, in one sentence").fill("x".repeat(2_001));
    await page.getByRole("button", { name: "Keep this promise" }).click();
    await page.getByText("at most 2,000 characters").first().waitFor();
    expect(
      await page.getByLabel("What a customer gets from it, in one sentence").inputValue(),
    ).toHaveLength(2_001);
  });

  test("keeps what is being typed beside what somebody else saves meanwhile", async () => {
    const { page, open } = await visit(stage);
    await page.clock.install();
    await open(`/f/${csvExport.key}?view=promise`);
    const sentence = page.getByLabel("What a customer gets from it, in one sentence");
    await sentence.fill("Half a sentence");
    await ask(stage.product, "PATCH /projects/{project}/features/{feature}", {
      params: { feature: csvExport.key },
      body: { targets: { helpfulness: 0.8 } },
    });
    await page.clock.fastForward(60_000);
    const target = page.getByLabel("Helps, in % of those who answer");
    await expect.poll(() => target.inputValue(), { timeout: 20_000 }).toBe("80");
    await sentence.press("End");
    await sentence.pressSequentially(", and its end.");
    expect(await page.getByText("What this move means").count()).toBe(0);
    await page.getByRole("button", { name: "Keep this promise" }).click();
    await page.getByText("The promise is kept").waitFor();
    expect(await featureOf(csvExport.key)).toMatchObject({
      value: "Half a sentence, and its end.",
      targets: { helpfulness: 0.8 },
    });
  });

  test("outlives a session that ends while one types", async () => {
    const { page, context, messages } = await look(`${vatSummary.key}?view=promise`);
    const sentence = page.getByLabel("What a customer gets from it, in one sentence");
    await sentence.fill("The quarterly return is filed from one page.");
    await context.clearCookies();
    await page.getByRole("button", { name: "Keep this promise" }).click();
    const dialog = page.getByRole("dialog", { name: "Please sign in again" });
    await dialog.getByText("Nothing you typed is lost").waitFor();
    await enter(context, stage.server.url, stage.cookie);
    await dialog.getByRole("button", { name: "I have signed in" }).click();
    await messages.getByText("The promise is kept").waitFor();
    expect(await sentence.inputValue()).toBe("The quarterly return is filed from one page.");
    expect((await featureOf(vatSummary.key)).value).toBe(
      "The quarterly return is filed from one page.",
    );
  });
});

describe("the set-up", () => {
  test("gives the line to copy, in the form one needs", async () => {
    const { page } = await look(`${csvExport.key}?view=setup`);
    await page.getByText('data-landed="csv-export"').waitFor();
    await page.getByLabel("Mark it on").selectOption({ label: "React" });
    await page.getByText('<Landed feature="csv-export">').waitFor();
  });

  test("takes words for every language, or for each its own", async () => {
    const { page, messages } = await look(`${csvExport.key}?view=setup`);
    await page.getByLabel("The question", { exact: true }).fill("Was the file right?");
    await page.getByLabel("The good answer", { exact: true }).fill("Spot on");
    await page.getByRole("button", { name: "Use these words" }).click();
    await messages.getByText("Customers read these words").waitFor();
    const plain = await featureOf(csvExport.key);
    expect([plain.question, plain.labels]).toEqual(["Was the file right?", { yes: "Spot on" }]);

    await page.getByLabel("These words hold").selectOption({ label: "for each language its own" });
    await page.getByLabel("Language", { exact: true }).selectOption({ label: "German" });
    await page.getByLabel("The question", { exact: true }).fill("Stimmte die Datei?");
    await page.getByRole("button", { name: "Use these words" }).click();
    await expect
      .poll(async () => (await featureOf(csvExport.key)).question)
      .toEqual({ en: "Was the file right?", de: "Stimmte die Datei?" });
  });

  test("shows the real prompt with the words that are being written", async () => {
    const { page, complaints } = await look(`${bulkEdit.key}?view=setup`);
    const preview = page.getByRole("region", { name: "Preview" });
    const prompt = preview.getByRole("region", { name: "Feedback" });
    await prompt.getByText("Did Bulk edit help?").waitFor();
    // Each change draws the prompt anew, so the one that is seen comes last.
    await page.getByLabel("Asked after the other answer").fill("What was slow?");
    await page.getByLabel("The question", { exact: true }).fill("Did that save you time?");
    await prompt.getByText("Did that save you time?").waitFor();
    await prompt.getByRole("button", { name: "No" }).click();
    await prompt.getByText("What was slow?").waitFor();
    await preview.getByRole("button", { name: "Thanks" }).click();
    await prompt.getByText("Thank you, that helps.").waitFor();
    await preview.getByRole("button", { name: "Show it where customers see it" }).click();
    const raised = page.getByRole("region", { name: "Feedback" }).last();
    await raised.getByRole("button", { name: "Not now" }).click();
    expect(await page.getByRole("button", { name: "Not now" }).count()).toBe(0);
    expect(complaints).toEqual([]);
    expect(await wrongs(page)).toEqual([]);
  });

  test("says when and where it asks, and who looks after it", async () => {
    const { page, messages } = await look(`${csvExport.key}?view=setup`);
    await page.getByLabel("Owner").fill("Samira");
    await page.getByLabel("Ask", { exact: true }).selectOption({ label: "after some days of use" });
    await page.getByLabel("Days of use before asking").fill("4");
    await page.getByLabel("Where the question appears").selectOption({ label: "top left" });
    await page.getByRole("button", { name: "Save" }).click();
    await messages.getByText("Kept.").waitFor();
    const { owner, moment, placement } = await featureOf(csvExport.key);
    expect({ owner, moment, placement }).toEqual({
      owner: "Samira",
      moment: { after: 4 },
      placement: "top-left",
    });
  });
});
