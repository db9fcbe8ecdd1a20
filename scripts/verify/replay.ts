// Judges again what an export says was judged, from the lines that it says it was judged from.

import { isDeepStrictEqual } from "node:util";
import { textToDay } from "../../contract/day.ts";
import type { LineOf } from "../../contract/export.ts";
import { countsOf } from "../../worker/judge/pit-stop.ts";
import { calendarOf, startOf } from "../../worker/ledger/calendar.ts";
import { canonicalRows, checksumOf } from "../../worker/ledger/canonical.ts";
import { COLUMNS } from "../../worker/ledger/milestones.ts";
import { emptyRow } from "../../worker/ledger/refold.ts";
import type { LedgerRow } from "../../worker/ledger/sums.ts";
import { featureRow, iterationRow, msOf } from "../../worker/show/moving/import-rows.ts";
import type { Fault, ToldIteration } from "../../worker/show/moving/import-story.ts";
import { RULES } from "../../worker/standing/fingerprint.ts";
import type { Evidence, Story } from "../../worker/standing/history.ts";
import { completing } from "../../worker/standing/sign-off.ts";
import { type Told, toldOf, verdictOn } from "../../worker/standing/told.ts";

/** In what a verdict's line differs from what its iteration, its ledger and its confirmations say. */
export function verdictFaults(
  record: LineOf<"verdict">,
  given: { iteration: ToldIteration; ledger: readonly LedgerRow[]; timeZone: string },
): Fault[] {
  const day = textToDay(record.day);
  const told = toldOf(storyOf(given), evidenceOf(given, day), day);
  return [
    ...differences("history", told, record.history),
    ...differences("verdict", verdictOn(told, given.ledger, day), record.verdict),
  ];
}

function storyOf({ iteration, timeZone }: { iteration: ToldIteration; timeZone: string }): Story {
  return {
    feature: featureRow(iteration.feature, { id: 0, project: "", current: null }),
    iteration: iterationRow(iteration.record, { id: 0, feature: 0 }),
    timeZone,
  };
}

/** What else the judge is told: when all partners had signed, and the bursts that nobody excluded. */
function evidenceOf(
  { iteration, timeZone }: { iteration: ToldIteration; timeZone: string },
  day: number,
): Evidence {
  const partners = iteration.feature.partners.map(({ name }) => name);
  const words = iteration.confirmations.map(({ partner, at, endedAt, frozen }) => ({
    partner,
    at: msOf(at),
    ended_at: endedAt === null ? null : msOf(endedAt),
    activeNow: frozen.verdict.adoption.activeNow,
  }));
  const last = completing(partners, words, startOf(day + 1, timeZone) - 1);
  const bursts = iteration.bursts
    .filter(({ excludedAt }) => excludedAt === null)
    .sort((a, b) => a.hour - b.hour)
    .map(({ hour, day: on, answers, usual }) => ({ hour, day: textToDay(on), answers, usual }));
  const signedOff = last && { day: calendarOf(timeZone)(last.at), activeNow: last.activeNow };
  return { ledger: [], signedOff: signedOff ?? null, bursts };
}

/** In what a frozen sign-off differs from what follows from the ledger and the history frozen with it. */
export async function frozenFaults({ frozen }: LineOf<"confirmation">): Promise<Fault[]> {
  if (frozen.rules !== RULES) return [["frozen.rules", "names other rules than these"]];
  const day = textToDay(frozen.day);
  const ledger = frozen.ledger.map(ledgerRowOf);
  // The schema saw to what every history has; the rest of it is the judge's.
  const told = frozen.history as unknown as Told;
  const checksum = await checksumOf(told, canonicalRows(ledger));
  return [
    ...(checksum === frozen.checksum
      ? []
      : [["frozen.checksum", "is not that of the ledger and the promise frozen with it"] as const]),
    ...differences("frozen.verdict", verdictOn(told, ledger, day), frozen.verdict),
  ];
}

function ledgerRowOf([day = 0, ...counts]: number[]): LedgerRow {
  const row = emptyRow(0, day);
  for (const [place, { name }] of COLUMNS.entries()) row[name] = counts[place] ?? 0;
  return row;
}

/** In what a closed quarter's counts differ from the iterations frozen in it. */
export function quarterFaults({ frozen }: LineOf<"quarter">): Fault[] {
  const shipped = frozen.shipped.map(({ feature, iteration, verdict, signed, decision }) => ({
    ...{ feature, iteration, signed, state: verdict.state, forecast: verdict.forecast },
    decided: decision !== null,
  }));
  return differences("frozen.counts", countsOf(shipped), frozen.counts);
}

/** Exponentials and logarithms differ in their last bits from one machine's library to another's. */
const NOISE = 1e-9;

function isSame(follows: unknown, said: unknown): boolean {
  if (typeof follows !== "number" || typeof said !== "number")
    return isDeepStrictEqual(follows, said);
  const isWhole = Number.isInteger(follows) && Number.isInteger(said);
  return isWhole
    ? follows === said
    : Math.abs(follows - said) <= NOISE * Math.max(1, Math.abs(said));
}

/** The fields in which what is said differs from what follows; JSON is what is compared. */
function differences(field: string, follows: unknown, said: unknown): Fault[] {
  const expected: unknown = JSON.parse(JSON.stringify(follows));
  if (isSame(expected, said)) return [];
  if (!isObject(expected) || !isObject(said))
    return [[field, `says ${short(said)}, but ${short(expected)} follows`]];
  const names = new Set([...Object.keys(expected), ...Object.keys(said)]);
  return [...names].flatMap((name) =>
    differences(`${field}.${name}`, expected[name] ?? null, said[name] ?? null),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function short(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
