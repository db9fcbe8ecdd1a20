// H14: what is sent and kept of people who object, have not agreed, or have left.

import { afterAll, beforeAll, expect, test } from "vitest";
import { prove } from "../../worker/collect/proofs.ts";
import type { Product } from "../../worker/product.ts";
import { open, pageOf, productWith, type Site, startSite, tag, until, visitor } from "./site.ts";
import { signalsOf, wireOf } from "./wire.ts";

let site: Site;
let product: Product;
let pages = 0;

beforeAll(async () => {
  site = await startSite();
  product = await productWith(site, "csv-export");
});
afterAll(() => site.close());

const GPC = `Object.defineProperty(navigator, "globalPrivacyControl", { value: true })`;
const DNT = `Object.defineProperty(navigator, "doNotTrack", { value: "1" })`;

/** Opens a page, as a visitor or somebody signed in. */
async function arrive(attributes: string, script = "") {
  const path = `/privacy-${pages++}`;
  const content = `<button data-landed="csv-export">Export</button><landed-prompt feature="csv-export"></landed-prompt>`;
  site.serve(path, pageOf(content, `<script>${script}</script>${tag(product, attributes)}`));
  const context = await visitor(site);
  const wire = await wireOf(context);
  const files: string[] = [];
  context.on("request", (request) => {
    const [name] = request.url().match(/landed[^/]*\.js/) ?? [];
    if (name) files.push(name);
  });
  const { page } = await open(context, site.origin + path);
  const kept = () => page.evaluate(() => Object.keys(localStorage));
  return { context, wire, page, kept, files };
}

/** The same, and uses a feature there. */
async function visit(attributes: string, script = "") {
  const visitor = await arrive(attributes, script);
  await visitor.page.click("button[data-landed]");
  await visitor.page.waitForTimeout(2_600);
  return visitor;
}

test.concurrent.each([
  ["Global Privacy Control", GPC],
  ["Do Not Track", DNT],
])("%s: of a visitor nothing is sent and nothing is kept", async (_, script) => {
  const { context, wire, kept, files } = await visit("", script);
  expect(wire.sent).toEqual([]);
  expect(files).toEqual(["landed.js"]);
  expect(await kept()).toEqual([]);
  expect(await context.cookies()).toEqual([]);
  await context.close();
});

test.concurrent("signed-in customers are left alone too, unless host and proof say otherwise", async () => {
  const proof = await prove(product, "u_1");
  const person = `data-customer="u_1" data-proof="${proof}"`;
  const same = await visit(person, GPC);
  expect(same.wire.sent).toEqual([]);
  expect(await same.kept()).toEqual([]);
  const proven = await visit(`${person} data-gpc="anonymous"`, GPC);
  expect(signalsOf(proven.wire).map(({ kind }) => kind)).toContain("used");
  const unproven = await visit(`data-customer="u_1" data-gpc="anonymous"`, GPC);
  expect(unproven.wire.sent).toEqual([]);
  for (const { context } of [same, proven, unproven]) await context.close();
});

test.concurrent("consent required: all is held in memory until it is given, then sent and kept", async () => {
  const { context, wire, page, kept, files } = await visit(`data-consent="required"`);
  expect(wire.sent).toEqual([]);
  expect(await kept()).toEqual([]);
  expect(files).toEqual(["landed.js"]);
  await page.evaluate("landed.optIn()");
  await page.waitForTimeout(2_600);
  expect(signalsOf(wire).map(({ kind }) => kind)).toContain("used");
  expect(await kept()).toContain("landed-opt");
  await context.close();
});

test.concurrent("consent required and never given leaves nothing for the next page", async () => {
  const { context, wire, page, kept } = await visit(`data-consent="required"`);
  await page.reload();
  await page.waitForTimeout(2_600);
  expect(wire.sent).toEqual([]);
  expect(await kept()).toEqual([]);
  await context.close();
});

test.concurrent("a session visitor is another one on the next page, and no id is kept", async () => {
  const { context, wire, page, kept } = await visit(`data-anonymous="session"`);
  expect(await kept()).toEqual([]);
  await page.reload();
  await page.click("button[data-landed]");
  await page.waitForTimeout(2_600);
  const visitors = new Set(wire.sent.map(({ body }) => body.customer));
  expect(visitors.size).toBe(2);
  expect([...visitors].every((id) => /^~[\w-]{22}$/.test(id))).toBe(true);
  await context.close();
});

test.concurrent("a session visitor who agrees, or opts out and signs out, is kept as little as before", async () => {
  const { context, wire, page, kept } = await visit(
    `data-anonymous="session" data-consent="required"`,
  );
  await page.evaluate("landed.optIn()");
  await page.waitForTimeout(2_600);
  expect(await kept()).toEqual(["landed-opt"]);
  await page.reload();
  await page.click("button[data-landed]");
  await page.waitForTimeout(2_600);
  expect(new Set(wire.sent.map(({ body }) => body.customer)).size).toBe(2);
  await page.evaluate("landed.optOut(); landed.reset()");
  expect(await kept()).toEqual(["landed-opt"]);
  const sent = wire.sent.length;
  await page.reload();
  await page.click("button[data-landed]");
  await page.waitForTimeout(2_600);
  expect(wire.sent.length).toBe(sent);
  await context.close();
});

test.concurrent("opting out while the server is deciding leaves no id", async () => {
  const { context, wire, page, kept } = await arrive("");
  let answerNow = () => {};
  const asked = new Promise<void>((resolve) => {
    wire.answer(async (route) => {
      resolve();
      await new Promise<void>((go) => {
        answerNow = go;
      });
      await route.continue();
    });
  });
  await page.click("button[data-landed]");
  await asked;
  await page.evaluate("landed.optOut()");
  answerNow();
  await page.waitForTimeout(1_000);
  expect(await kept()).toEqual(["landed-opt"]);
  await context.close();
});

test.concurrent("opting out lasts: nothing is sent or asked any more, on later pages too", async () => {
  const { context, wire, page, kept } = await visit(`data-customer="u_9"`);
  await page.evaluate("landed.optOut()");
  expect(await kept()).toEqual(["landed-opt"]);
  const sent = wire.sent.length;
  await page.reload();
  await page.click("button[data-landed]");
  await page.evaluate(`landed.ask("csv-export")`);
  await page.waitForTimeout(2_600);
  expect(wire.sent.length).toBe(sent);
  expect(await page.locator("landed-prompt section").count()).toBe(0);
  await page.evaluate("landed.optIn()");
  await page.click("button[data-landed]");
  await page.waitForTimeout(2_600);
  expect(wire.sent.length).toBeGreaterThan(sent);
  await context.close();
});

test.concurrent("reset leaves no id, and whoever comes next is somebody else", async () => {
  const { context, wire, page, kept } = await visit("");
  const before = wire.sent.at(-1)?.body.customer;
  // What waits to be sent keeps whose it is.
  const waiting = async () => (await kept()).filter((name) => name.startsWith("landed:"));
  await expect.poll(waiting, { timeout: 30_000 }).toEqual([]);
  await page.evaluate("landed.reset()");
  const names = await kept();
  const values = await page.evaluate(() => JSON.stringify({ ...localStorage }));
  expect(values).not.toContain(before);
  expect(names.filter((name) => name.startsWith("landed.ask"))).toEqual([]);
  await page.click("button[data-landed]");
  await page.waitForTimeout(2_600);
  expect(wire.sent.at(-1)?.body.customer).not.toBe(before);
  await context.close();
});

test.concurrent("a random id is kept for 13 months from its birth, and then another is made", async () => {
  const { context, wire, page } = await visit("");
  const first = wire.sent.at(-1)?.body.customer;
  const born = (days: number) =>
    page.evaluate(([id, at]) => localStorage.setItem("landed.id", `${at}\n${id}`), [
      first,
      Date.now() - days * 86_400_000,
    ] as const);
  const idAfterReload = async () => {
    await page.reload();
    await page.evaluate(() => {
      for (const name of Object.keys(localStorage))
        if (/seen|used|:/.test(name)) localStorage.removeItem(name);
    });
    const before = wire.sent.length;
    await page.click("button[data-landed]");
    const use = await until(
      async () =>
        wire.sent
          .slice(before)
          .find(({ body }) => body.signals.some(({ kind }) => kind === "used")),
      Boolean,
    );
    return use?.body.customer;
  };
  await born(394);
  expect(await idAfterReload()).toBe(first);
  await born(396);
  expect(await idAfterReload()).not.toBe(first);
  await context.close();
});

test.concurrent("no cookie is ever set, and the path goes without query and fragment", async () => {
  const { context, wire } = await visit(`data-customer="u_5"`);
  expect(await context.cookies()).toEqual([]);
  expect(JSON.stringify(wire.sent)).not.toContain("?");
  await context.close();
});
