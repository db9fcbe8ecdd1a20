// The evidence for an iteration as it stands: what a signature freezes, so that anybody can replay it later.

import { dayToText } from "../../contract/day.ts";
import type { Verdict } from "../../contract/verdict.ts";
import type { Env } from "../env.ts";
import { calendarOf } from "../ledger/calendar.ts";
import { canonicalRows, checksumOf } from "../ledger/canonical.ts";
import { MILESTONES, type MilestoneName, WHOSE } from "../ledger/milestones.ts";
import type { LedgerRow } from "../ledger/sums.ts";
import { readEvidence } from "./evidence.ts";
import { RULES } from "./fingerprint.ts";
import type { Story } from "./history.ts";
import { type Told, toldOf, verdictOn } from "./told.ts";

type Sums = Record<MilestoneName, number>;

/** Evidence as it stood. The verdict in it follows from `ledger` and `history` alone, by the rules named. */
export interface Frozen {
  at: string;
  /** The project day it was judged on. */
  day: string;
  rules: string;
  /** SHA-256 of the ledger's rows and of what was promised, see worker/ledger/canonical.ts. */
  checksum: string;
  verdict: Verdict;
  /** How many journeys had reached each milestone. */
  sums: { customers: Sums; accounts: Sums };
  /** What the judge was told besides the ledger. */
  history: Told;
  /** The ledger's days up to that day. */
  ledger: number[][];
}

/** Judges an iteration from its ledgers as they are now, and keeps what it was judged by. */
export async function freeze(env: Env, story: Story, now: number): Promise<Frozen> {
  const { id } = story.iteration;
  const today = calendarOf(story.timeZone)(now);
  const evidence = (await readEvidence(env, [story], today)).get(id) ?? { ledger: [] };
  const ledger = evidence.ledger.filter(({ day }) => day <= today);
  const history = toldOf(story, evidence, today);
  const rows = canonicalRows(ledger);
  return {
    at: new Date(now).toISOString(),
    day: dayToText(today),
    rules: RULES,
    checksum: await checksumOf(history, rows),
    verdict: verdictOn(history, ledger, today),
    sums: sumsOf(ledger),
    history,
    ledger: rows,
  };
}

function sumsOf(ledger: readonly LedgerRow[]): Frozen["sums"] {
  const [customers, accounts] = WHOSE.map(({ column }) => {
    const sum = (name: MilestoneName) =>
      ledger.reduce((total, row) => total + row[`${column}_${name}`], 0);
    return Object.fromEntries(MILESTONES.map((name) => [name, sum(name)])) as Sums;
  });
  return { customers: customers as Sums, accounts: accounts as Sums };
}
