// The one door to our own API: an operation's name, its parameters, and a value or a problem back.

import type { Answer, BodyInput, Operation, Params, QueryInput } from "../contract/api/routes.ts";

/** What went wrong, as the server put it (RFC 9457), or as the network did. */
export interface Problem {
  /** HTTP status; 0 where no answer came. */
  status: number;
  title: string;
  detail: string;
  errors: readonly { field: string; detail: string }[];
}

export type Result<T> = { ok: true; value: T } | { ok: false; problem: Problem };

export interface Sent<O extends Operation> {
  query?: QueryInput<O> | undefined;
  body?: BodyInput<O> | undefined;
}

/** Calls an /api operation. A session that has ended is a dialog first, and only then a problem. */
export async function call<O extends Operation>(
  operation: O,
  params: Params<O>,
  { query, body }: Sent<O> = {},
): Promise<Result<Answer<O>>> {
  const [method = "GET", path = ""] = operation.split(" ");
  const answered = await send<Answer<O>>(method, `/api${fill(path, params)}${search(query)}`, body);
  if (answered.ok || answered.problem.status !== 401 || !(await onSignedOut())) return answered;
  return send<Answer<O>>(method, `/api${fill(path, params)}${search(query)}`, body);
}

/** One request and its answer; the server's own schemas vouch for the shape. */
export async function send<T>(method: string, url: string, body?: unknown): Promise<Result<T>> {
  const streams = body instanceof Blob;
  try {
    const response = await fetch(url, {
      method,
      headers: body === undefined || streams ? {} : { "content-type": "application/json" },
      ...(body === undefined ? {} : { body: streams ? body : JSON.stringify(body) }),
    });
    const read = response.status === 204 ? null : await response.json().catch(() => null);
    return response.ok
      ? { ok: true, value: read as T }
      : { ok: false, problem: problemOf(response.status, read) };
  } catch {
    return { ok: false, problem: OFFLINE };
  }
}

let onSignedOut: () => Promise<boolean> = async () => false;

/** Says what to do when a session has ended; true where somebody signed in again. */
export function whenSignedOut(then: () => Promise<boolean>): void {
  onSignedOut = then;
}

function fill(path: string, params: Record<string, string>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
}

function search(query: unknown): string {
  const given = Object.entries(Object(query ?? {})).filter(([, value]) => value !== undefined);
  const text = new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
  return text && `?${text}`;
}

const OFFLINE: Problem = {
  status: 0,
  title: "No answer",
  detail: "The server could not be reached. Check your connection and try again.",
  errors: [],
};

function problemOf(status: number, read: Partial<Problem> | null): Problem {
  return {
    status,
    title: read?.title ?? "Something went wrong",
    detail: read?.detail ?? `The server answered ${status}. Try again in a moment.`,
    errors: Array.isArray(read?.errors) ? read.errors.filter((one) => "field" in one) : [],
  };
}
