// A quarter as a file to take along: Markdown or CSV, by the ending of its path.

import type { Quarter } from "../../../contract/api/quarters.ts";
import { quarterCsv } from "./quarter-csv.ts";
import { quarterMarkdown } from "./quarter-markdown.ts";

export type Ending = "md" | "csv";

const MEDIA: Record<Ending, string> = { md: "text/markdown", csv: "text/csv" };

/** `2026-Q4.md` as the quarter's id and the wanted form; null: JSON. */
export function splitEnding(path: string): { id: string; ending: Ending | null } {
  const [, id = path, ending] = /^(.*)\.(md|csv)$/.exec(path) ?? [];
  return { id, ending: ending === "md" || ending === "csv" ? ending : null };
}

/** The file. A closed quarter's is made from its frozen document alone. */
export function asDocument(quarter: Quarter, ending: Ending, timeZone: string): Response {
  const text = ending === "md" ? quarterMarkdown(quarter, timeZone) : quarterCsv(quarter);
  return new Response(text, {
    headers: {
      "content-type": `${MEDIA[ending]}; charset=utf-8`,
      "content-disposition": `attachment; filename="pit-stop-${quarter.id}.${ending}"`,
    },
  });
}
