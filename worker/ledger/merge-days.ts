// The merge of a batch without answers into the journeys, and what it changes in the ledger, as SQL.
//
// It says what worker/ledger/merge.ts says where no answer is to be counted, which is so for nearly every request of
// a page, and is several times faster.

import type { JourneyDelta } from "./fact.ts";
import { BUMP_MOVED, isKept, moveLedger, NEVER } from "./merge.ts";
import { COLUMNS } from "./milestones.ts";

/** The milestones that need no answer, in the order of MILESTONES, and what a delta calls them. */
const DAYS = [
  { name: "seen", said: "seen" },
  { name: "used", said: "used" },
  { name: "returned", said: "returned" },
  { name: "last_used", said: "last" },
  { name: "asked", said: "asked" },
  { name: "dismissed", said: "dismissed" },
] as const;

/** Deltas as the statements take them: an array each, since reading fields by name takes SQLite twice as long. */
export function rowsOfDays(deltas: readonly JourneyDelta[]): unknown[][] {
  return deltas.map((delta) => [
    delta.i,
    delta.s,
    delta.at,
    ...DAYS.map(({ said }) => delta[said]),
  ]);
}

const list = (write: (day: (typeof DAYS)[number], place: number) => string, between = ", ") =>
  DAYS.map(write).join(between);

/** What a batch says: ?1 is the JSON array of `rowsOfDays`. Facts from before a tombstone are left out. */
const FACT = `
said AS MATERIALIZED (
  SELECT value ->> 0 AS iteration, value ->> 1 AS subject, value ->> 2 AS at,
    ${list(({ name }, place) => `value ->> ${place + 3} AS ${name}_on`)}
  FROM json_each(?1)
),
fact AS (
  SELECT * FROM said WHERE ${isKept("said.subject", "said.at")}
)`;

const least = (days: readonly string[]) =>
  `nullif(min(${days.map((day) => `coalesce(${day}, ${NEVER})`).join(", ")}), ${NEVER})`;

/** The least of some days that lie after another; null where none does. */
const leastAfter = (first: string, days: readonly string[]) =>
  `nullif(min(${days.map((day) => `iif(${day} > ${first}, ${day}, ${NEVER})`).join(", ")}), ${NEVER})`;

/** A journey's days once what was said is merged into what was known, both names of tables. */
function merged(known: string, said: string): Record<(typeof DAYS)[number]["name"], string> {
  const both = (column: string) => [`${known}.${column}`, `${said}.${column}`];
  const uses = both("used_on");
  const firstUse = `min(${uses.map((day) => `coalesce(${day}, ${NEVER})`).join(", ")})`;
  const weeks = both("last_used_on").join(", ");
  return {
    seen: least(both("seen_on")),
    used: least(uses),
    returned: leastAfter(firstUse, [...uses, ...both("returned_on")]),
    last_used: `coalesce(max(${weeks}), ${weeks})`,
    asked: least(both("asked_on")),
    dismissed: least(both("dismissed_on")),
  };
}

/** Where the ledger counts a journey, before and after. Who answered was asked, whether that was heard of or not. */
const AFTER = merged("j", "f");
const before = (name: string) =>
  name === "asked" ? least(["j.asked_on", "j.answered_on"]) : `j.${name}_on`;
const after = (name: keyof typeof AFTER) =>
  name === "asked" ? least(["j.asked_on", "j.answered_on", "f.asked_on"]) : AFTER[name];

/** `transition`: how many journeys go from which days to which; most of a large batch go the same way. */
const TRANSITION = `
both AS (
  SELECT f.iteration, substr(f.subject, 1, 1) AS letter,
    ${list(({ name }) => `${before(name)} AS old_${name}, ${after(name)} AS new_${name}`, ",\n    ")}
  FROM fact f LEFT JOIN journey j ON j.iteration = f.iteration AND j.subject = f.subject
),
transition AS MATERIALIZED (
  SELECT *, count(*) AS number FROM both
  WHERE letter <> 'u' AND (${list(({ name }) => `old_${name} IS NOT new_${name}`, " OR ")})
  GROUP BY iteration, letter, ${list(({ name }) => `old_${name}, new_${name}`)}
)`;

const dayOf = (side: "old" | "new") =>
  `CASE m.value ${list(({ name }, place) => `WHEN ${place} THEN ${side}_${name}`, " ")} END`;
const PLACES = `json_each('[${list((_, place) => `${place}`)}]') m`;
const OWN = COLUMNS.filter(({ place }) => place < DAYS.length);

/** `change`: what the ledger gains and loses, a row for each cell's day. */
const CHANGE = `
cells AS (
  SELECT iteration, letter, m.value AS place, ${dayOf("new")} AS day, number FROM transition, ${PLACES}
  UNION ALL
  SELECT iteration, letter, m.value, ${dayOf("old")}, -number FROM transition, ${PLACES}
),
moved AS (
  SELECT iteration, day, letter, place, sum(number) AS number FROM cells
  WHERE day IS NOT NULL
  GROUP BY iteration, day, letter, place HAVING sum(number) <> 0
),
change AS (
  SELECT iteration, day,
    ${OWN.map(({ name, letter, place }) => `coalesce(sum(number) FILTER (WHERE letter = '${letter}' AND place = ${place}), 0) AS ${name}`).join(",\n    ")}
  FROM moved GROUP BY iteration, day
)`;

/** Where a batch is about one iteration, whether the statement right before changed anything says it all. */
const BUMP_ONE = `
INSERT INTO revision (iteration, number) SELECT ?1 ->> '$[0][0]', 1 WHERE changes() > 0
ON CONFLICT (iteration) DO UPDATE SET number = number + 1`;

const KEPT = merged("journey", "excluded");
const WRITE_JOURNEYS = `
INSERT INTO journey (iteration, subject, ${list(({ name }) => `${name}_on`)})
SELECT iteration, subject, ${list(({ name }) => `${name}_on`)} FROM fact WHERE true
ON CONFLICT (iteration, subject) DO UPDATE SET
  ${list(({ name }) => `${name}_on = ${KEPT[name]}`, ",\n  ")}
WHERE ${list(({ name }) => `${KEPT[name]} IS NOT journey.${name}_on`, "\n  OR ")}`;

const MOVE_LEDGER = `WITH ${FACT}, ${TRANSITION}, ${CHANGE} ${moveLedger("SELECT * FROM change", OWN)}`;
const BUMP_SEVERAL = `WITH ${FACT}, ${TRANSITION}, ${CHANGE} ${BUMP_MOVED}`;
const WRITE = `WITH ${FACT} ${WRITE_JOURNEYS}`;

/** As MERGE_JOURNEYS, of deltas in which no `answers` is 1: about several iterations, or about one. */
export const MERGE_DAYS = {
  several: [MOVE_LEDGER, BUMP_SEVERAL, WRITE],
  one: [MOVE_LEDGER, BUMP_ONE, WRITE],
} as const;
