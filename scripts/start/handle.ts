// <data>/handle.json: all that a script needs to speak to the local deployment.

import { join } from "node:path";
import { fail } from "../arguments.ts";
import { keep, readKept } from "./kept.ts";

export interface Handle {
  url: string;
  /** The demo project and its credentials; null in an empty deployment. */
  project: string | null;
  key: string | null;
  secretKey: string | null;
  identitySecret: string | null;
  /** Reaches the whole deployment, with the scope write. */
  token: string;
}

const pathOf = (data: string) => join(data, "handle.json");

export function readHandle(data: string): Handle | null {
  return readKept<Handle>(pathOf(data));
}

export function writeHandle(data: string, handle: Handle): void {
  keep(pathOf(data), handle);
}

/** Longer than any answer on this machine takes. */
const PATIENCE_MS = 5_000;

/** Ends with a clear word where a start serves the folder already: two Workers would write to one database. */
export async function needsAlone(data: string): Promise<void> {
  const handle = readHandle(data);
  if (handle === null || !(await isServed(handle))) return;
  fail(
    `${data} is served already, at ${handle.url}.\n` +
      "Stop that start first, or choose another folder: npm start -- --data .landed-2",
  );
}

/** Whoever listens there is this deployment if it knows its token. */
async function isServed({ url, token }: Handle): Promise<boolean> {
  const answer = await fetch(`${url}/api/projects`, {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch(() => null);
  return answer?.ok ?? false;
}
