// Whom a signal speaks of: the envelope's customer and account, or its own.

import { expect, test } from "vitest";
import { spokenOf } from "../../worker/collect/people.ts";

test.each([
  [{}, "ada", "acme"],
  [{ account: "other" }, "ada", "other"],
  [{ customer: "ada" }, "ada", "acme"],
  [{ customer: "bob" }, "bob", undefined],
  [{ customer: "bob", account: "other" }, "bob", "other"],
])("A signal that says %j is of %s in %s", (signal, customer, account) => {
  const body = { customer: "ada", account: "acme" };
  expect(spokenOf(signal, body)).toEqual({ customer, account });
});
