// What engineers read in the console: one line a decision, with the server's reason, for as long as they want it.

import { afterAll, beforeAll, expect, test } from "vitest";
import { prove } from "../../worker/collect/proofs.ts";
import type { Product } from "../../worker/product.ts";
import { open, pageOf, productWith, type Site, startSite, tag, until, visitor } from "./site.ts";

let site: Site;
let product: Product;

beforeAll(async () => {
  site = await startSite();
  product = await productWith(site, "csv-export");
});
afterAll(() => site.close());

test("`?landed-debug` says what was noted, what was decided and why, until debug is ended", async () => {
  const proof = await prove(product, "u_1");
  site.serve(
    "/debug",
    pageOf(
      `<button data-landed="csv-export">Export</button><button data-landed="half-made">Try</button>`,
      tag(product, `data-customer="u_1" data-proof="${proof}"`),
    ),
  );
  const context = await visitor(site);
  const { page, trouble } = await open(context, `${site.origin}/debug?landed-debug`);
  const says = (line: string) =>
    until(
      async () => trouble,
      (lines) => lines.includes(`landed: ${line}`),
    );
  await page.click("[data-landed=half-made]");
  await says("half-made was used");
  await says("half-made: not asked (discovered)");
  await page.click("[data-landed=csv-export]");
  await says("csv-export: may be asked");
  await says("csv-export: the prompt is shown");
  await page.click("landed-prompt >> text=Yes");
  await says("csv-export: answered yes");

  await page.evaluate("landed.debug(false)");
  const before = trouble.length;
  await page.evaluate(`landed.seen("later")`);
  await until(
    () => page.evaluate(() => Object.keys(localStorage).some((name) => name.includes("later"))),
    Boolean,
  );
  expect(trouble.slice(before)).toEqual([]);
  await context.close();
});
