// The verdict table: the first row that holds names the state of a day.

import type { State } from "../../contract/verdict.ts";
import type { Adopted } from "./adoption.ts";
import type { Help } from "./help.ts";

/** Days after shipping (the shipping day is day 0) from which on anything is decided. */
export const RIPE_DAYS = 14;
/** With this many days without anybody new, and few answers, help cannot be answered any more. */
export const QUIET_DAYS = 28;
/** Fewer answers than this are few. */
const FEW_ANSWERS = 10;

export interface Signs {
  /** Whether the 14th day has come. */
  ripe: boolean;
  /** Done before in this regime. */
  wasDone: boolean;
  /** Whether the detector has sounded since help was confirmed, or since it was looked into. */
  alarmed: boolean;
  help: Help;
  adopted: Adopted;
  answers: number;
  /** Whether nobody has met it for 28 days. */
  quiet: boolean;
  /** Whether all shares left open lie within five points of the target; asked only where it matters. */
  tooClose: () => boolean;
}

export function stateOf(signs: Signs): State {
  const { ripe, wasDone, alarmed, help, adopted } = signs;
  if (!ripe) return "collecting";
  const done = wasDone || (help === "confirmed" && adopted === "met");
  if (done) return alarmed ? "slipping" : "done";
  if (adopted === "missed" && (help === "confirmed" || isUnanswerable(signs))) return "not-reached";
  if (help === "refuted") return adopted === "missed" ? "neither" : "not-helping";
  if (help === "collecting" && signs.tooClose()) return "too-close";
  return "collecting";
}

/** Help is open, few have answered, and nobody new comes who could. */
function isUnanswerable({ help, answers, quiet }: Signs): boolean {
  return help === "collecting" && answers < FEW_ANSWERS && quiet;
}
