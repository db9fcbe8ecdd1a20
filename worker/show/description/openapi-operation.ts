// One operation of the API's description, from the declaration that the server itself checks calls against.

import { z } from "zod";
import type { ZodOpenApiOperationObject, ZodOpenApiResponsesObject } from "zod-openapi";
import type { Access, Route } from "../../../contract/api/route.ts";
import { featureKey, iterationLabel } from "../../../contract/signals.ts";
import { problemSchema } from "./openapi-schemas.ts";

/** A declared route with all that a description adds. `path` begins at the root. */
export interface Described {
  method: string;
  path: string;
  tag: string;
  route: Route;
}

export function operationOf({ method, path, tag, route }: Described): ZodOpenApiOperationObject {
  const names = namesIn(path);
  return {
    operationId: operationId(method, path),
    tags: [tag],
    summary: route.summary,
    "x-access": route.access,
    security: securityOf(route.access),
    ...parametersOf(names, route),
    ...bodyOf(route),
    responses: { ...successes(route), ...refusals({ method, names, route }) },
  };
}

/** The names in braces of a path. */
export function namesIn(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
}

/** `GET /api/projects/{project}/keys` is `getProjectsByProjectKeys`. */
function operationId(method: string, path: string): string {
  const words = path
    .replace("/api/", "/")
    .split(/[/.-]/)
    .filter((part) => part !== "")
    .map((part) => (part.startsWith("{") ? `By${capital(part.slice(1, -1))}` : capital(part)));
  return method.toLowerCase() + words.join("");
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** A session's cookie or a token, whichever; nothing where anyone may call. */
function securityOf(access: Access): Record<string, string[]>[] {
  return access === "anyone" ? [] : [{ session: [] }, { token: [] }];
}

const PATH_NAMES: Record<string, z.ZodString> = {
  feature: featureKey.meta({ description: "The feature's key" }),
  quarter: z
    .string()
    .regex(/^\d{4}-Q[1-4](\.(md|csv))?$/)
    .meta({ description: "YYYY-Qn of the fiscal year; reading takes .md and .csv too" }),
};

function parametersOf(names: readonly string[], route: Route) {
  const schema = (name: string) =>
    name === "iteration"
      ? iterationLabel.meta({ description: "The iteration's label" })
      : (PATH_NAMES[name] ?? z.string().meta({ description: `The ${name}'s id` }));
  const path = z.object(Object.fromEntries(names.map((name) => [name, schema(name)])));
  const requestParams = {
    ...(names.length > 0 && { path }),
    ...(route.query && { query: route.query }),
  };
  return Object.keys(requestParams).length > 0 ? { requestParams } : {};
}

const BYTES = { type: "string", format: "binary" } as const;

function bodyOf(route: Route): Pick<ZodOpenApiOperationObject, "requestBody"> {
  if (route.streams)
    return { requestBody: { required: true, content: { [route.streams]: { schema: BYTES } } } };
  if (!route.body) return {};
  const content = { "application/json": { schema: route.body } };
  // A body of which every field may be left out may be left out itself.
  return { requestBody: { required: !route.body.safeParse({}).success, content } };
}

const SAYS: Record<number, string> = {
  200: "Done",
  201: "Made",
  202: "Taken in",
  204: "Done; there is nothing to say",
};

function successes({ answer, status, also = [] }: Route): ZodOpenApiResponsesObject {
  const statuses = status ?? [answer === null ? 204 : 200];
  const content = contentOf(answer, also);
  const isStream = answer !== null && "media" in answer && answer.media === "text/event-stream";
  const says = (each: number) => (isStream ? EVENTS : (SAYS[each] ?? "Done"));
  return Object.fromEntries(
    statuses.map((each) => [each, { description: says(each), ...content }]),
  );
}

const EVENTS = "Server-sent events; the data of each is a HeardSignal";
const TEXT = { schema: { type: "string" } } as const;

function contentOf(answer: Route["answer"], also: readonly string[]) {
  if (answer === null) return {};
  if ("media" in answer) return { content: { [answer.media]: TEXT } };
  const others = Object.fromEntries(also.map((media) => [media, TEXT]));
  return { content: { "application/json": { schema: answer }, ...others } };
}

/** The refusals that a call of this kind may meet. */
function refusals(given: {
  method: string;
  names: readonly string[];
  route: Route;
}): ZodOpenApiResponsesObject {
  const { method, names, route } = given;
  const reads = method === "GET";
  const asksFor = (body: boolean): number[] => (body ? [400, 413] : []);
  const statuses = [
    ...asksFor(!reads),
    ...(route.query ? [400] : []),
    ...(route.access === "anyone" ? [] : [401]),
    ...(reads && ["anyone", "member", "viewer"].includes(route.access) ? [] : [403]),
    ...(names.length > 0 ? [404] : []),
    ...(reads ? [] : [409]),
    503,
  ];
  return Object.fromEntries(
    [...new Set(statuses)].sort().map((status) => [status, refusal(REFUSALS[status] ?? "")]),
  );
}

const REFUSALS: Record<number, string> = {
  400: "The request is not valid; errors[] names each bad field",
  401: "Not signed in, or a token that is not valid",
  403: "The role, or the token's scope, does not reach that far",
  404: "There is no such thing, or it is none of the caller's business",
  409: "That does not fit how things stand",
  413: "The body is too large",
  503: "Storage is not answering; Retry-After says when to try again",
};

/** A problem document. */
export function refusal(description: string) {
  return { description, content: { "application/problem+json": { schema: problemSchema } } };
}
