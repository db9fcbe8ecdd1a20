// Refusals as values, and the one place where they become problem documents (RFC 9457).

/** One bad field of a request. */
export interface FieldError {
  /** Where it is, such as `targets.adoption`. */
  field: string;
  /** What is wrong and how to mend it. */
  detail: string;
  /** Of a file: the line, counted from 1. */
  line?: number;
}

export type Refusal =
  | { refused: "invalid"; detail: string; errors: FieldError[] }
  | { refused: "unauthenticated"; detail: string }
  | { refused: "forbidden"; detail: string }
  | { refused: "not-found"; detail: string }
  /** `allow` names the methods that the path takes. */
  | { refused: "method"; detail: string; allow: string }
  | { refused: "conflict"; detail: string }
  | { refused: "gone"; detail: string }
  | { refused: "too-large"; detail: string }
  | { refused: "unsupported-media"; detail: string }
  | { refused: "too-many"; detail: string; retryAfter: number }
  | { refused: "unavailable"; detail: string; retryAfter: number }
  /** Never a handler's answer: an exception that reached the one place where they end. */
  | { refused: "bug"; detail: string };

const STATUS: Record<Refusal["refused"], { status: number; title: string }> = {
  invalid: { status: 400, title: "The request is not valid" },
  unauthenticated: { status: 401, title: "Not signed in" },
  forbidden: { status: 403, title: "Not allowed" },
  "not-found": { status: 404, title: "Not found" },
  method: { status: 405, title: "That method is not taken here" },
  conflict: { status: 409, title: "That does not fit how things stand" },
  gone: { status: 410, title: "No longer there" },
  "too-large": { status: 413, title: "Too large" },
  "unsupported-media": { status: 415, title: "That media type is not read here" },
  "too-many": { status: 429, title: "Too many requests" },
  unavailable: { status: 503, title: "Storage is not answering" },
  bug: { status: 500, title: "Something went wrong" },
};

/** Whether a handler's result is a refusal. */
export function isRefusal(result: unknown): result is Refusal {
  return typeof result === "object" && result !== null && "refused" in result;
}

export function invalid(field: string, detail: string): Refusal {
  return { refused: "invalid", detail: `${field}: ${detail}`, errors: [{ field, detail }] };
}

export function notFound(what: string): Refusal {
  return { refused: "not-found", detail: `There is no such ${what}.` };
}

export function conflict(detail: string): Refusal {
  return { refused: "conflict", detail };
}

/** For a path that is there, but not for this method. */
export function onlyBy(allow: string): Refusal {
  return { refused: "method", detail: `This path takes ${allow} alone.`, allow };
}

export function forbidden(detail: string): Refusal {
  return { refused: "forbidden", detail };
}

/** A refusal as it travels. `extra` are further members of the document. */
export function problem(refusal: Refusal, extra: Record<string, unknown> = {}): Response {
  const { status, title } = STATUS[refusal.refused];
  const headers = new Headers({
    "content-type": "application/problem+json",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  if ("retryAfter" in refusal) headers.set("retry-after", String(refusal.retryAfter));
  if ("allow" in refusal) headers.set("allow", refusal.allow);
  const errors = "errors" in refusal ? { errors: refusal.errors } : {};
  const body = { type: `urn:landed:${refusal.refused}`, title, status, detail: refusal.detail };
  return new Response(JSON.stringify({ ...body, ...errors, ...extra }), { status, headers });
}
