// A table as CSV (RFC 4180) whose cells a spreadsheet shows and never computes.

export type Cell = string | number | boolean | null;

/** What a spreadsheet takes for a formula, also behind blanks and marks that nobody sees. */
const FORMULA = /^[\s\p{Cf}\p{Cc}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;
/** What would end a cell early: in the standard's own words, or where semicolons or tabs separate. */
const NEEDS_QUOTES = /[",;\t\r\n]|^\s|\s$/;

/** One line of a table with its CRLF; null is an empty cell, text that looks like a formula begins with `'`. */
export function csvRow(cells: readonly Cell[]): string {
  return `${cells.map(written).join(",")}\r\n`;
}

function written(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell !== "string") return String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
