// What an /api handler is given and gives back; its types come from the route it serves.

import type { Selectable } from "kysely";
import type { Role } from "../contract/api/people.ts";
import type { Answer, Body, Operation, Params, Query, Routes } from "../contract/api/routes.ts";
import type { Env } from "./env.ts";
import type { Refusal } from "./problem.ts";
import type { ProjectTable } from "./schema.ts";

/** Whoever makes a call: a signed-in person, or a token acting for one. */
export interface Caller {
  kind: "session" | "token";
  /** The user's or the token's id. */
  id: string;
  name: string;
  email: string | null;
  /** A read token may only look. */
  scope: "read" | "write";
  /** The one project within reach; null: wherever the person is a member, or the whole deployment. */
  project: string | null;
  /** Whether the caller may make projects, and is an owner of every one. */
  deployment: boolean;
}

/** One call, after credentials, role and input were checked. */
export interface Call<O extends Operation> {
  env: Env;
  caller: Caller;
  /** The project that the path names, which the caller belongs to; null where it names none. */
  project: "project" extends keyof Params<O> ? Selectable<ProjectTable> : null;
  /** The caller's role in it. */
  role: "project" extends keyof Params<O> ? Role : null;
  /** The server's clock, ms. */
  now: number;
  request: Request;
  params: Params<O>;
  query: Query<O>;
  body: Body<O>;
}

/** What a handler answers: a body, a body with a status other than the first declared, or a refusal. */
export type Result<O extends Operation> =
  | (Answer<O> extends "media" ? Response : Answer<O>)
  | { status: number; body: Answer<O> }
  | Response
  | Refusal;

export type Handler<O extends Operation> = (call: Call<O>) => Promise<Result<O>>;

/** A handler for each of some operations. */
export type Handlers<Part extends Partial<Routes>> = {
  [O in keyof Part & Operation]: Handler<O>;
};
