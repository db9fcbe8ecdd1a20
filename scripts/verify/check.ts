// Checks an export line by line: that it is whole, that its lines agree, and that every verdict in it follows.

import { textToDay } from "../../contract/day.ts";
import type { ExportLine } from "../../contract/export.ts";
import { agree, missing, newAgreement } from "../../worker/show/moving/import-agreement.ts";
import { type Complaint, lineReader } from "../../worker/show/moving/import-line.ts";
import type { Fault } from "../../worker/show/moving/import-story.ts";
import { RULES } from "../../worker/standing/fingerprint.ts";
import { frozenFaults, quarterFaults, verdictFaults } from "./replay.ts";

/** What was found. */
export interface Checked {
  lines: number;
  verdicts: number;
  signatures: number;
  /** In the order of lines. */
  complaints: Complaint[];
}

/** Complaints that are kept; what comes after is damage of the same kind. */
const KEPT = 1_000;

/** Checks the lines of an export, each without its break. Memory holds one iteration at a time. */
export async function checkExport(lines: AsyncIterable<string>): Promise<Checked> {
  const checked: Checked = { lines: 0, verdicts: 0, signatures: 0, complaints: [] };
  const known = newAgreement();
  // Nothing is later than the export itself, whenever it is checked; its header says when that is.
  let read = lineReader(Number.MAX_SAFE_INTEGER);
  for await (const text of lines) {
    if (checked.complaints.length >= KEPT) break;
    checked.lines++;
    if (checked.lines === 1) read = lineReader(madeAt(text));
    const line = read(text);
    checked.complaints.push(...agree(known, line));
    const faults = line.record === null ? [] : await faultsOf(line.record, known, checked);
    checked.complaints.push(...faults.map((fault) => named(line.number, fault)));
  }
  checked.complaints.push(...missing(known, checked.lines));
  return checked;
}

/** When an export says it was made, ms; a line that does not say so is complained of when it is read. */
function madeAt(header: string): number {
  const at = /"at":"([^"]*)"/.exec(header)?.[1];
  const moment = Date.parse(at ?? "");
  return Number.isNaN(moment) ? Date.now() : moment;
}

function named(line: number, [field, detail]: Fault): Complaint {
  return { line, field, detail };
}

async function faultsOf(
  record: ExportLine,
  { section, story }: ReturnType<typeof newAgreement>,
  checked: Checked,
): Promise<Fault[]> {
  switch (record.kind) {
    case "export":
      return record.rules === RULES
        ? []
        : [["rules", `its verdicts follow other rules; these are ${RULES}`]];
    case "confirmation":
      checked.signatures++;
      return frozenFaults(record);
    case "quarter":
      return quarterFaults(record);
    case "verdict": {
      if (!section || !story.project) return [];
      checked.verdicts++;
      const { iteration, ledger } = section;
      const until = ledger.filter(({ day }) => day <= textToDay(record.day));
      return verdictFaults(record, { iteration, ledger: until, timeZone: story.project.timeZone });
    }
    default:
      return [];
  }
}
