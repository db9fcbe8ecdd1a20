// Finds answers newest first over all shards: by index, a bounded number of rows a page.

import { sql } from "kysely";
import { query, rows } from "../../database.ts";
import { newestFirst, type Place } from "./answer-cursor.ts";
import type { Sought } from "./answer-words.ts";

/** What is looked for. */
export interface Wanted {
  iterations: readonly number[];
  helped: boolean | undefined;
  hidden: boolean | undefined;
  tag: string | undefined;
  sought: Sought | undefined;
  /** Answers older than this place alone. */
  before: Place;
  limit: number;
}

/** Where found answers are, newest first, and where to go on; null when there are no more. */
export interface Found {
  places: Place[];
  next: Place | null;
}

/** A filtered page looks at no more of an iteration's answers on a shard than this; then it says where to go on. */
const LOOKED_AT = 1_000;
/** Nor at more of all iterations together, but for a few of each. */
const LOOKED_AT_TOGETHER = 5_000;
const FEW = 10;
/** Of comments that hold a searched word the newest so many are looked at. */
const WITH_WORD = 5_000;

/**
 * A page of answers. It may hold fewer than the limit, or none, and still say where to go on: what a filter
 * leaves out costs as much to read as what it lets through, and a page's cost is bounded.
 */
export async function findAnswers(shards: readonly D1Database[], wanted: Wanted): Promise<Found> {
  const { sought } = wanted;
  const heaps = await Promise.all(
    shards.map((shard) =>
      sought && "words" in sought ? byWords(shard, wanted, sought.words) : byIndex(shard, wanted),
    ),
  );
  return merged(heaps, wanted.limit);
}

/** What one shard found: everything down to `end`; null means down to the oldest. */
interface Heap {
  places: Place[];
  end: Place | null;
}

function merged(heaps: readonly Heap[], limit: number): Found {
  const end = newest(heaps.flatMap((heap) => (heap.end ? [heap.end] : [])));
  const places = heaps
    .flatMap((heap) => heap.places)
    .filter((place) => end === null || newestFirst(place, end) <= 0)
    .sort(newestFirst);
  const page = places.slice(0, limit);
  return { places: page, next: places.length > limit ? (page.at(-1) ?? null) : end };
}

function newest(places: readonly Place[]): Place | null {
  return places.toSorted(newestFirst)[0] ?? null;
}

async function byIndex(shard: D1Database, wanted: Wanted): Promise<Heap> {
  const most = mostOfEach(wanted);
  const looked = await rows(
    shard,
    from(
      wanted,
      sql`(SELECT i.value AS iteration, n.rowid AS place
      FROM json_each(${JSON.stringify(wanted.iterations)}) i JOIN answer n ON n.rowid IN (
        SELECT w.rowid FROM answer w
        WHERE w.iteration = i.value AND w.subject = w.customer
          AND (w.at, w.id) < (${wanted.before.at}, ${wanted.before.id})
        ORDER BY w.at DESC, w.id DESC LIMIT ${most}))`,
    ),
  );
  const perIteration = [...Map.groupBy(looked, ({ iteration }) => iteration).values()];
  const ends = perIteration
    .filter((all) => all.length === most)
    .flatMap((all) => all.toSorted(newestFirst).at(-1) ?? []);
  return { places: looked.filter(({ fits }) => fits === 1), end: newest(ends) };
}

function mostOfEach(wanted: Wanted): number {
  const share = Math.max(FEW, Math.floor(LOOKED_AT_TOGETHER / wanted.iterations.length));
  return Math.min(share, filters(wanted).length > 0 ? LOOKED_AT : wanted.limit + 1);
}

async function byWords(shard: D1Database, wanted: Wanted, words: string): Promise<Heap> {
  const within = wanted.iterations.map((id) => `"${id}"`).join(" OR ");
  const match = `iteration : (${within}) AND comment : (${words})`;
  const looked = await rows(
    shard,
    from(
      wanted,
      sql`(SELECT rowid AS place FROM answer_words
      WHERE answer_words MATCH ${match} ORDER BY rowid DESC LIMIT ${WITH_WORD})`,
    ),
  );
  const { before } = wanted;
  const places = looked.filter((each) => each.fits === 1 && newestFirst(before, each) < 0);
  return { places, end: null };
}

/** Answers at the places of a source, each with whether it fits the filters. */
function from(wanted: Wanted, source: ReturnType<typeof sql>) {
  const fits = filters(wanted);
  return query
    .selectFrom(sql<{ place: number }>`${source}`.as("looked"))
    .innerJoin("answer", "answer.rowid", "looked.place")
    .leftJoin("triage", "triage.answer", "answer.id")
    .select(["answer.iteration", "answer.at", "answer.id"])
    .select(
      (fits.length > 0 ? sql<0 | 1>`${sql.join(fits, sql` AND `)}` : sql<0 | 1>`1`).as("fits"),
    );
}

function filters({ helped, hidden, tag, sought }: Wanted) {
  return [
    ...(helped === undefined ? [] : [sql`answer.helped = ${Number(helped)}`]),
    ...(hidden === undefined ? [] : [sql`ifnull(triage.hidden, 0) = ${Number(hidden)}`]),
    ...(tag === undefined
      ? []
      : [
          sql`EXISTS (SELECT 1 FROM json_each(ifnull(triage.tags, '[]')) t WHERE t.value = ${tag})`,
        ]),
    ...(sought && "text" in sought
      ? [sql`instr(lower(answer.comment), lower(${sought.text})) > 0`]
      : []),
  ];
}
