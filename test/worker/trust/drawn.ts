// Values drawn from a JSON Schema: mostly such as it takes, and now and then something hostile in their place.

import fc from "fast-check";
import type { Schema } from "./described.ts";
import { hostile } from "./hostile.ts";

/** Of so many values at each place, one is hostile. */
const ONE_IN = 8;

const anything = fc.oneof(
  fc.constantFrom(...hostile.values),
  fc.constantFrom<unknown>(...hostile.markup, ...hostile.queries, ...hostile.formulas),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ unit: "grapheme", minLength: 60, maxLength: 300 }),
  fc.double(),
  fc.constant("x".repeat(20_000)),
);

/** A value for a schema, or not. */
export function drawnFor(
  schema: Schema,
  resolve: (schema: Schema) => Schema,
): fc.Arbitrary<unknown> {
  const right = rightFor(resolve(schema), resolve);
  return fc.oneof({ weight: ONE_IN - 1, arbitrary: right }, { weight: 1, arbitrary: anything });
}

function rightFor(schema: Schema, resolve: (schema: Schema) => Schema): fc.Arbitrary<unknown> {
  const any = (schema["anyOf"] ?? schema["oneOf"]) as Schema[] | undefined;
  if (any) return fc.oneof(...any.map((each) => rightFor(resolve(each), resolve)));
  if ("const" in schema) return fc.constant(schema["const"]);
  if (Array.isArray(schema["enum"])) return fc.constantFrom<unknown>(...schema["enum"]);
  if (Array.isArray(schema["type"]))
    return fc.oneof(
      ...schema["type"].map((type: string) => rightFor({ ...schema, type }, resolve)),
    );
  switch (schema["type"]) {
    case "object":
      return objectFor(schema, resolve);
    case "array":
      return fc.array(drawnFor((schema["items"] ?? {}) as Schema, resolve), { maxLength: 4 });
    case "integer":
    case "number":
      return numberFor(schema);
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "string":
      return textFor(schema);
    default:
      return anything;
  }
}

/** Any of its fields, and seldom one that it does not have. */
function objectFor(schema: Schema, resolve: (schema: Schema) => Schema): fc.Arbitrary<object> {
  const properties = (schema["properties"] ?? {}) as Record<string, Schema>;
  const required = (schema["required"] ?? []) as string[];
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, each]) => [name, drawnFor(each, resolve)]),
  );
  const known = fc.record(fields, { requiredKeys: required.filter((name) => name in fields) });
  const extra = fc.dictionary(
    fc.constantFrom("__proto__", "constructor", "id", "", "de", "\u0000"),
    anything,
    { minKeys: 1, maxKeys: 2 },
  );
  const more = fc.tuple(known, extra).map(([all, some]) => ({ ...all, ...some }));
  return fc.oneof(
    { weight: ONE_IN - 1, arbitrary: known as fc.Arbitrary<object> },
    { weight: 1, arbitrary: more },
  );
}

function numberFor({ minimum, maximum, type }: Schema): fc.Arbitrary<number> {
  const min = typeof minimum === "number" ? minimum : -1_000;
  const max = typeof maximum === "number" ? maximum : 1_000_000;
  const whole = fc.integer({ min: Math.ceil(min), max: Math.max(Math.ceil(min), Math.floor(max)) });
  if (type === "integer") return whole;
  return fc.oneof(
    whole,
    fc.integer({ min: 0, max: 100 }).map((hundredths) => hundredths / 100),
  );
}

function textFor({ pattern, format }: Schema): fc.Arbitrary<string> {
  if (format === "date-time")
    return fc
      .date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true })
      .map((date) => date.toISOString());
  if (format === "date")
    return fc.constantFrom("2026-11-25", "1970-01-01", "0001-01-01", "9999-12-31");
  if (format === "email") return fc.emailAddress();
  if (typeof pattern === "string") return fc.stringMatching(new RegExp(pattern));
  return fc.string({ minLength: 1, maxLength: 30 });
}
