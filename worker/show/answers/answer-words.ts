// What somebody searches comments for, taken literally: words to look up, or a text to look for.

/** Words that a comment must hold, as a query of the full-text index; or a text that it must hold as it is. */
export type Sought = { words: string } | { text: string };

/** More words than anybody types; each costs the index a look. */
const MOST_WORDS = 100;

/** Scripts that write words without spaces: the index knows no words in them. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/**
 * What a query seeks; null for too many words. Every word is quoted, so that nothing in it is an operator, and
 * stands for all words that begin with it.
 */
export function soughtBy(asked: string): Sought | null {
  const words = [...new Set(asked.match(/[\p{L}\p{N}\p{Co}\p{M}]+/gu) ?? [])];
  if (words.length > MOST_WORDS) return null;
  if (words.length === 0 || UNSPACED.test(asked)) return { text: asked.trim() };
  return { words: words.map((word) => `"${word}"*`).join(" AND ") };
}
