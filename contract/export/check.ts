// The check at the end of an export's line: it tells which line was altered, lost or moved.
//
// It shows damage, not malice: whoever can rewrite a line can rewrite its check. What malice cannot rewrite
// unseen is that the lines agree with each other: ledgers with journeys, verdicts with ledgers.

const FIELD = /,"check":"([0-9a-f]{16})"\}$/;
const PRIME = 0x01000193;

/** A record as a line without its break, with a check of it and of the line before. */
export function checkedLine(record: object, before: string): { text: string; check: string } {
  const body = JSON.stringify(record);
  const check = checkOf(body, before);
  return { text: `${body.slice(0, -1)},"check":"${check}"}`, check };
}

/** A line's record as text and the check that it states; null for a line that states none. */
export function splitCheck(text: string): { body: string; check: string } | null {
  const check = FIELD.exec(text)?.[1];
  return check === undefined ? null : { body: `${text.slice(0, -FIELD_LENGTH)}}`, check };
}

const FIELD_LENGTH = ',"check":""}'.length + 16;

/** 64 bits of two FNV-1a hashes over the text and the check before it, in hexadecimal. */
export function checkOf(body: string, before: string): string {
  const text = before + body;
  let left = 0x811c9dc5;
  let right = 0xcbf29ce4;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    left = Math.imul(left ^ unit, PRIME);
    right = Math.imul(right ^ (unit + at), PRIME);
  }
  return hex(left) + hex(right);
}

function hex(value: number): string {
  return (value >>> 0).toString(16).padStart(8, "0");
}
