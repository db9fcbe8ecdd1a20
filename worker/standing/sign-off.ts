// When an iteration was signed off: all partners of its definition of done have given their word.

import { sql } from "kysely";
import { query, rows, wanted } from "../database.ts";
import type { History } from "../judge/history.ts";
import { calendarOf } from "../ledger/calendar.ts";
import type { Story } from "./history.ts";

/** One word given, as far as a sign-off is concerned. */
export interface Word {
  /** Null where no partners are named. */
  partner: string | null;
  at: number;
  /** When it was withdrawn, or reopened by a slip. */
  ended_at: number | null;
}

/**
 * The word that made a sign-off complete, of those that stood at a moment; undefined while one is missing.
 * Where no partners are named, one word of anybody is enough.
 */
export function completing<Each extends Word>(
  partners: readonly string[],
  words: readonly Each[],
  at: number,
): Each | undefined {
  const standing = words
    .filter((word) => word.at <= at && (word.ended_at === null || word.ended_at > at))
    .sort((a, b) => a.at - b.at);
  if (partners.length === 0) return standing[0];
  const given = partners.map((partner) => standing.find((word) => word.partner === partner));
  if (!given.every((word) => word !== undefined)) return undefined;
  return given.sort((a, b) => a.at - b.at).at(-1);
}

/** The partners that a feature names, in order. */
export function partnerNames(feature: { partners: string }): string[] {
  return (JSON.parse(feature.partners) as { name: string }[]).map(({ name }) => name);
}

/** What was signed off by a moment, by the iteration's id: on which day, with how many active users. */
export async function readSignedOff(
  db: D1Database,
  stories: readonly Story[],
  at: number,
): Promise<Map<number, NonNullable<History["signedOff"]>>> {
  const words = await readWords(
    db,
    stories.map(({ iteration }) => iteration.id),
  );
  return new Map(
    stories.flatMap(({ feature, iteration, timeZone }) => {
      const last = completing(partnerNames(feature), words.get(iteration.id) ?? [], at);
      if (!last) return [];
      const day = calendarOf(timeZone)(last.at);
      return [[iteration.id, { day, activeNow: last.activeNow }] as const];
    }),
  );
}

async function readWords(db: D1Database, iterations: readonly number[]) {
  const found = await rows(
    db,
    query
      .selectFrom(wanted(iterations))
      .innerJoin("confirmation", "confirmation.iteration", "wanted.value")
      .select(["confirmation.iteration", "partner", "at", "ended_at"])
      .select(sql<number>`frozen ->> '$.verdict.adoption.activeNow'`.as("activeNow")),
  );
  return Map.groupBy(found, ({ iteration }) => iteration);
}
