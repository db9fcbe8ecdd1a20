// A promise that is changed: noted with who, when, from what to what, and how many answers had been heard.

import { query, rows } from "../../database.ts";
import type { Env } from "../../env.ts";
import { calendarOf } from "../../ledger/calendar.ts";
import type { Feature, Iteration, Project } from "../../ledger/catalogue.ts";
import { type KeptTerms, termsOf } from "../../ledger/shipping.ts";
import { answersIn, readLedgers } from "../../ledger/sums.ts";

interface Change {
  now: number;
  by: string;
}

/** An iteration whose promise may have moved, by whom, and what had been heard by then. */
export interface Moving {
  iteration: number;
  day: number;
  at: number;
  by: string;
  /** Whether anything was heard at all. */
  heard: boolean;
  /** In the unit promised before. */
  answers: number;
}

/** Ledgers are read for so many iterations at a time. */
const PIECE = 50;

/** What a changed project may move: every feature's current iteration, if it promises anything else now. */
export async function movingOfProject(
  env: Env,
  given: Change & { before: Project; after: Project },
): Promise<Moving[]> {
  const { before, after } = given;
  if (JSON.stringify(termsOf(before, null)) === JSON.stringify(termsOf(after, null))) return [];
  const current = await rows(
    env.DB,
    query
      .selectFrom("feature")
      .innerJoin("iteration", "iteration.feature", "feature.id")
      .where("feature.project", "=", before.id)
      .where("iteration.superseded_at", "is", null)
      .select(["iteration.id", "iteration.terms"]),
  );
  return movingOf(env, { ...given, project: after, current });
}

/** What a feature's changed settings move: its current iteration, if they promise anything else. */
export async function movingOfFeature(
  env: Env,
  given: Change & { project: Project; feature: Feature; iteration: Iteration },
): Promise<Moving[]> {
  const { project, feature, iteration } = given;
  const same = JSON.stringify(termsOf(project, feature)) === JSON.stringify(parsed(iteration));
  return same ? [] : movingOf(env, { ...given, current: [iteration] });
}

type Current = Pick<Iteration, "id" | "terms">;

const parsed = ({ terms }: Current) => JSON.parse(terms) as KeptTerms;

async function movingOf(
  env: Env,
  { project, now, by, current }: Change & { project: Project; current: readonly Current[] },
): Promise<Moving[]> {
  const day = calendarOf(project.time_zone)(now);
  const moving: Moving[] = [];
  for (let start = 0; start < current.length; start += PIECE) {
    const piece = current.slice(start, start + PIECE);
    const ids = piece.map(({ id }) => id);
    const ledgers = await readLedgers(env, ids);
    for (const each of piece) {
      const ledger = ledgers.get(each.id) ?? [];
      const answers = answersIn(ledger, parsed(each).unit);
      const heard = ledger.length > 0;
      moving.push({ iteration: each.id, day, at: now, by, heard, answers });
    }
  }
  return moving;
}

/**
 * What a feature `f` of a project `p` promises now, as KeptTerms. Read in the statement that keeps it, so that what
 * two people set at once is promised together.
 */
export const TERMS_NOW = `json_object(
  'unit', p.unit,
  'adoption', coalesce(f.target_adoption, p.target_adoption) / 100.0,
  'helpfulness', coalesce(f.target_helpfulness, p.target_helpfulness) / 100.0,
  'population', f.population, 'rule', f.adoption_rule, 'window', f.window)`;

/**
 * A promise made before anything was heard is simply the promise; later changes start a regime and stay on record.
 * What promises the same as before is left alone.
 */
const MOVE = `
WITH promised AS MATERIALIZED (
  SELECT i.id, m.value AS moving, ${TERMS_NOW} AS terms_now
  FROM json_each(?1) m
  JOIN iteration i ON i.id = m.value ->> 'iteration'
  JOIN feature f ON f.id = i.feature
  JOIN project p ON p.id = f.project
)
UPDATE iteration SET
  terms = terms_now,
  terms_changes = CASE WHEN moving ->> 'heard' THEN json_insert(terms_changes, '$[#]', json_object(
    'day', moving ->> 'day', 'at', moving ->> 'at', 'by', moving ->> 'by',
    'from', json(terms), 'to', json(terms_now), 'answers', moving ->> 'answers')) ELSE terms_changes END
FROM promised
WHERE iteration.id = promised.id AND EXISTS (
  SELECT 1 FROM json_each(terms_now) n WHERE n.value IS NOT json_extract(iteration.terms, '$.' || n.key))`;

const FORGET = `
DELETE FROM standing WHERE iteration IN (SELECT value ->> 'iteration' FROM json_each(?1))`;

/**
 * The statements that move promises, to follow those that change the settings in the same batch; what was judged
 * under the old ones is forgotten.
 */
export function movingTerms(db: D1Database, all: readonly Moving[]): D1PreparedStatement[] {
  if (all.length === 0) return [];
  const json = JSON.stringify(all);
  return [db.prepare(MOVE).bind(json), db.prepare(FORGET).bind(json)];
}
