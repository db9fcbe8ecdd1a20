// The merge of a batch into the journeys, and what it changes in the ledger, as SQL.

import { COUNTED } from "./counted.ts";
import { COLUMNS } from "./milestones.ts";

/** Stands for "none" where the least of several days is sought: SQLite's min of a null is null. */
export const NEVER = 2_147_483_647;

/** A day of each journey before and after; `place` is the milestone's in MILESTONES. */
const dayOf = (side: "old" | "new") => `
  CASE m.value
    WHEN 0 THEN ${side}_seen_on WHEN 1 THEN ${side}_used_on WHEN 2 THEN ${side}_returned_on
    WHEN 3 THEN ${side}_last_used_on
    WHEN 4 THEN nullif(min(coalesce(${side}_asked_on, ${NEVER}), coalesce(${side}_answered_on, ${NEVER})), ${NEVER})
    WHEN 5 THEN ${side}_dismissed_on
    WHEN 6 THEN CASE WHEN ${side}_helped = 1 THEN ${side}_answered_on END
    WHEN 7 THEN CASE WHEN ${side}_helped = 0 THEN ${side}_answered_on END
  END`;

const OLD = `
  j.subject IS NOT NULL AS known,
  j.seen_on AS old_seen_on, j.used_on AS old_used_on, j.returned_on AS old_returned_on,
  j.last_used_on AS old_last_used_on, j.asked_on AS old_asked_on, j.dismissed_on AS old_dismissed_on,
  j.answered_at AS old_answered_at, j.answered_on AS old_answered_on, j.helped AS old_helped, j.again AS old_again`;

/**
 * Whether a fold may still write a journey: not what a customer did before they were erased, and of an account only
 * while somebody belongs to it. Its members are written before its journeys, and never somebody who was erased.
 */
export const isKept = (subject: string, at: string) => `CASE
  WHEN ${subject} LIKE 'a%' THEN EXISTS (SELECT 1 FROM account_member m WHERE m.account = ${subject})
  ELSE NOT EXISTS (SELECT 1 FROM tombstone t WHERE t.customer = 'c' || substr(${subject}, 2) AND t.erased_at >= ${at})
  END`;

/** What a batch says: ?1 is the JSON array of JourneyDelta. Facts from before a tombstone are left out. */
const FACT = `
fact AS MATERIALIZED (
  SELECT value ->> 'i' AS iteration, value ->> 's' AS subject, value ->> 'seen' AS seen, value ->> 'used' AS used,
    value ->> 'returned' AS returned, value ->> 'last' AS last, value ->> 'asked' AS asked,
    value ->> 'dismissed' AS dismissed, value ->> 'answers' AS answers, value ->> 'proof' AS proof
  FROM json_each(?1)
  WHERE ${isKept("value ->> 's'", "value ->> 'at'")}
),
touched AS (SELECT iteration, subject, proof FROM fact WHERE answers = 1)`;

/** `merged`: every journey the batch touches, as it was (old_…) and as it will be (new_…). */
const MERGED = `
used AS MATERIALIZED (
  SELECT f.*, ${OLD},
    min(coalesce(j.used_on, ${NEVER}), coalesce(f.used, ${NEVER})) AS first_use
  FROM fact f LEFT JOIN journey j ON j.iteration = f.iteration AND j.subject = f.subject
),
merged AS MATERIALIZED (
  SELECT u.*,
    nullif(min(coalesce(old_seen_on, ${NEVER}), coalesce(seen, ${NEVER})), ${NEVER}) AS new_seen_on,
    nullif(first_use, ${NEVER}) AS new_used_on,
    nullif(min(
      CASE WHEN old_used_on > first_use THEN old_used_on ELSE ${NEVER} END,
      CASE WHEN old_returned_on > first_use THEN old_returned_on ELSE ${NEVER} END,
      CASE WHEN u.used > first_use THEN u.used ELSE ${NEVER} END,
      CASE WHEN returned > first_use THEN returned ELSE ${NEVER} END), ${NEVER}) AS new_returned_on,
    nullif(max(coalesce(old_last_used_on, -${NEVER}), coalesce(last, -${NEVER})), -${NEVER}) AS new_last_used_on,
    nullif(min(coalesce(old_asked_on, ${NEVER}), coalesce(asked, ${NEVER})), ${NEVER}) AS new_asked_on,
    nullif(min(coalesce(old_dismissed_on, ${NEVER}), coalesce(dismissed, ${NEVER})), ${NEVER}) AS new_dismissed_on,
    CASE WHEN answers = 1 THEN c.answered_at ELSE old_answered_at END AS new_answered_at,
    CASE WHEN answers = 1 THEN c.answered_on ELSE old_answered_on END AS new_answered_on,
    CASE WHEN answers = 1 THEN c.helped ELSE old_helped END AS new_helped,
    CASE WHEN answers = 1 THEN nullif(c.again, '[]') ELSE old_again END AS new_again
  FROM used u LEFT JOIN counted c ON c.iteration = u.iteration AND c.subject = u.subject
)`;

/** `change`: what the ledger gains and loses, a row for each cell's day. */
const CHANGE = `
cells AS (
  SELECT iteration, substr(subject, 1, 1) AS letter, m.value AS place, ${dayOf("new")} AS day, 1 AS sign
  FROM merged, json_each('[0,1,2,3,4,5,6,7]') m
  UNION ALL
  SELECT iteration, substr(subject, 1, 1), m.value, ${dayOf("old")}, -1
  FROM merged, json_each('[0,1,2,3,4,5,6,7]') m
  UNION ALL
  SELECT iteration, substr(subject, 1, 1), 9 - (g.value ->> 1), g.value ->> 0, 1
  FROM merged, json_each(new_again) g
  UNION ALL
  SELECT iteration, substr(subject, 1, 1), 9 - (g.value ->> 1), g.value ->> 0, -1
  FROM merged, json_each(old_again) g
),
moved AS (
  SELECT iteration, day, letter, place, sum(sign) AS number FROM cells
  WHERE day IS NOT NULL AND letter <> 'u'
  GROUP BY iteration, day, letter, place HAVING sum(sign) <> 0
),
change AS (
  SELECT iteration, day,
    ${COLUMNS.map(({ name, letter, place }) => `coalesce(sum(number) FILTER (WHERE letter = '${letter}' AND place = ${place}), 0) AS ${name}`).join(",\n    ")}
  FROM moved GROUP BY iteration, day
)`;

const columnNames = COLUMNS.map(({ name }) => name);

/** Adds a change to the ledger, in those of its columns that the change has. */
export function moveLedger(source: string, columns: readonly { name: string }[] = COLUMNS): string {
  const names = columns.map(({ name }) => name);
  return `
INSERT INTO ledger (iteration, day, ${names.join(", ")})
SELECT iteration, day, ${names.join(", ")} FROM (${source}) WHERE true
ON CONFLICT (iteration, day) DO UPDATE SET
  ${names.map((name) => `${name} = ${name} + excluded.${name}`).join(",\n  ")}`;
}

/** Notes the iterations whose ledger moves. */
export const BUMP_MOVED = `
INSERT INTO revision (iteration, number)
SELECT DISTINCT iteration, 1 FROM moved WHERE true
ON CONFLICT (iteration) DO UPDATE SET number = number + 1`;

const JOURNEY_COLUMNS = [
  "seen_on",
  "used_on",
  "returned_on",
  "last_used_on",
  "asked_on",
  "dismissed_on",
  "answered_at",
  "answered_on",
  "helped",
  "again",
];

const WRITE_JOURNEYS = `
INSERT INTO journey (iteration, subject, ${JOURNEY_COLUMNS.join(", ")})
SELECT iteration, subject, ${JOURNEY_COLUMNS.map((column) => `new_${column}`).join(", ")} FROM merged
WHERE ${JOURNEY_COLUMNS.map((column) => `new_${column} IS NOT old_${column}`).join(" OR ")}
ON CONFLICT (iteration, subject) DO UPDATE SET
  ${JOURNEY_COLUMNS.map((column) => `${column} = excluded.${column}`).join(", ")}`;

const merging = `WITH RECURSIVE ${FACT}, ${COUNTED}, ${MERGED}`;
const changing = `${merging}, ${CHANGE}`;

/**
 * The statements that merge ?1, a JSON array of JourneyDelta, in this order and in one transaction: the
 * ledger's change is read off the journeys before they are written. Nothing is written where nothing changes.
 */
export const MERGE_JOURNEYS = [
  `${changing} ${moveLedger("SELECT * FROM change")}`,
  `${changing} ${BUMP_MOVED}`,
  `${merging} ${WRITE_JOURNEYS}`,
] as const;

/** Journeys to forget: ?1 is a JSON array of {i, s}. An account that still has members keeps its own. */
const FORGOTTEN = `
  FROM json_each(?1) f CROSS JOIN journey j ON j.iteration = f.value ->> 'i' AND j.subject = f.value ->> 's'
  WHERE j.subject NOT LIKE 'a%' OR NOT EXISTS (SELECT 1 FROM account_member m WHERE m.account = j.subject)`;

/** Every journey to forget as it was; it will be nothing. */
const FORGETTING = `
WITH merged AS MATERIALIZED (
  SELECT j.iteration, j.subject, ${OLD},
    ${JOURNEY_COLUMNS.map((column) => `NULL AS new_${column}`).join(", ")}
  ${FORGOTTEN}
), ${CHANGE}`;

/** The statements that delete journeys and take them out of the ledger, in this order and in one transaction. */
export const FORGET_JOURNEYS = [
  `${FORGETTING} ${moveLedger("SELECT * FROM change")}`,
  `${FORGETTING} ${BUMP_MOVED}`,
  `DELETE FROM journey WHERE (iteration, subject) IN (SELECT j.iteration, j.subject ${FORGOTTEN})`,
] as const;

/** Deletes what says nothing any more: days without a count, of the iterations in ?1. */
export const DELETE_EMPTY = `
DELETE FROM ledger WHERE iteration IN (SELECT value FROM json_each(?1))
  AND ${columnNames.map((name) => `${name} = 0`).join(" AND ")}`;
