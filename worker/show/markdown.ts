// Text inside a Markdown document: shown as it was written, whatever Markdown, chats or forges would make of it.

/** Breaks a line, or turns the writing direction of what follows. */
const BREAKS = /[\p{Cc}\u2028\u2029]+/gu;
const TURNS = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** Emphasis, code, links, images, tables, headings, references to issues, formulas, strike-through. */
const MARKS = /[\\`*_[\]|!#$~]/g;
/** Would make a list, a heading or a quotation of what follows. */
const OPENING = /^(\s*)(?:([-+=])|(\d+)([.)])(?=\s|$))/;

/** A text as one line that renders as the text itself: no link, no image, nobody mentioned, no table broken. */
export function markdownText(text: string): string {
  return text
    .replace(BREAKS, " ")
    .replace(TURNS, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(MARKS, "\\$&")
    .replace(OPENING, (_, space = "", mark = "", digits = "", end = "") =>
      mark ? `${space}\\${mark}` : `${space}${digits}\\${end}`,
    )
    .replaceAll("://", "\\://")
    .replace(/\bwww\./gi, (found) => `${found.slice(0, -1)}\\.`)
    .replaceAll("@", "@\u200b");
}

/** A table of cells that are escaped already; a table without rows is nothing. */
export function markdownTable(
  head: readonly string[],
  body: readonly (readonly string[])[],
): string[] {
  if (body.length === 0) return [];
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...body.map(line)];
}
