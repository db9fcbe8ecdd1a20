// A JSON Schema as people read it: what kind of value, and what is in it.

import type { oas31 } from "zod-openapi";

export type Schema = oas31.SchemaObject | oas31.ReferenceObject;

const REFERENCE = "#/components/schemas/";

/** A schema: its kind in words, and its fields where it has any. */
export function SchemaView({ schema }: { schema: Schema }) {
  const fields = fieldsOf(schema);
  return (
    <>
      <span class="kind">
        <Kind schema={schema} />
      </span>
      {fields.length > 0 && (
        <dl class="fields">
          {fields.map(([name, field, isRequired]) => (
            <div key={name}>
              <dt>
                <code>{name}</code> {isRequired ? "" : <small>optional</small>}
              </dt>
              <dd>
                <SchemaView schema={field} />
                <About schema={field} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {choicesOf(schema).map((choice, index) => (
        <div class="choice" key={String(index)}>
          <SchemaView schema={choice} />
        </div>
      ))}
    </>
  );
}

/** What is said of a schema. */
export function About({ schema }: { schema: Schema }) {
  if ("$ref" in schema || !schema.description) return null;
  return <div class="about">{schema.description}</div>;
}

function Kind({ schema }: { schema: Schema }) {
  if ("$ref" in schema && schema.$ref) {
    const name = schema.$ref.slice(REFERENCE.length);
    return <a href={`#schema-${name}`}>{name}</a>;
  }
  return <>{kindWords(schema)}</>;
}

/** `text`, `whole number, at least 0`, `list of …`: one line. */
function kindWords(schema: Schema): string {
  if (isReference(schema)) return schema.$ref.slice(REFERENCE.length);
  if (schema.enum) return schema.enum.map(String).join(" | ");
  if (schema.const !== undefined) return String(schema.const);
  const simple = (schema.anyOf ?? schema.oneOf)?.filter((each) => !hasInside(each));
  if (simple && simple.length > 0) return simple.map(kindWords).join(" or ");
  if (schema.type === "array") return listWords(schema);
  const types = [schema.type ?? []].flat().map((type) => WORDS[type] ?? type);
  return [types.join(" or "), ...limitsOf(schema)].filter((part) => part !== "").join(", ");
}

function listWords(schema: oas31.SchemaObject): string {
  const { items } = schema;
  const what = items && !hasInside(items) ? ` of ${kindWords(items)}` : "";
  return [`list${what}`, ...limitsOf(schema)].join(", ");
}

const WORDS: Record<string, string> = {
  string: "text",
  integer: "whole number",
  number: "number",
  boolean: "true or false",
  object: "object",
  null: "null",
};

function limitsOf(schema: oas31.SchemaObject): string[] {
  const { format, pattern, minimum, maximum, maxLength, maxItems } = schema;
  return [
    format ? format.replace("-", " ") : "",
    pattern ? `of the form ${pattern}` : "",
    minimum === undefined ? "" : `at least ${minimum}`,
    maximum === undefined ? "" : `at most ${maximum}`,
    maxLength === undefined ? "" : `at most ${maxLength} characters`,
    maxItems === undefined ? "" : `at most ${maxItems}`,
  ].filter((words) => words !== "");
}

/** Whether there is more to a schema than a line of words. */
function hasInside(schema: Schema): boolean {
  return fieldsOf(schema).length > 0 || choicesOf(schema).length > 0;
}

/** The fields of an object, or of the objects in a list: name, schema, and whether it is needed. */
function fieldsOf(schema: Schema): [string, Schema, boolean][] {
  if (isReference(schema)) return [];
  if (schema.items && !isReference(schema.items)) return fieldsOf(schema.items);
  const required = schema.required ?? [];
  return Object.entries(schema.properties ?? {}).map(([name, field]) => [
    name,
    field,
    required.includes(name),
  ]);
}

/** What an object may be instead, where that does not fit a line. */
function choicesOf(schema: Schema): Schema[] {
  if (isReference(schema)) return [];
  if (schema.items && !isReference(schema.items)) return choicesOf(schema.items);
  return (schema.anyOf ?? schema.oneOf ?? []).filter(hasInside);
}

function isReference(schema: Schema): schema is oas31.ReferenceObject {
  return "$ref" in schema && schema.$ref !== undefined;
}
