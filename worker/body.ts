// Reads a request's body: counted while it streams, decoded as strict UTF-8, parsed once, and unambiguous.

import { invalid, type Refusal } from "./problem.ts";

/** The body as JSON, or why it is not: over `limit` bytes, not UTF-8, not JSON, or saying one thing twice. */
export async function readJson(
  request: Request,
  limit: number,
): Promise<{ json: unknown; text: string } | Refusal> {
  const bytes = await readBytes(request, limit);
  if (!bytes) {
    return {
      refused: "too-large",
      detail: `The body may hold at most ${limit} bytes; send less at a time.`,
    };
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    const json: unknown = JSON.parse(text);
    const twice = repeatedName(text);
    return twice === null ? { json, text } : invalid(twice, "stands twice in one object");
  } catch {
    return invalid("body", "is not JSON in UTF-8");
  }
}

/** Strings, with the colon that makes one a name, and where objects begin and end. */
const TOKENS = /("[^"\\]*(?:\\.[^"\\]*)*")(\s*:)?|[{}]/g;

/** A name that an object of this JSON has twice, so that readers would differ in what it says; or null. */
function repeatedName(json: string): string | null {
  const open: Set<string>[] = [];
  for (const [token, quoted, colon] of json.matchAll(TOKENS)) {
    if (token === "{") open.push(new Set());
    else if (token === "}") open.pop();
    else if (quoted !== undefined && colon !== undefined) {
      const name: string = JSON.parse(quoted);
      const names = open.at(-1);
      if (names?.has(name)) return name;
      names?.add(name);
    }
  }
  return null;
}

/** Where an object has a member `__proto__`, which schemas of any name drop without a word; null where none has. */
export function placeOfProto(json: unknown): string | null {
  if (typeof json !== "object" || json === null) return null;
  for (const [name, value] of Object.entries(json)) {
    const within = name === "__proto__" ? "" : placeOfProto(value);
    if (within !== null) return within === "" ? name : `${name}.${within}`;
  }
  return null;
}

type Bytes = Uint8Array<ArrayBuffer>;

/** The body's bytes; null for more than `limit`, or where there is no room for the next of them. */
export async function readBytes(
  request: Request,
  limit: number,
  hasRoom: (bytes: number) => boolean = () => true,
): Promise<Bytes | null> {
  if (Number(request.headers.get("content-length") ?? 0) > limit) return null;
  if (!request.body) return new Uint8Array();
  const chunks: Bytes[] = [];
  let length = 0;
  for await (const chunk of request.body as ReadableStream<Bytes>) {
    length += chunk.byteLength;
    if (length > limit || !hasRoom(chunk.byteLength)) return null;
    chunks.push(chunk);
  }
  return joined(chunks, length);
}

function joined(chunks: Bytes[], length: number): Bytes {
  const [only] = chunks;
  if (only && chunks.length === 1) return only;
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}
