// One operation on the page that describes the API: who may call it, what goes in and what comes out.

import type { oas31 } from "zod-openapi";
import { SchemaView } from "./docs-schema.tsx";

export interface Told {
  method: string;
  path: string;
  operation: oas31.OperationObject;
}

export function OperationView({ method, path, operation }: Told) {
  return (
    <details>
      <summary>
        <b>{method.toUpperCase()}</b>
        <code>{path}</code>
        <span>{operation.summary}</span>
      </summary>
      <div class="inside" id={operation.operationId}>
        {operation.description && <p>{operation.description}</p>}
        <p class="about">{WHO[String(operation["x-access"])]}</p>
        <Parameters parameters={operation.parameters ?? []} />
        <Body body={operation.requestBody} />
        <Answers responses={operation.responses ?? {}} />
      </div>
    </details>
  );
}

const WHO: Record<string, string> = {
  anyone: "Anyone may call this.",
  key: "Needs a key of the project.",
  member: "Needs somebody signed in, or a token.",
  viewer: "Needs the role viewer in the project, or more.",
  editor: "Needs the role editor in the project, or more.",
  owner: "Needs the role owner in the project.",
  deployment: "Needs an owner of the deployment.",
};

function Parameters({ parameters }: { parameters: NonNullable<Told["operation"]["parameters"]> }) {
  const known = parameters.filter((each) => "in" in each);
  if (known.length === 0) return null;
  return (
    <>
      <h3>In the address</h3>
      <dl class="fields">
        {known.map((parameter) => (
          <div key={parameter.name}>
            <dt>
              <code>{written(parameter)}</code> {parameter.required ? "" : <small>optional</small>}
            </dt>
            <dd>
              {parameter.schema && <SchemaView schema={parameter.schema} />}
              {parameter.description && <p class="about">{parameter.description}</p>}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function written(parameter: oas31.ParameterObject): string {
  return parameter.in === "query" ? `?${parameter.name}=` : `{${parameter.name}}`;
}

function Body({ body }: { body: Told["operation"]["requestBody"] }) {
  if (!body || !("content" in body)) return null;
  const [media, first] = Object.entries(body.content)[0] ?? [];
  return (
    <>
      <h3>Body, {media}</h3>
      {first?.schema && <SchemaView schema={first.schema} />}
    </>
  );
}

function Answers({ responses }: { responses: oas31.ResponsesObject }) {
  return (
    <>
      <h3>Answers</h3>
      <dl class="fields">
        {Object.entries(responses).map(([status, response]) => (
          <div key={status}>
            <dt>
              <code>{status}</code>
            </dt>
            <dd>{"$ref" in response ? null : <Answer response={response} />}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

const PROBLEM = "application/problem+json";

function Answer({ response }: { response: oas31.ResponseObject }) {
  // Every refusal is a problem document; the page says so once, at its top.
  const contents = Object.entries(response.content ?? {}).filter(([media]) => media !== PROBLEM);
  return (
    <>
      <div class="about">{response.description}</div>
      {contents.map(([media, { schema }]) => (
        <div key={media}>
          <small>{media} </small>
          {schema && <SchemaView schema={schema} />}
        </div>
      ))}
    </>
  );
}
