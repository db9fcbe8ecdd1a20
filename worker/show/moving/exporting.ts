// GET …/export.ndjson and …/export.csv: everything of a project, streamed as it is read.

import { checkedLine } from "../../../contract/export/check.ts";
import type { ExportLine } from "../../../contract/export.ts";
import type { Call } from "../../handler.ts";
import type { Project } from "../../ledger/catalogue.ts";
import { csvOf } from "./export-csv.ts";
import { recordsOf } from "./export-reading.ts";

/** Lines go out once this many characters are together. */
const PIECE = 64 * 1024;

async function exportAll({ env, project, now }: Call<"GET /projects/{project}/export.ndjson">) {
  const lines = linesOf(recordsOf(env, project, now));
  return download(lines, { type: "application/x-ndjson", ending: "ndjson", project });
}

async function exportAnswers({ env, project }: Call<"GET /projects/{project}/export.csv">) {
  return download(csvOf(env, project), { type: "text/csv", ending: "csv", project });
}

/** Records as checked lines, and the line that says how many there were: what lacks it was cut short. */
async function* linesOf(records: AsyncIterable<ExportLine>): AsyncGenerator<string> {
  const kinds: Record<string, number> = {};
  let lines = 0;
  let before = "";
  for await (const record of records) {
    const { text, check } = checkedLine(record, before);
    before = check;
    lines++;
    kinds[record.kind] = (kinds[record.kind] ?? 0) + 1;
    yield `${text}\n`;
  }
  yield `${checkedLine({ kind: "end", lines, kinds } satisfies ExportLine, before).text}\n`;
}

function download(
  texts: AsyncGenerator<string>,
  { type, ending, project }: { type: string; ending: string; project: Project },
): Response {
  return new Response(streamed(texts), {
    headers: {
      "content-type": `${type}; charset=utf-8`,
      // Named by id: a project's name may hold anything.
      "content-disposition": `attachment; filename="landed-${project.id}.${ending}"`,
    },
  });
}

/** Texts as bytes, read only as fast as somebody takes them. What fails on the way breaks the stream off. */
function streamed(texts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      let piece = "";
      while (piece.length < PIECE) {
        const { done, value } = await texts.next();
        if (done) {
          if (piece !== "") controller.enqueue(encoder.encode(piece));
          return controller.close();
        }
        piece += value;
      }
      controller.enqueue(encoder.encode(piece));
    },
    async cancel() {
      await texts.return(undefined);
    },
  });
}

export const exportHandlers = {
  "GET /projects/{project}/export.ndjson": exportAll,
  "GET /projects/{project}/export.csv": exportAnswers,
};
