// A promise that is changed: noted with who, when, from what to what, and how many answers had been heard.

import { query, rows } from "../database.ts";
import type { Env } from "../env.ts";
import { calendarOf } from "../ledger/calendar.ts";
import type { Feature, Iteration, Project } from "../ledger/catalogue.ts";
import { type KeptTerms, termsOf } from "../ledger/shipping.ts";
import { readLedgers } from "../ledger/sums.ts";
import type { KeptChange } from "../standing/history.ts";

interface Change {
  now: number;
  by: string;
}

/** A promise that has moved; `answers` were heard by then, and `heard` is whether anything was. */
export interface MovedTerms {
  iteration: number;
  change: KeptChange;
  heard: boolean;
}

/** Ledgers are read for so many iterations at a time. */
const PIECE = 50;

/** The promises that a changed project moves: of every feature's current iteration. */
export async function movedByProject(
  env: Env,
  given: Change & { before: Project; after: Project },
): Promise<MovedTerms[]> {
  const { before, after } = given;
  if (JSON.stringify(termsOf(before, null)) === JSON.stringify(termsOf(after, null))) return [];
  const current = await rows(
    env.DB,
    query
      .selectFrom("feature")
      .innerJoin("iteration", "iteration.feature", "feature.id")
      .where("feature.project", "=", before.id)
      .where("iteration.superseded_at", "is", null)
      .select(["iteration.id", "iteration.terms"])
      .select(["target_adoption", "target_helpfulness", "population", "adoption_rule", "window"]),
  );
  return moved(env, { ...given, project: after, current });
}

/** The promise that a feature's changed settings move, if they do. */
export function movedByFeature(
  env: Env,
  given: Change & { project: Project; feature: Feature; iteration: Iteration },
): Promise<MovedTerms[]> {
  const { iteration, feature } = given;
  return moved(env, {
    ...given,
    current: [{ ...feature, id: iteration.id, terms: iteration.terms }],
  });
}

type Promised = Parameters<typeof termsOf>[1] & { id: number; terms: string };

async function moved(
  env: Env,
  given: Change & { project: Project; current: readonly Promised[] },
): Promise<MovedTerms[]> {
  const { project, now, by } = given;
  const day = calendarOf(project.time_zone)(now);
  const changes = given.current.flatMap((each) => {
    const from = JSON.parse(each.terms) as KeptTerms;
    const to = termsOf(project, each);
    return JSON.stringify(from) === JSON.stringify(to) ? [] : [{ id: each.id, from, to }];
  });
  const heard = await heardOf(env, changes);
  return changes.map(({ id, from, to }) => {
    const answers = heard.get(id);
    const change = { day, at: now, by, from, to, answers: answers ?? 0 };
    return { iteration: id, change, heard: answers !== undefined };
  });
}

/** How many answers each iteration has heard, in the unit it was promised in; those that heard nothing are left out. */
async function heardOf(env: Env, all: readonly { id: number; from: KeptTerms }[]) {
  const heard = new Map<number, number>();
  for (let start = 0; start < all.length; start += PIECE) {
    const piece = all.slice(start, start + PIECE);
    const ledgers = await readLedgers(
      env,
      piece.map(({ id }) => id),
    );
    for (const { id, from } of piece) {
      const ledger = ledgers.get(id) ?? [];
      const answers = ledger.map((row) =>
        from.unit === "account"
          ? row.accounts_helped + row.accounts_unhelped
          : row.customers_helped + row.customers_unhelped,
      );
      const sum = answers.reduce((total, each) => total + each, 0);
      if (ledger.length > 0) heard.set(id, sum);
    }
  }
  return heard;
}

/**
 * A promise made before anything was heard is simply the promise; later changes start a regime and stay on record.
 * A change is added to those on record in the statement itself, so that two people's are both kept.
 */
const MOVE = `
UPDATE iteration SET
  terms = m.value -> 'change' -> 'to',
  terms_changes = CASE WHEN m.value ->> 'heard'
    THEN json_insert(terms_changes, '$[#]', json_set(m.value -> 'change', '$.from', json(iteration.terms)))
    ELSE terms_changes END
FROM json_each(?1) m WHERE iteration.id = m.value ->> 'iteration'`;

const FORGET = `
DELETE FROM standing WHERE iteration IN (SELECT value ->> 'iteration' FROM json_each(?1))`;

/** The statements that move promises; what was judged under the old ones is forgotten. */
export function movingTerms(db: D1Database, all: readonly MovedTerms[]): D1PreparedStatement[] {
  if (all.length === 0) return [];
  const json = JSON.stringify(all);
  return [db.prepare(MOVE).bind(json), db.prepare(FORGET).bind(json)];
}
