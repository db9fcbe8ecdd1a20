// New ids and keys: random, short enough to read out, long enough never to be guessed.

const LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz";

/** A new id: a letter for its kind and 15 random characters (77 bits). */
export function newId(kind: string): string {
  return `${kind}_${random(15)}`;
}

/** A new key: its prefix and 32 random characters (165 bits). */
export function newKey(prefix: string): string {
  return prefix + random(32);
}

function random(length: number): string {
  let text = "";
  while (text.length < length) {
    for (const byte of crypto.getRandomValues(new Uint8Array(length))) {
      // 252 is the greatest multiple of 36 in a byte: what is above would favour some letters.
      if (byte < 252 && text.length < length) text += LETTERS[byte % 36];
    }
  }
  return text;
}
