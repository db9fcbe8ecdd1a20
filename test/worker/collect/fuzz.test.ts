// Whatever is sent, the answer is one of the contract's: never a failure of the Worker's own.

import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Server, startWorker } from "../harness.ts";
import { makeProduct, type Product } from "../product.ts";
import { post } from "./posting.ts";

let server: Server;
let product: Product;
beforeAll(async () => {
  server = await startWorker();
  product = await makeProduct(server);
});
afterAll(() => server.close());

const anything = fc.oneof(
  { weight: 3, arbitrary: fc.anything({ maxDepth: 2, withNullPrototype: false }) },
  fc.string({ unit: "binary" }),
  fc.double(),
  fc.constantFrom(
    "",
    "\u0000",
    "\ud800",
    "__proto__",
    "constructor",
    "~",
    -1,
    1e308,
    2 ** 53,
    null,
  ),
);

/** A value that is right, or anything at all in its place. */
const or = <T>(right: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary: right as fc.Arbitrary<unknown> }, anything);

const signal = fc.record(
  {
    kind: or(fc.constantFrom("seen", "used", "asked", "answered", "dismissed", "refused")),
    feature: or(fc.constantFrom("export", "import")),
    at: or(fc.integer({ min: -100, max: 100 }).map((minutes) => Date.now() + minutes * 60_000)),
    helped: or(fc.boolean()),
    comment: or(fc.string({ unit: "grapheme" })),
    page: or(fc.webUrl({ withQueryParameters: true })),
    locale: or(fc.constantFrom("de", "pt-BR", "x")),
    iteration: or(fc.constantFrom("1", "2")),
    edited: or(fc.constant(Date.now())),
  },
  { requiredKeys: [] },
);

const body = fc.record(
  {
    key: fc.constant(undefined),
    customer: or(fc.constantFrom("ada", `~${"f".repeat(22)}`)),
    account: or(fc.constant("acme")),
    sent: or(fc.constant(Date.now())),
    signals: or(fc.array(or(signal), { maxLength: 5 })),
    ask: or(fc.record({ feature: or(fc.constant("export")) }, { requiredKeys: [] })),
  },
  { requiredKeys: ["customer"] },
);

test("a body with anything anywhere is answered as the contract says [T25] [C12]", async () => {
  const seen = new Set<number>();
  await fc.assert(
    fc.asyncProperty(body, fc.boolean(), async (drawn, backEnd) => {
      const text = JSON.stringify(
        { ...drawn, ...(!backEnd && { key: product.key }) },
        (_, value: unknown) => (typeof value === "bigint" ? `${value}` : value),
      );
      const headers = backEnd
        ? { origin: null, authorization: `Bearer ${product.secretKey}` }
        : undefined;
      const { status, json } = await post(server, text, headers);
      seen.add(status);
      expect([202, 400, 401]).toContain(status);
      if (status === 202) expect(json.accepted).toBeGreaterThanOrEqual(0);
      else expect(json.errors?.length ?? json.detail?.length).toBeGreaterThan(0);
    }),
    { numRuns: 1_000 },
  );
  expect(seen).toContain(202);
  expect(seen).toContain(400);
});

test("bytes that are no JSON at all are a 400 [T25] [C12]", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      const { status } = await post(server, new Uint8Array(bytes));
      expect([400, 401]).toContain(status);
    }),
    { numRuns: 200 },
  );
});
