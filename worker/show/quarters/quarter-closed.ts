// A closed quarter: its frozen document, and how the live view has moved away from it since.

import { sql } from "kysely";
import type { Quarter, QuarterSummary } from "../../../contract/api/quarters.ts";
import { first, query, rows } from "../../database.ts";
import { dateOf } from "../../ledger/calendar.ts";
import type { Look } from "./quarter-items.ts";

interface Ended {
  by: string;
  at: number;
}

/** A live view as it is kept from the moment of closing on. */
export function frozenOf(view: Quarter, { by, at }: Ended, timeZone: string): Quarter {
  return {
    ...view,
    closed: { by, at: new Date(at).toISOString() },
    live: false,
    note: `Closed by ${by} on ${dateOf(at, timeZone)} and frozen as it stood: signals that arrive later change its live view (?live=true) alone.`,
  };
}

/** The document of a quarter, undefined while it is open. */
export async function frozenQuarter(
  { env, project }: Look,
  quarter: string,
): Promise<Quarter | undefined> {
  const row = await first(
    env.DB,
    query
      .selectFrom("closed_quarter")
      .where("project", "=", project.id)
      .where("quarter", "=", quarter)
      .select("frozen"),
  );
  return row && (JSON.parse(row.frozen) as Quarter);
}

/** All closed quarters in short, by id. */
export async function closedSummaries({
  env,
  project,
}: Look): Promise<Map<string, QuarterSummary>> {
  const closed = await rows(
    env.DB,
    query
      .selectFrom("closed_quarter")
      .where("project", "=", project.id)
      .select(["quarter", SUMMARY.as("summary")]),
  );
  return new Map(
    closed.map(({ quarter, summary }) => [quarter, JSON.parse(summary) as QuarterSummary]),
  );
}

/** The parts of a frozen document that a list shows, read by the database: the whole may be large. */
const SUMMARY = sql<string>`json_object(
  'id', frozen -> '$.id', 'from', frozen -> '$.from', 'to', frozen -> '$.to',
  'closed', frozen -> '$.closed', 'canPause', frozen -> '$.canPause', 'counts', frozen -> '$.counts')`;

/** The live view of a closed quarter, which says what has moved since it was frozen. */
export function liveBeside(frozen: Quarter, live: Quarter, timeZone: string): Quarter {
  const { closed } = frozen;
  const moved = movesBetween(frozen, live);
  const since = moved.length > 0 ? `Since then ${moved.join("; ")}.` : "Nothing has moved since.";
  const ended = closed && `Closed by ${closed.by} on ${dateOf(Date.parse(closed.at), timeZone)}`;
  return {
    ...live,
    closed,
    note: `As the facts stand now. ${ended}; the document frozen then stands. ${since}`,
  };
}

type Iteration = Quarter["shipped"][number];

function movesBetween(frozen: Quarter, live: Quarter): string[] {
  const name = ({ feature, iteration }: Iteration) => `${feature} ${iteration}`;
  const before = new Map([...frozen.shipped, ...frozen.carried].map((each) => [name(each), each]));
  const now = new Map([...live.shipped, ...live.carried].map((each) => [name(each), each]));
  const moves = [...now].flatMap(([named, each]) => moveOf(named, before.get(named), each));
  const gone = [...before.keys()].filter((named) => !now.has(named));
  return [...moves, ...gone.map((named) => `${named} is no longer in it`)];
}

function moveOf(named: string, before: Iteration | undefined, now: Iteration): string[] {
  if (!before) return [`${named} was added`];
  const [was, is] = [before.verdict, now.verdict];
  if (was.state !== is.state) return [`${named} went from ${was.state} to ${is.state}`];
  const [had, has] = [was.helpfulness, is.helpfulness];
  if (had.answers === has.answers && had.helped === has.helped) return [];
  return [
    `${named} went from ${had.helped} of ${had.answers} to ${has.helped} of ${has.answers} answers that say it helped`,
  ];
}
