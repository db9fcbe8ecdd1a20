// What is described beside the declared routes: collecting signals, health, and signing in.

import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from "zod-openapi";
import { type Route, route } from "../../../contract/api/route.ts";
import {
  linkAnswer,
  linkRequest,
  sessions,
  setUpRequest,
  signInAnswer,
  signInRequest,
} from "../../../contract/api/sign-in.ts";
import type { Described } from "./openapi-operation.ts";
import { operationOf, refusal } from "./openapi-operation.ts";
import { health, postedSignals, signalsAnswer } from "./openapi-schemas.ts";

/** The public surface, which widgets and back ends speak. */
export const collectingPaths: ZodOpenApiPathsObject = {
  "/v1/signals": {
    post: {
      operationId: "postSignals",
      tags: ["Collecting"],
      summary: "Report what customers met, used and answered, and ask whether one may be asked",
      description:
        "A browser sends its publishable key in the body; a back end sends its secret key as a bearer, and each signal may then name its own customer. Sending anything twice changes nothing.",
      "x-access": "key",
      security: [{}, { secretKey: [] }],
      requestBody: {
        required: true,
        content: {
          "application/json": { schema: postedSignals },
          "text/plain": { schema: postedSignals },
        },
      },
      responses: {
        202: {
          description: "Kept; bad signals beside good ones are named",
          content: { "application/json": { schema: signalsAnswer } },
        },
        400: refusal("Not JSON, an unknown field, or no signal that can be used"),
        401: refusal("An unknown or revoked key, or a proof that is not good"),
        403: refusal("The page's origin is not among the project's"),
        413: refusal("Too many bytes or signals at a time"),
        429: refusal("Too many requests; Retry-After says when to try again"),
        503: refusal("Nothing was kept; send it again later"),
      },
    },
  },
  "/v1/health": {
    get: {
      operationId: "getHealth",
      tags: ["Collecting"],
      summary: "Whether the database answers and its tables are current",
      "x-access": "anyone",
      security: [],
      responses: {
        200: {
          description: "It answers, well or degraded",
          content: { "application/json": { schema: health } },
        },
        503: refusal("It does not answer, or not with these tables or shards"),
      },
    },
  },
};

const signIn: readonly [string, string, Route][] = [
  [
    "POST",
    "/api/auth/link",
    route({
      summary: "Ask for a sign-in link by e-mail",
      access: "anyone",
      body: linkRequest,
      answer: linkAnswer,
      status: [202],
    }),
  ],
  [
    "POST",
    "/api/auth/sign-in",
    route({
      summary: "Use a link up; the answer sets the session's cookie",
      access: "anyone",
      body: signInRequest,
      answer: signInAnswer,
    }),
  ],
  [
    "POST",
    "/api/auth/setup",
    route({
      summary: "Become the deployment's first owner by its set-up link",
      access: "anyone",
      body: setUpRequest,
      answer: signInAnswer,
    }),
  ],
  [
    "POST",
    "/api/auth/sign-out",
    route({ summary: "End this session", access: "member", answer: null }),
  ],
  [
    "POST",
    "/api/auth/sign-out-everywhere",
    route({ summary: "End all of one's sessions", access: "member", answer: null }),
  ],
  [
    "GET",
    "/api/auth/sessions",
    route({ summary: "Where one is signed in", access: "member", answer: sessions }),
  ],
  [
    "DELETE",
    "/api/auth/sessions/{session}",
    route({ summary: "End one of one's sessions", access: "member", answer: null }),
  ],
];

export const signInRoutes: Described[] = signIn.map(([method, path, declared]) => ({
  method,
  path,
  tag: "Signing in",
  route: declared,
}));

/** Signing in is for people: no token does it. */
export function signInOperation(described: Described): ZodOpenApiOperationObject {
  const operation = operationOf(described);
  const tooMany = refusal("Too many tries; Retry-After says when to try again");
  const security = described.route.access === "anyone" ? [] : [{ session: [] }];
  return { ...operation, security, responses: { ...operation.responses, 429: tooMany } };
}
