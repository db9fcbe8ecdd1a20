// Every /api route there is: validation, types, the OpenAPI document and authorisation all come from here.

import type { z } from "zod";
import { answerRoutes } from "./answers.ts";
import { customerRoutes } from "./customers.ts";
import { featureRoutes } from "./features.ts";
import { operationRoutes } from "./operations.ts";
import { peopleRoutes } from "./people.ts";
import { projectRoutes } from "./projects.ts";
import { quarterRoutes } from "./quarters.ts";
import type { Media } from "./route.ts";

export const routes = {
  ...peopleRoutes,
  ...projectRoutes,
  ...featureRoutes,
  ...answerRoutes,
  ...quarterRoutes,
  ...customerRoutes,
  ...operationRoutes,
};

export type Routes = typeof routes;
/** A method and a path below /api, such as `GET /projects/{project}`. */
export type Operation = keyof Routes;

/** The names in braces of a path. */
export type PathNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PathNames<Rest>
  : never;
export type Params<O extends Operation> = Record<PathNames<O>, string>;

/** The schema of a route's query or body; never where it takes none. */
type Schema<O extends Operation, Part extends "query" | "body"> =
  Routes[O] extends Record<Part, infer Declared extends z.ZodType> ? Declared : never;

/** The query as a caller writes it, and as a handler reads it. */
export type QueryInput<O extends Operation> = z.input<Schema<O, "query">>;
export type Query<O extends Operation> = z.output<Schema<O, "query">>;
export type BodyInput<O extends Operation> = z.input<Schema<O, "body">>;
export type Body<O extends Operation> = z.output<Schema<O, "body">>;
/** The body of a success; a media type's is the word media, a 204's is null. */
export type Answer<O extends Operation> = Routes[O]["answer"] extends z.ZodType
  ? z.output<Routes[O]["answer"]>
  : Routes[O]["answer"] extends Media
    ? "media"
    : null;
