// Bytes as lines: counted while they come in, decoded as strict UTF-8, and never more than one line too many in memory.

/** Longest line, in bytes. */
export const LINE_BYTES = 1024 * 1024;
/** Largest import, in bytes: what Cloudflare lets through to a Worker on most plans. */
export const IMPORT_BYTES = 100 * 1024 * 1024;

/** Why no further line can be read. `line` is the one that was being read, counted from 1. */
export class Unreadable extends Error {
  readonly why: "too-large" | "line-too-long" | "not-utf-8";
  readonly line: number;

  constructor(why: Unreadable["why"], line: number) {
    super(why);
    this.why = why;
    this.line = line;
  }
}

const NEW_LINE = 10;

/** The lines of a text without their breaks; nothing follows the last break. Throws `Unreadable`. */
export async function* linesIn(
  chunks: AsyncIterable<Uint8Array>,
  limit = Number.POSITIVE_INFINITY,
): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let rest = new Uint8Array();
  let total = 0;
  let line = 1;
  const decoded = (bytes: Uint8Array) => {
    if (bytes.byteLength > LINE_BYTES) throw new Unreadable("line-too-long", line);
    try {
      return decoder.decode(bytes);
    } catch {
      throw new Unreadable("not-utf-8", line);
    }
  };
  for await (const chunk of chunks) {
    total += chunk.byteLength;
    if (total > limit) throw new Unreadable("too-large", line);
    let start = 0;
    for (let end = chunk.indexOf(NEW_LINE); end >= 0; end = chunk.indexOf(NEW_LINE, start)) {
      const piece = chunk.subarray(start, end);
      yield decoded(rest.byteLength > 0 ? joined(rest, piece) : piece);
      rest = new Uint8Array();
      start = end + 1;
      line++;
    }
    if (start < chunk.byteLength) rest = joined(rest, chunk.subarray(start));
    if (rest.byteLength > LINE_BYTES) throw new Unreadable("line-too-long", line);
  }
  if (rest.byteLength > 0) yield decoded(rest);
}

function joined(left: Uint8Array, right: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(left.byteLength + right.byteLength);
  both.set(left);
  both.set(right, left.byteLength);
  return both;
}
