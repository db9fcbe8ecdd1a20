// The whole story: a customer uses a feature of a real product, is asked, answers, and the team sees it counted.

import { afterAll, beforeAll, expect, test } from "vitest";
import { startDemo } from "../../demo/server.ts";
import { ask } from "../worker/product.ts";
import { makeStage, type Stage, visit } from "./dashboard/stage.ts";

let stage: Stage;
let demo: Awaited<ReturnType<typeof startDemo>>;

beforeAll(async () => {
  stage = await makeStage();
  const { server, product } = stage;
  const { id: project, key, identitySecret } = product;
  demo = await startDemo({ url: server.url, key, project, identitySecret }, 0);
  await ask(product, "POST /projects/{project}/features", {
    body: { key: "csv-export", name: "CSV export" },
  });
});
afterAll(async () => {
  demo.close();
  await stage.close();
});

test("from a click in the product to a number on the dashboard", async () => {
  const { page: dashboard, open, complaints } = await visit(stage);
  await open("/f/csv-export");
  await dashboard.getByRole("heading", { level: 1, name: "CSV export" }).waitFor();
  const before = await countsOf(stage);
  expect(before).toMatchObject({ used: 0, asked: 0, answered: 0 });

  const customer = await stage.browser.newPage();
  const wrong: string[] = [];
  customer.on("pageerror", (error) => wrong.push(error.message));
  customer.on("console", (line) => line.type() === "error" && wrong.push(line.text()));
  await customer.goto(`${demo.url}/invoices`);
  await customer.getByRole("button", { name: "Export CSV" }).click();

  const prompt = customer.getByRole("region", { name: "Feedback" });
  await prompt.getByText("Did CSV export help?").waitFor();
  await prompt.getByRole("button", { name: "No", exact: true }).click();
  await prompt.getByRole("textbox", { name: "What got in the way?" }).fill("Columns are mixed up");
  await prompt.getByRole("button", { name: "Send" }).click();
  await prompt.getByText("Thank you").waitFor();
  expect(wrong).toEqual([]);

  await expect
    .poll(() => countsOf(stage), { timeout: 20_000 })
    .toMatchObject({
      seen: 1,
      used: 1,
      asked: 1,
      answered: 1,
      helped: 0,
    });
  await dashboard.evaluate(() => dispatchEvent(new Event("focus")));
  await dashboard.getByText(/^0 of 1 customer said it helped/).waitFor();
  await open("/f/csv-export?view=answers");
  await dashboard.getByText("Columns are mixed up").waitFor();
  expect(complaints).toEqual([]);
});

test("nobody is asked the same again", async () => {
  const again = await stage.browser.newPage();
  await again.goto(`${demo.url}/invoices`);
  const [answer] = await Promise.all([
    again.waitForResponse((response) => response.url().endsWith("/v1/signals")),
    again.getByRole("button", { name: "Export CSV" }).click(),
  ]);
  expect(await answer.json()).toMatchObject({ accepted: 1, why: "answered" });
});

async function countsOf({ product }: Stage) {
  const { json } = await ask(product, "GET /projects/{project}/features/{feature}", {
    params: { feature: "csv-export" },
  });
  return json.funnel;
}
