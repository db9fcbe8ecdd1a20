// POST /v1/signals to the letter: every answer it has, and what hostile bodies come to.

import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Server, startWorker } from "../harness.ts";
import { ask, makeProduct, ORIGIN, type Product } from "../product.ts";
import { clear, fromBackEnd, fromPage, kept, post, postChunked, use } from "./posting.ts";

let server: Server;
let product: Product;
beforeAll(async () => {
  server = await startWorker();
  product = await makeProduct(server, { origins: [ORIGIN] });
});
afterAll(() => server.close());

const DAY_MS = 86_400_000;
const answered = (more: object = {}) => ({
  kind: "answered",
  feature: "csv-export",
  at: Date.now(),
  helped: true,
  ...more,
});

describe("A good request", () => {
  test("is a 202 that counts what was accepted, and only the page it came from may read it", async () => {
    const { status, json, headers } = await fromPage(product, {
      customer: "ada",
      sent: Date.now(),
      signals: [use(), { kind: "seen", feature: "csv-export", at: Date.now() }],
    });
    expect(status).toBe(202);
    expect(json).toEqual({ accepted: 2, rejected: [] });
    expect(headers.get("access-control-allow-origin")).toBe(ORIGIN);
    expect(headers.get("access-control-allow-credentials")).toBeNull();
    expect(headers.get("vary")).toBe("Origin");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("set-cookie")).toBeNull();
  });

  test.each(["text/plain", "text/plain;charset=UTF-8", "application/json", null])(
    "is read whatever it says it is: %s",
    async (contentType) => {
      const bytes = new TextEncoder().encode(
        JSON.stringify({ key: product.key, customer: "ada", signals: [use()] }),
      );
      const { status } = await post(server, bytes, { "content-type": contentType });
      expect(status).toBe(202);
    },
  );

  test("counts signals that change nothing", async () => {
    const body = { customer: "twice", signals: [use("csv-export", Date.now() - 1_000)] };
    const first = await fromPage(product, body);
    const before = await kept(server);
    const second = await fromPage(product, body);
    expect([first.json.accepted, second.json.accepted]).toEqual([1, 1]);
    expect(await kept(server)).toEqual(before);
  });

  test("keeps the good signals beside bad ones, and names the bad", async () => {
    const now = Date.now();
    const { status, json } = await fromPage(product, {
      customer: "mixed",
      signals: [
        use(),
        { kind: "used", feature: "../etc", at: now },
        { kind: "clicked", feature: "csv-export", at: now },
        { kind: "used", feature: "csv-export", at: now, color: "red" },
        { kind: "used", feature: "csv-export", at: now - 31 * DAY_MS },
        { kind: "used", feature: "csv-export", at: now + 2 * DAY_MS },
        { kind: "used", feature: "csv-export", at: now, iteration: "9.9" },
        { kind: "used", feature: "csv-export", at: now, customer: "eve" },
        "used",
        null,
        answered({ helped: "yes" }),
        answered({ comment: { type: "img", props: { src: "x" } } }),
      ],
    });
    expect(status).toBe(202);
    expect(json.accepted).toBe(1);
    expect(json.now).toBeGreaterThanOrEqual(now);
    expect(json.rejected).toEqual([
      { index: 1, reason: "invalid", field: "feature" },
      { index: 2, reason: "invalid", field: "kind" },
      { index: 3, reason: "unknown-field", field: "color" },
      { index: 4, reason: "too-old", field: "at" },
      { index: 5, reason: "clock", field: "at" },
      { index: 6, reason: "unknown-iteration", field: "iteration" },
      { index: 7, reason: "unknown-field", field: "customer" },
      { index: 8, reason: "invalid", field: "kind" },
      { index: 9, reason: "invalid", field: "kind" },
      { index: 10, reason: "invalid", field: "helped" },
      { index: 11, reason: "invalid", field: "comment" },
    ]);
  });

  test("of a back end may be larger, older, and speak for many people", async () => {
    const at = Date.now() - 399 * DAY_MS;
    const signals = Array.from({ length: 1_000 }, (_, index) => ({
      kind: "seen",
      feature: "csv-export",
      at,
      customer: `p${index % 50}`,
      account: `acc${index % 5}`,
    }));
    const { status, json } = await fromBackEnd(product, { customer: "job", signals });
    expect(status).toBe(202);
    expect(json.accepted).toBe(1_000);
  });
});

describe("An answer", () => {
  test("may come with a whole address and with a language as its platform writes it", async () => {
    const page = `https://app.example.com/reports?${"q".repeat(3_000)}#top`;
    await clear(server);
    for (const locale of ["de_DE", ""]) {
      const signals = [answered({ page, locale })];
      const { status } = await fromPage(product, { customer: `located-${locale}`, signals });
      expect(status).toBe(202);
    }
    const { answer: answers = [] } = await kept(server);
    const told = answers.map((row) => ({ page: "", locale: "?", ...row }));
    expect(told.map((row) => [row.page, row.locale]).sort()).toEqual([
      ["/reports", ""],
      ["/reports", "de-DE"],
    ]);
  });
});

describe("Other methods", () => {
  test.each([
    ["GET", "/v1/signals", "POST, OPTIONS"],
    ["PUT", "/v1/signals", "POST, OPTIONS"],
    ["DELETE", "/v1/signals", "POST, OPTIONS"],
    ["POST", "/v1/health", "GET, HEAD"],
  ])("are a 405 that names those there are: %s %s", async (method, path, allow) => {
    const response = await fetch(`${server.url}${path}`, { method });
    expect([response.status, response.headers.get("allow")]).toEqual([405, allow]);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toMatchObject({ status: 405, detail: expect.any(String) });
  });
});

describe("A request without a usable signal", () => {
  test("is a 400 that names each by index, reason and field, with the server's clock [C14]", async () => {
    const now = Date.now();
    const { status, json, headers } = await fromPage(product, {
      customer: "ada",
      signals: [use("csv-export", now + 3 * DAY_MS), { kind: "used", feature: "Ä", at: now }],
    });
    expect(status).toBe(400);
    expect(headers.get("content-type")).toBe("application/problem+json");
    expect(headers.get("access-control-allow-origin")).toBe(ORIGIN);
    expect(json).toMatchObject({
      status: 400,
      errors: [
        { index: 0, reason: "clock", field: "at" },
        { index: 1, reason: "invalid", field: "feature" },
      ],
    });
    expect(json.now).toBeGreaterThanOrEqual(now);
  });

  test("says nothing of clocks where none is off", async () => {
    const { json } = await fromPage(product, { customer: "ada", signals: [{ kind: "used" }] });
    expect(json.now).toBeUndefined();
    expect(json.errors?.[0]).toMatchObject({ index: 0, reason: "invalid", field: "feature" });
  });

  test.each([-(10 * 365), -2, 2, 10 * 365])(
    "R05 refuses every signal as clock where the client's clock is %i days off",
    async (days) => {
      const sent = Date.now() + days * DAY_MS;
      const { status, json } = await fromPage(product, {
        customer: "ada",
        sent,
        signals: [use("csv-export", sent - 1_000), { kind: "nonsense" }],
      });
      expect(status).toBe(400);
      expect(json.errors).toMatchObject([
        { index: 0, reason: "clock", field: "sent" },
        { index: 1, reason: "clock", field: "sent" },
      ]);
      expect(Math.abs((json.now ?? 0) - Date.now())).toBeLessThan(60_000);
    },
  );

  test.each([-56 * 60_000, -5 * 60_000, 5 * 60_000, 23 * 3_600_000])(
    "R05 believes a clock that is %i ms off",
    async (off) => {
      const sent = Date.now() + off;
      const { status } = await fromPage(product, {
        customer: "ada",
        sent,
        signals: [use("csv-export", sent)],
      });
      expect(status).toBe(202);
    },
  );
});

describe("The envelope", () => {
  const good = { customer: "ada", signals: [{ kind: "used", feature: "csv-export", at: 1 }] };

  test.each<[string, object, string]>([
    ["an unknown field", { ...good, colour: "red" }, "colour"],
    ["no customer", { signals: good.signals }, "customer"],
    ["an empty customer", { ...good, customer: "" }, "customer"],
    ["a customer of 257 characters", { ...good, customer: "x".repeat(257) }, "customer"],
    ["a customer with NUL", { ...good, customer: "ada\u0000" }, "customer"],
    ["a customer that is an object", { ...good, customer: { id: "ada" } }, "customer"],
    ["a widget id of 21 characters", { ...good, customer: `~${"a".repeat(21)}` }, "customer"],
    ["a widget id of 23 characters", { ...good, customer: `~${"a".repeat(23)}` }, "customer"],
    ["an account that is a number", { ...good, account: 7 }, "account"],
    ["a proof that is null", { ...good, proof: null }, "proof"],
    ["a proof that is a number", { ...good, proof: 1 }, "proof"],
    ["a proof that is an array", { ...good, proof: [] }, "proof"],
    ["a proof of 2,049 characters", { ...good, proof: "x".repeat(2_049) }, "proof"],
    ["a sent that is text", { ...good, sent: "now" }, "sent"],
    ["a negative sent", { ...good, sent: -1 }, "sent"],
    ["signals that are text", { ...good, signals: "[]" }, "signals"],
    ["neither signals nor an ask", { customer: "ada" }, "signals"],
    ["an ask without a feature", { customer: "ada", ask: {} }, "ask.feature"],
    ["an ask with an unknown field", { customer: "ada", ask: { feature: "x", y: 1 } }, "ask.y"],
  ])("is a 400 naming the field for %s", async (_, body, field) => {
    const { status, json } = await fromPage(product, { ...body });
    expect(status).toBe(400);
    expect(json.errors?.map((error) => error.field)).toContain(field);
  });

  test("names __proto__ as an unknown field and pollutes nothing", async () => {
    const text = `{"key":"${product.key}","customer":"ada","__proto__":{"admin":true},"signals":[]}`;
    const { status } = await post(server, text);
    expect(status).toBe(400);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
    const inSignal = `{"key":"${product.key}","customer":"ada","signals":[{"kind":"used","feature":"csv-export","at":${Date.now()},"__proto__":{"helped":true},"constructor":1}]}`;
    const second = await post(server, inSignal);
    expect(second.status).toBe(400);
    expect(second.json.errors?.[0]).toMatchObject({ reason: "unknown-field" });
  });

  test.each([
    ["in the envelope", '"customer":"first","customer":"last"', "{}", "customer"],
    ["in a signal", '"customer":"ada"', '{"kind":"used","kind":"seen"}', "kind"],
    ["spelt in two ways", '"customer":"ada"', '{"at":1,"\\u0061t" :2}', "at"],
  ])("is a 400 naming what stands in it twice %s", async (_, customer, signal, field) => {
    const text = `{"key":"${product.key}",${customer},"signals":[${signal}]}`;
    const { status, json } = await post(server, text);
    expect([status, json.errors?.map((error) => error.field)]).toEqual([400, [field]]);
  });

  test("may say the same name in one object after another, and in a text", async () => {
    const comment = '{"kind": 1, "kind": 2} \\" "kind": "at":';
    const { status, json } = await fromPage(product, {
      customer: "twice",
      signals: [answered({ comment }), answered({ comment })],
    });
    expect([status, json.accepted]).toEqual([202, 2]);
  });
});

describe("A hostile body [T25] [C12]", () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const deep = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
  const around = (signals: string) =>
    `{"key":"${product.key}","customer":"ada","signals":${signals}}`;

  test("that is not JSON in UTF-8 is a 400", async () => {
    const bodies: [string, Uint8Array<ArrayBuffer> | string][] = [
      ["nothing", ""],
      ["text", "hello"],
      ["half", '{"customer":'],
      ["NaN", around('[{"kind":"used","feature":"f","at":NaN}]')],
      ["invalid UTF-8", new Uint8Array([0x7b, 0xff, 0xfe, 0x7d])],
      ["a byte order mark", new Uint8Array([0xef, 0xbb, 0xbf, ...bytes(around("[]"))])],
      ["an array", "[]"],
      ["null", "null"],
      ["a number", "1e308"],
      ["20,000 levels", deep(20_000)],
    ];
    for (const [name, body] of bodies) {
      const { status, json } = await post(server, body);
      expect([name, status, json.status]).toEqual([name, 400, 400]);
    }
  });

  test("that is compressed is read as the bytes it is: a 400", async () => {
    const packed = new Uint8Array(gzipSync(bytes(around("[]") + " ".repeat(5_000_000))));
    const { status } = await post(server, packed, { "content-encoding": "gzip" });
    expect(status).toBe(400);
  });

  test("that is 20,000 levels deep where a signal or a field should be is refused by name", async () => {
    const inSignals = await post(server, around(`[${deep(15_000)}]`));
    expect(inSignals.json.errors?.[0]).toMatchObject({ index: 0, reason: "invalid" });
    const inField = await post(
      server,
      around(`[{"kind":"used","feature":${deep(15_000)},"at":${Date.now()}}]`),
    );
    expect(inField.json.errors?.[0]).toMatchObject({ reason: "invalid", field: "feature" });
  });

  test("over 64 KiB or 100 signals is a 413, also in chunks without a length", async () => {
    const fits = around("[]").replace("[]", `[${JSON.stringify(use())}]`);
    const exactly = fits + " ".repeat(64 * 1024 - fits.length);
    expect((await post(server, exactly)).status).toBe(202);
    const over = await post(server, `${exactly} `);
    expect(over.status).toBe(413);
    expect(over.headers.get("access-control-allow-origin")).toBe(ORIGIN);
    const signals = Array.from({ length: 101 }, () => ({ kind: "seen", feature: "f", at: 1 }));
    expect((await fromPage(product, { customer: "ada", signals })).status).toBe(413);
    expect(await postChunked(server, [fits.slice(0, 10), fits.slice(10)])).toBe(202);
    const flood = Array.from({ length: 20 }, () => " ".repeat(8_192));
    expect([413, null]).toContain(await postChunked(server, flood));
  });

  test("of a back end is a 413 over 512 KiB or 1,000 signals", async () => {
    const signals = Array.from({ length: 1_001 }, () => ({ kind: "seen", feature: "f", at: 1 }));
    expect((await fromBackEnd(product, { customer: "ada", signals })).status).toBe(413);
    const large = { customer: "ada", signals: [use()], account: "x".repeat(512 * 1024) };
    expect((await fromBackEnd(product, large)).status).toBe(413);
  });

  test("with impossible values in a signal is refused by field, never by failing", async () => {
    const at = Date.now();
    const cases: [string, string][] = [
      [`{"kind":"used","feature":"f","at":"${at}"}`, "at"],
      ['{"kind":"used","feature":"f","at":1e308}', "at"],
      ['{"kind":"used","feature":"f","at":1e999}', "at"],
      ['{"kind":"used","feature":"f","at":-1}', "at"],
      [`{"kind":"used","feature":"f","at":${at}.5}`, "at"],
      ['{"kind":"used","feature":"f"}', "at"],
      [`{"kind":"used","feature":"${"f".repeat(10_000)}","at":${at}}`, "feature"],
      [`{"kind":"used","feature":"🚀","at":${at}}`, "feature"],
      [`{"kind":"used","feature":"","at":${at}}`, "feature"],
      [`{"kind":"used","feature":"f","at":${at},"iteration":"a\\u0000b"}`, "iteration"],
      [
        `{"kind":"answered","feature":"f","at":${at},"helped":true,"comment":"${"x".repeat(2_001)}"}`,
        "comment",
      ],
      [`{"kind":"answered","feature":"f","at":${at},"helped":true,"comment":"\\ud800"}`, "comment"],
      [
        `{"kind":"answered","feature":"f","at":${at},"helped":true,"comment":"a\\u0000b"}`,
        "comment",
      ],
      [
        `{"kind":"answered","feature":"f","at":${at},"helped":true,"page":"/${"p".repeat(1_024)}"}`,
        "page",
      ],
      [`{"kind":"answered","feature":"f","at":${at},"helped":true,"locale":"<b>"}`, "locale"],
      [`{"kind":"answered","feature":"f","at":${at},"helped":true,"edited":${at - 1}}`, "edited"],
      [
        `{"kind":"answered","feature":"f","at":${at},"helped":true,"edited":${at + 3_600_001}}`,
        "edited",
      ],
      [`{"kind":"answered","feature":"f","at":${at},"helped":true,"edited":1e300}`, "edited"],
    ];
    const { status, json } = await post(server, around(`[${cases.map(([s]) => s).join(",")}]`));
    expect(status).toBe(400);
    expect(json.errors?.map(({ reason, field }) => [reason, field])).toEqual(
      cases.map(([, field]) => ["invalid", field]),
    );
  });

  test("of thousands of unknown fields is answered by less than was sent, to whoever has no key", async () => {
    const fields = Array.from({ length: 5_000 }, (_, index) => `"${index.toString(36)}":1`);
    const body = `{${fields.join(",")}}`;
    const { status, json, text } = await post(server, body);
    expect([status, json.errors?.length]).toEqual([400, 100]);
    expect(text.length).toBeLessThan(body.length);
  });

  test("refuses a lone surrogate in a customer", async () => {
    const { status, json } = await post(server, '{"customer":"a\\udc00","signals":[]}');
    expect([status, json.errors?.[0]?.field]).toEqual([400, "customer"]);
  });

  test("is never echoed as anything but JSON [C16]", async () => {
    const { headers, text } = await fromPage(product, { customer: "a", "<img src=x>": 1 });
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-type")).toBe("application/problem+json");
    expect(text).toContain("<img src=x>");
  });
});

describe("Keys [T08] [C10]", () => {
  const body = { customer: "ada", signals: [{ kind: "used", feature: "csv-export", at: 0 }] };

  test("that are unknown, revoked, misplaced or of another kind are all the same 401", async () => {
    const made = await ask(product, "POST /projects/{project}/keys", {
      body: { kind: "publishable", name: "old" },
    });
    const { id, key } = made.json as { id: string; key: string };
    await ask(product, "DELETE /projects/{project}/keys/{key}", { params: { key: id } });
    const revoked = await fromPage(product, { ...body, key });
    const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
    const answers = [
      await fromPage(product, { ...body, key: "pk_live_unknown" }),
      await fromPage(product, { ...body, key: product.secretKey }),
      await fromPage(product, { ...body, key: undefined }),
      await fromPage(product, { ...body, key: product.token }),
      await fromPage(product, { ...body, key: undefined }, bearer(product.secretKey)),
      await fromPage(product, { ...body, key: undefined }, bearer(product.key)),
      await fromPage(product, { ...body, key: undefined }, bearer(product.token)),
      await fromPage(product, body, bearer("sk_live_unknown")),
    ];
    for (const answer of [revoked, ...answers]) {
      expect(answer.status).toBe(401);
      expect(answer.text).toBe(revoked.text);
      expect(headersOf(answer.headers)).toEqual(headersOf(revoked.headers));
    }
  });

  test("of a back end without an Origin work in the header alone", async () => {
    const good = { customer: "ada", signals: [use()] };
    expect((await fromBackEnd(product, good)).status).toBe(202);
    const inBody = { ...good, key: product.secretKey };
    const { status } = await post(server, JSON.stringify(inBody), { origin: null });
    expect(status).toBe(401);
  });

  test("of a test kind are checked and answered, and nothing is kept", async () => {
    const made = await ask(product, "POST /projects/{project}/keys", {
      body: { kind: "test", name: "trying" },
    });
    const { key } = made.json as { key: string };
    const before = await kept(server);
    const features = await server.env.DB.prepare("SELECT count(*) AS n FROM feature").first("n");
    await server.env.DB.prepare("UPDATE project SET listened_until = 9e15").run();
    const { status, json } = await fromPage(product, {
      key,
      customer: "trying",
      signals: [use("csv-export"), use("not-made-yet"), { kind: "used", feature: "Ä", at: 1 }],
    });
    expect(status).toBe(202);
    expect(json).toEqual({
      accepted: 2,
      rejected: [{ index: 2, reason: "invalid", field: "feature" }],
    });
    await server.env.DB.prepare("UPDATE project SET listened_until = 0").run();
    expect(await kept(server)).toEqual(before);
    expect(await server.env.DB.prepare("SELECT count(*) AS n FROM feature").first("n")).toBe(
      features,
    );
    const heard = await server.env.DB.prepare("SELECT signal FROM heard ORDER BY id").all();
    expect(heard.results.map(({ signal }) => JSON.parse(`${signal}`) as object)).toEqual([
      { kind: "used", feature: "csv-export", outcome: "accepted", test: true, origin: ORIGIN },
      { kind: "used", feature: "not-made-yet", outcome: "accepted", test: true, origin: ORIGIN },
      { kind: null, feature: null, outcome: "invalid", test: true, origin: ORIGIN },
    ]);
  });
});

describe("Origins [T07] [C11] [C16]", () => {
  const body = () => ({ customer: "ada", signals: [use()] });

  test.each([
    "https://evil.example",
    `${ORIGIN}.evil.example`,
    `${ORIGIN}:8443`,
    ORIGIN.replace("https", "http"),
    "null",
    `${ORIGIN}.`,
    ORIGIN.toUpperCase(),
  ])("other than the project's are a 403 that the page cannot read: %s", async (origin) => {
    const { status, headers, json } = await fromPage(product, body(), { origin });
    expect(status).toBe(403);
    expect(json.status).toBe(403);
    expect(headers.get("access-control-allow-origin")).toBeNull();
  });

  test("are needed with a publishable key", async () => {
    expect((await fromPage(product, body(), { origin: null })).status).toBe(403);
  });

  test("may be any where the project lists none", async () => {
    const open = await makeProduct(server);
    const { status, headers } = await fromPage(open, body(), { origin: "https://any.example" });
    expect(status).toBe(202);
    expect(headers.get("access-control-allow-origin")).toBe("https://any.example");
    await ask(open, "DELETE /projects/{project}");
  });

  test("of an error are let to read it only where some project takes them", async () => {
    const bad = { customer: "" };
    const own = await fromPage(product, bad);
    expect(own.headers.get("access-control-allow-origin")).toBe(ORIGIN);
    const foreign = await fromPage(product, bad, { origin: "https://evil.example" });
    expect(foreign.status).toBe(400);
    expect(foreign.headers.get("access-control-allow-origin")).toBeNull();
  });

  test("are asked for by a preflight only where the request is JSON, and answered where allowed", async () => {
    const preflight = (origin: string) =>
      fetch(`${server.url}/v1/signals`, {
        method: "OPTIONS",
        headers: { origin, "access-control-request-method": "POST" },
      });
    const allowed = await preflight(ORIGIN);
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get("access-control-allow-origin")).toBe(ORIGIN);
    expect(allowed.headers.get("access-control-allow-headers")).toBe("content-type");
    expect(allowed.headers.get("access-control-allow-credentials")).toBeNull();
    const foreign = await preflight("https://evil.example");
    expect(foreign.status).toBe(403);
    expect(foreign.headers.get("access-control-allow-origin")).toBeNull();
  });
});

/** Headers but for the moment they were sent at. */
function headersOf(headers: Headers): Record<string, string> {
  const { date: _, ...rest } = Object.fromEntries(headers);
  return rest;
}
