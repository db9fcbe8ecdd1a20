// Speaks to Landed's public API, as any script of a team would.

import type { Answer, BodyInput, Operation, Params } from "../../contract/api/routes.ts";

/** How to reach a deployment: a token, or the cookie of somebody who signed in. */
export interface Access {
  url: string;
  token?: string;
  cookie?: string;
}

/** A call's answer, or null where the deployment says that it stands so already (409). Anything else is an error. */
export async function call<O extends Operation>(
  { url, token, cookie }: Access,
  operation: O,
  given: { params?: Params<O>; body?: BodyInput<O> } = {},
): Promise<Answer<O> | null> {
  const [method = "GET", path = ""] = operation.split(" ");
  const params = Object(given.params ?? {}) as Record<string, string>;
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ""),
  );
  const response = await fetch(`${url}/api${filled}`, {
    method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(cookie && { cookie, origin: url }),
      ...(given.body !== undefined && { "content-type": "application/json" }),
    },
    ...(given.body !== undefined && { body: JSON.stringify(given.body) }),
  });
  if (response.status === 409) return null;
  if (!response.ok) throw new Error(`${operation}: ${response.status} ${await response.text()}`);
  return response.status === 204 ? null : ((await response.json()) as Answer<O>);
}
