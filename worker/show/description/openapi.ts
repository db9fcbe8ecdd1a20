// The API's description, OpenAPI 3.1: made from the schemas that calls are checked against.

import {
  type CreateDocumentOptions,
  createDocument,
  type oas31,
  type ZodOpenApiPathsObject,
} from "zod-openapi";
import { answerRoutes } from "../../../contract/api/answers.ts";
import { customerRoutes } from "../../../contract/api/customers.ts";
import { featureRoutes } from "../../../contract/api/features.ts";
import { heardSignal, operationRoutes } from "../../../contract/api/operations.ts";
import { peopleRoutes } from "../../../contract/api/people.ts";
import { projectRoutes } from "../../../contract/api/projects.ts";
import { quarterRoutes } from "../../../contract/api/quarters.ts";
import type { Route } from "../../../contract/api/route.ts";
import { VERSION } from "../../version.ts";
import { type Described, operationOf } from "./openapi-operation.ts";
import { collectingPaths, signInOperation, signInRoutes } from "./openapi-outside.ts";

export type Description = oas31.OpenAPIObject;

/** The groups that routes are told in, and what each is about. */
const GROUPS: readonly { name: string; about: string; routes?: Record<string, Route> }[] = [
  {
    name: "Collecting",
    about: "What widgets and back ends report; public, and never broken in v1.",
  },
  {
    name: "Projects",
    about: "Products whose features are watched, and their keys.",
    routes: projectRoutes,
  },
  {
    name: "Features",
    about: "Features, their verdicts, answers and sign-offs.",
    routes: { ...featureRoutes, ...answerRoutes },
  },
  { name: "Quarters", about: "The pit stop: goals, decisions, closing.", routes: quarterRoutes },
  {
    name: "Customers",
    about: "One customer: why they were not asked, what is kept, erasure.",
    routes: customerRoutes,
  },
  {
    name: "Running",
    about: "The calculator, the live stream, moving data, this description.",
    routes: operationRoutes,
  },
  { name: "People", about: "Members, tokens and the audit log.", routes: peopleRoutes },
  { name: "Signing in", about: "One-time links and sessions, for people with a browser." },
];

const ABOUT = `Shipped isn't done. Landed is: customers confirm which features help them.

Every refusal is a problem document (RFC 9457), the shape Problem. Moments are ISO 8601 UTC and days \`YYYY-MM-DD\` in the project's time zone; signals alone use epoch milliseconds. A list is \`{"items": […], "cursor": …}\` and goes on at \`?cursor=\` until the cursor is null. Unknown fields in a body are refused by name.

\`x-access\` says who may call: \`anyone\`; a \`key\` of a project; a \`member\`, which is anybody signed in and every token; \`viewer\`, \`editor\` or \`owner\` in the route's project; whoever owns the \`deployment\`. A token with the scope \`read\` may only look. A project that one has no part in is a 404.`;

let made: Description | undefined;

/** The document, made once. */
export function description(): Description {
  made ??= createDocument(
    {
      openapi: "3.1.0",
      info: { title: "Landed", version: VERSION, description: ABOUT },
      servers: [{ url: "/" }],
      tags: GROUPS.map(({ name, about }) => ({ name, description: about })),
      paths: pathsOf(),
      components: { schemas: { HeardSignal: heardSignal }, securitySchemes: SECURITY },
    },
    { override: plainer },
    // The library types what it makes as the newest version; this is 3.1, as was asked for.
  ) as oas31.OpenAPIObject;
  return made;
}

/** Leaves out what says nothing to a reader: patterns beside formats, the largest number there is, closed answers. */
const plainer: NonNullable<CreateDocumentOptions["override"]> = ({ jsonSchema, zodSchema, io }) => {
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  const { def } = zodSchema._zod;
  // Answers may gain fields; only what is sent in is refused for them.
  if (io === "output" && def.type === "object") delete jsonSchema.additionalProperties;
};

const SECURITY = {
  session: {
    type: "apiKey",
    in: "cookie",
    name: "__Host-landed",
    description: "A session's cookie, set by signing in; writing needs the same origin",
  },
  token: {
    type: "http",
    scheme: "bearer",
    description: "An API token, lt_…, made in a project's settings",
  },
  secretKey: {
    type: "http",
    scheme: "bearer",
    description: "A project's secret key, sk_live_…, for its back end alone",
  },
} as const;

function pathsOf(): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = { ...collectingPaths };
  for (const described of declared()) add(paths, described, operationOf(described));
  for (const described of signInRoutes) add(paths, described, signInOperation(described));
  return paths;
}

function declared(): Described[] {
  return GROUPS.flatMap(({ name, routes = {} }) =>
    Object.entries(routes).map(([operation, route]) => {
      const [method = "", path = ""] = operation.split(" ");
      return { method, path: `/api${path}`, tag: name, route };
    }),
  );
}

function add(
  paths: ZodOpenApiPathsObject,
  { path, method }: Described,
  operation: ReturnType<typeof operationOf>,
): void {
  paths[path] = { ...paths[path], [method.toLowerCase()]: operation };
}
