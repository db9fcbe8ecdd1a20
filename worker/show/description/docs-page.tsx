// The page to read the API's description on: no script, one style sheet, light or dark as the reader likes.

import { raw } from "hono/html";
import { OperationView, type Told } from "./docs-operation.tsx";
import { About, type Schema, SchemaView } from "./docs-schema.tsx";
import { STYLE } from "./docs-style.ts";
import type { Description } from "./openapi.ts";

/** The whole page as HTML. */
export function docsPage(description: Description): string {
  return `<!doctype html>${(<Page description={description} />).toString()}`;
}

function Page({ description }: { description: Description }) {
  const { info, tags = [] } = description;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${info.title} API ${info.version}`}</title>
        <style>{raw(STYLE)}</style>
      </head>
      <body>
        <Opening description={description} />
        <main>
          {tags.map(({ name, description: about }) => (
            <Group
              key={name}
              name={name}
              about={about ?? ""}
              told={operationsOf(description, name)}
            />
          ))}
          <Shapes schemas={description.components?.schemas ?? {}} />
          <footer>
            <small>Made from the schemas that every call is checked against.</small>
          </footer>
        </main>
      </body>
    </html>
  );
}

function Opening({ description: { info, tags = [] } }: { description: Description }) {
  const paragraphs = (info.description ?? "").split("\n\n");
  return (
    <>
      <header>
        <h1>{`${info.title} API ${info.version}`}</h1>
        {paragraphs.map((paragraph) => (
          <p key={paragraph}>{withCode(paragraph)}</p>
        ))}
        <p>
          For programs: <a href="openapi.json">openapi.json</a>, OpenAPI 3.1.
        </p>
      </header>
      <nav aria-label="Parts of the API">
        <ul>
          {[...tags.map(({ name }) => name), SHAPES].map((name) => (
            <li key={name}>
              <a href={`#${anchor(name)}`}>{name}</a>
            </li>
          ))}
        </ul>
      </nav>
    </>
  );
}

/** Text between backticks as code. */
function withCode(text: string) {
  return text
    .split("`")
    .map((part, index) => (index % 2 === 1 ? <code key={String(index)}>{part}</code> : part));
}

function Group({ name, about, told }: { name: string; about: string; told: Told[] }) {
  return (
    <section id={anchor(name)}>
      <h2>{name}</h2>
      <p>{about}</p>
      {told.map((each) => (
        <OperationView key={each.operation.operationId} {...each} />
      ))}
    </section>
  );
}

const SHAPES = "Shapes";

function Shapes({ schemas }: { schemas: Record<string, Schema> }) {
  return (
    <section id={anchor(SHAPES)}>
      <h2>{SHAPES}</h2>
      <p>What several answers share. A field named here is always there unless it is optional.</p>
      {Object.entries(schemas).map(([name, schema]) => (
        <details key={name}>
          <summary>
            <code>{name}</code>
            <span>
              <About schema={schema} />
            </span>
          </summary>
          <div class="inside" id={`schema-${name}`}>
            <SchemaView schema={schema} />
          </div>
        </details>
      ))}
    </section>
  );
}

function anchor(name: string): string {
  return name.toLowerCase().replaceAll(" ", "-");
}

const METHODS = ["get", "post", "put", "patch", "delete"] as const;

function operationsOf({ paths = {} }: Description, tag: string): Told[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation?.tags?.includes(tag) ? [{ method, path, operation }] : [];
    }),
  );
}
