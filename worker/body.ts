// Reads a request's body: counted while it streams, decoded as strict UTF-8, parsed once.

import { invalid, type Refusal } from "./problem.ts";

/** The body as JSON, or why it is not: over `limit` bytes, not UTF-8, or not JSON. */
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
    return { json: JSON.parse(text), text };
  } catch {
    return invalid("body", "is not JSON in UTF-8");
  }
}

async function readBytes(request: Request, limit: number): Promise<Uint8Array | null> {
  if (Number(request.headers.get("content-length") ?? 0) > limit) return null;
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body as ReadableStream<Uint8Array>) {
    length += chunk.byteLength;
    if (length > limit) return null;
    chunks.push(chunk);
  }
  return joined(chunks, length);
}

function joined(chunks: Uint8Array[], length: number): Uint8Array {
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
