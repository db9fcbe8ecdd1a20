// Who is asked: every gate in its order, grants and their tokens, and that two requests at once ask once.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fromPage, use } from "../collect/posting.ts";
import { type Server, startWorker } from "../harness.ts";
import { ask, makeProduct, type Product } from "../product.ts";
import { askFor, crowd, DAY_MS, judge, makeFeature, past } from "./people.ts";

let server: Server;
let product: Product;
beforeAll(async () => {
  server = await startWorker();
  product = await makeProduct(server, { restDays: 14 });
  for (const key of ["export", "import"]) await makeFeature(product, key);
});
afterAll(() => server.close());

let people = 0;
const someone = () => `person-${people++}`;
const EXPORT = { feature: "export" };

describe("A person is asked", () => {
  test("with all that the prompt needs, and nothing else", async () => {
    const { ask: prompt } = await askFor(product, someone(), EXPORT);
    expect(Object.keys(prompt ?? {}).sort()).toEqual([
      "delayMs",
      "dir",
      "feature",
      "followUp",
      "iteration",
      "labels",
      "lang",
      "placement",
      "question",
      "theme",
    ]);
    expect(prompt).toMatchObject({ feature: "export", iteration: "1", lang: "en", dir: "ltr" });
  });

  test("in the language that fits best, by ask, signal, browser, then project", async () => {
    const lang = async (header: string, locale?: string, page?: string) => {
      const signals = locale
        ? [{ kind: "answered", feature: "import", at: Date.now(), helped: true, locale }]
        : [];
      const sent = { customer: someone(), signals, ask: { ...EXPORT, locale: page } };
      return (await fromPage(product, sent, { "accept-language": header })).json.ask?.lang;
    };
    expect(await lang("fr-CH, de;q=0.9")).toBe("fr");
    expect(await lang("tlh, de;q=0.3, es;q=0.8")).toBe("es");
    expect(await lang("fr", "de-AT")).toBe("de");
    expect(await lang("")).toBe("en");
    expect(await lang("fr", "de-AT", "pt_BR")).toBe("pt");
    // What no page should call its language says nothing, and spoils nothing.
    expect(await lang("fr", undefined, "{{ language }}")).toBe("fr");
    expect(await lang("fr", undefined, "")).toBe("fr");
  });

  test("once: the same token gets the same prompt again, any other waits", async () => {
    const customer = someone();
    const first = await askFor(product, customer, { ...EXPORT, token: "t1" });
    const again = await askFor(product, customer, { ...EXPORT, token: "t1" });
    expect(again.ask).toEqual(first.ask);
    expect((await askFor(product, customer, { ...EXPORT, token: "t2" })).why).toBe("resting");
    expect((await askFor(product, customer, EXPORT)).why).toBe("resting");
    expect((await askFor(product, customer, { feature: "import", token: "t2" })).why).toBe(
      "resting",
    );
  });

  test("about one thing at a time, also with one token for several", async () => {
    const customer = someone();
    const about = (feature: string) => askFor(product, customer, { feature, token: "t1" });
    expect((await about("export")).ask).toBeDefined();
    expect((await about("import")).why).toBe("resting");
    expect((await about("export")).ask).toBeDefined();
  });

  test("again with the same token after the prompt was displayed, but not after it was closed", async () => {
    const customer = someone();
    const token = "t1";
    await askFor(product, customer, { ...EXPORT, token });
    const asked = { kind: "asked", feature: "export", at: Date.now() };
    const page = await askFor(product, customer, { ...EXPORT, token }, { signals: [asked] });
    expect(page.ask).toBeDefined();
    const closed = { kind: "dismissed", feature: "export", at: Date.now() };
    const next = await askFor(product, customer, { ...EXPORT, token }, { signals: [closed] });
    expect(next.why).toBe("asked");
  });

  test("anew when a grant whose prompt was never displayed has lapsed after 30 minutes", async () => {
    const customer = someone();
    await askFor(product, customer, { ...EXPORT, token: "t1" });
    await server.env.DB.prepare("UPDATE ask_grant SET granted_at = granted_at - 1800001").run();
    expect((await askFor(product, customer, { ...EXPORT, token: "t2" })).ask).toBeDefined();
  });

  test("by one of 20 requests at once, whatever their tokens", async () => {
    for (const tokens of [20, 1]) {
      const customer = someone();
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          askFor(product, customer, { ...EXPORT, token: `t${index % tokens}` }),
        ),
      );
      const granted = answers.filter((answer) => answer.ask);
      expect(granted).toHaveLength(tokens === 1 ? 20 : 1);
      const { results } = await server.env.DB.prepare(
        "SELECT count(*) AS n FROM ask_grant GROUP BY customer HAVING count(*) > 1",
      ).all();
      expect(results).toEqual([]);
    }
  });

  test.each([
    ["their own tokens", (index: number) => `t${index}`],
    ["one token", () => "t1"],
  ])("about one of two features by 20 requests at once with %s", async (_, tokenOf) => {
    const customer = someone();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        askFor(product, customer, {
          feature: index % 2 ? "export" : "import",
          token: tokenOf(index),
        }),
      ),
    );
    const granted = answers.filter((answer) => answer.ask);
    expect(new Set(granted.map(({ ask }) => ask?.feature)).size).toBe(1);
    expect(granted).toHaveLength(tokenOf(0) === tokenOf(1) ? 10 : 1);
  });
});

describe("A person is not asked", () => {
  test.each([
    ["who refused, about anything", [{ kind: "refused", days: 300 }], "refused"],
    [
      "who answered",
      [{ kind: "answered", feature: "export", days: 100, helped: true }],
      "answered",
    ],
    ["who was asked before", [{ kind: "asked", feature: "export", days: 100 }], "asked"],
    [
      "who was asked about another feature",
      [{ kind: "asked", feature: "import", days: 3 }],
      "resting",
    ],
  ])("%s", async (_, did, why) => {
    const customer = someone();
    await past(product, customer, did);
    expect((await askFor(product, customer, EXPORT)).why).toBe(why);
  });

  test("where the request's own signals say so", async () => {
    const at = Date.now();
    const own = async (signal: object) =>
      (
        await askFor(product, someone(), EXPORT, {
          signals: [{ at, feature: "export", ...signal }],
        })
      ).why;
    expect(await own({ kind: "refused" })).toBe("refused");
    expect(await own({ kind: "answered", helped: true })).toBe("answered");
    expect(await own({ kind: "asked" })).toBe("asked");
    expect(await own({ kind: "asked", feature: "import" })).toBe("resting");
  });

  test("about a feature that is paused, discovered, retired, or that nobody knows", async () => {
    await makeFeature(product, "halted", { paused: true });
    await makeFeature(product, "gone");
    await ask(product, "DELETE /projects/{project}/features/{feature}", {
      params: { feature: "gone" },
    });
    await fromPage(product, { customer: someone(), signals: [use("found-by-signals")] });
    const why = async (feature: string) => (await askFor(product, someone(), { feature })).why;
    expect(await why("halted")).toBe("paused");
    expect(await why("gone")).toBe("paused");
    expect(await why("found-by-signals")).toBe("discovered");
    expect(await why("unknown")).toBe("discovered");
  });

  test("about an iteration whose answers would be refused: one superseded 400 days ago", async () => {
    await makeFeature(product, "aged");
    for (const [label, days] of Object.entries({ 1: 500, 2: 401, 3: 399 }))
      await ask(product, "POST /projects/{project}/features/{feature}/iterations", {
        params: { feature: "aged" },
        body: { label, shippedAt: new Date(Date.now() - days * DAY_MS).toISOString() },
      });
    const about = (iteration: string) =>
      askFor(product, someone(), { feature: "aged", iteration, inline: true });
    expect((await about("1")).ask).toBeUndefined();
    expect((await about("2")).ask?.iteration).toBe("2");
  });

  test("while the whole project is paused", async () => {
    await ask(product, "PATCH /projects/{project}", { body: { paused: true } });
    expect((await askFor(product, someone(), EXPORT)).why).toBe("paused");
    await ask(product, "PATCH /projects/{project}", { body: { paused: false } });
    expect((await askFor(product, someone(), EXPORT)).ask).toBeDefined();
  });

  test("within the project's rest days, which may be none", async () => {
    const customer = someone();
    await past(product, customer, [{ kind: "asked", feature: "import", days: 13 }]);
    expect((await askFor(product, customer, EXPORT)).why).toBe("resting");
    await ask(product, "PATCH /projects/{project}", { body: { restDays: 13 } });
    expect((await askFor(product, customer, EXPORT)).ask).toBeDefined();
    const fresh = someone();
    await past(product, fresh, [{ kind: "asked", feature: "import", days: 0 }]);
    expect((await askFor(product, fresh, EXPORT)).why).toBe("resting");
    await ask(product, "PATCH /projects/{project}", { body: { restDays: 0 } });
    expect((await askFor(product, fresh, EXPORT)).ask).toBeDefined();
    await ask(product, "PATCH /projects/{project}", { body: { restDays: 14 } });
  });

  test("before the feature's moment", async () => {
    await makeFeature(product, "returning", { moment: "on-return" });
    await makeFeature(product, "third-day", { moment: { after: 3 } });
    const used = (feature: string, days: number) => ({ kind: "used", feature, days });
    const onceUsed = async (feature: string, ...days: number[]) => {
      const customer = someone();
      if (days.length)
        await past(
          product,
          customer,
          days.map((each) => used(feature, each)),
        );
      const answer = await askFor(product, customer, { feature }, { signals: [use(feature)] });
      return answer.why ?? "asked now";
    };
    expect(await onceUsed("returning")).toBe("too-early");
    expect(await onceUsed("returning", 4)).toBe("asked now");
    expect(await onceUsed("third-day")).toBe("too-early");
    expect(await onceUsed("third-day", 1)).toBe("too-early");
    expect(await onceUsed("third-day", 2)).toBe("asked now");
  });
});

describe("An inline question", () => {
  const inline = { ...EXPORT, inline: true };

  test("is asked whoever rests, was asked, or holds another prompt", async () => {
    const customer = someone();
    await past(product, customer, [{ kind: "asked", feature: "export", days: 1 }]);
    expect((await askFor(product, customer, inline)).ask).toBeDefined();
    expect((await askFor(product, customer, { ...inline, token: "t2" })).ask).toBeDefined();
  });

  test("is not asked where the feature is paused, or the person refused or answered", async () => {
    const refuser = someone();
    await past(product, refuser, [{ kind: "refused", days: 1 }]);
    expect((await askFor(product, refuser, inline)).why).toBe("refused");
    const answerer = someone();
    await past(product, answerer, [{ kind: "answered", feature: "export", days: 1, helped: true }]);
    expect((await askFor(product, answerer, inline)).why).toBe("answered");
    expect((await askFor(product, someone(), { feature: "halted", inline: true })).why).toBe(
      "paused",
    );
  });

  test("gives the grant by which an unproven answer counts [C21]", async () => {
    const customer = `~${"i".repeat(22)}`;
    await fromPage(product, { customer, ask: inline });
    const answer = { kind: "answered", feature: "export", at: Date.now(), helped: true };
    await fromPage(product, { customer, signals: [answer] });
    const row = await server.env.DB.prepare(
      "SELECT granted, proven FROM answer ORDER BY rowid DESC",
    ).first();
    expect(row).toEqual({ granted: 1, proven: 0 });
  });
});

describe("Where accounts are the voices", () => {
  test("nobody of an account that answered is asked until help is decided", async () => {
    const product = await makeProduct(server, { unit: "account" });
    await makeFeature(product, "export");
    await past(product, "ada", [
      { kind: "answered", feature: "export", days: 1, helped: true, account: "acme" },
    ]);
    const asked = (customer: string, account: string) =>
      askFor(product, customer, EXPORT, { account });
    expect((await asked("bea", "acme")).why).toBe("account-heard");
    expect((await asked("cy", "other")).ask).toBeDefined();
  });
});

describe("Once help is decided", () => {
  test("refuted asks nobody, confirmed a trickle that draws anew each week", async () => {
    const refuted = await makeProduct(server, { restDays: 0 });
    await makeFeature(refuted, "export");
    await crowd(refuted, "export", { count: 40, helped: false, days: 4 });
    expect(await judge(refuted, "export")).toBe("refuted");
    expect((await askFor(refuted, someone(), EXPORT)).why).toBe("enough");
    const confirmed = await makeProduct(server, { restDays: 0 });
    await makeFeature(confirmed, "export");
    await crowd(confirmed, "export", { count: 100, helped: true, days: 4 });
    expect(await judge(confirmed, "export")).toBe("confirmed");
    // Fifty at once: a Worker turns away what is more than it sees through in time.
    const fifty = (from: number) =>
      Promise.all(
        Array.from({ length: 50 }, (_, index) => askFor(confirmed, `new-${from + index}`, EXPORT)),
      );
    const drawn = [...(await fifty(0)), ...(await fifty(50))];
    const asked = drawn.filter((answer) => answer.ask).length;
    // 14 of about 100 active customers; a hash, so the same in every run.
    expect(asked).toBeGreaterThan(3);
    expect(asked).toBeLessThan(30);
    for (const answer of drawn) if (!answer.ask) expect(answer.why).toBe("not-sampled");
    const again = [...(await fifty(0)), ...(await fifty(50))];
    expect(again.filter((answer) => answer.why === "not-sampled")).toHaveLength(100 - asked);
  });

  test("a person may be asked again 90 days after they answered or were asked", async () => {
    const product = await makeProduct(server, { restDays: 0 });
    await makeFeature(product, "export");
    await ask(product, "PATCH /projects/{project}/features/{feature}", {
      params: { feature: "export" },
      body: { population: 14 },
    });
    for (let index = 0; index < 13; index++)
      await past(product, `old-${index}`, [
        { kind: "used", feature: "export", days: 1 },
        { kind: "answered", feature: "export", days: index === 0 ? 95 : 80, helped: true },
      ]);
    expect(await judge(product, "export")).toBe("confirmed");
    expect((await askFor(product, "old-0", EXPORT)).why).toBeUndefined();
    expect((await askFor(product, "old-1", EXPORT)).why).toBe("answered");
  });
});
