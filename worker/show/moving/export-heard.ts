// What was heard, as records: who is to be left alone, and each iteration's answers, journeys, ledger and verdict.

import type { Compilable } from "kysely";
import { dayToText } from "../../../contract/day.ts";
import type { ExportLine, LineOf } from "../../../contract/export.ts";
import { query, rows } from "../../database.ts";
import { shardsOf } from "../../env.ts";
import { countJourney, type Refold } from "../../ledger/refold.ts";
import { shardOf } from "../../ledger/subject.ts";
import { type LedgerRow, readRevisions } from "../../ledger/sums.ts";
import { readEvidence } from "../../standing/evidence.ts";
import { toldOf, verdictOn } from "../../standing/told.ts";
import { dayOrNull, momentOf, momentOrNull } from "./export-catalogue.ts";
import { answerRecord, journeyRecord, ledgerRecord } from "./export-customers.ts";
import { grantsOf, membersOf, peopleAmong, readSubjects } from "./export-pages.ts";
import { type Exporting, PAGE, type Shipment } from "./export-scope.ts";

/** Tombstones and refusals: they hold whether or not anything else is known of a person. */
export async function* peopleOf({ env, project, names }: Exporting): AsyncGenerator<ExportLine> {
  const shards = shardsOf(env);
  for (const [index, shard] of shards.entries()) {
    const tombstones = byCustomer(shard, (after) =>
      query
        .selectFrom("tombstone")
        .where("project", "=", project.id)
        .where("customer", ">", after)
        .orderBy("customer")
        .limit(PAGE)
        .selectAll(),
    );
    for await (const page of tombstones) {
      const name = await names(page.map(({ customer }) => customer));
      // Every shard refuses what was erased; it is told once.
      for (const { customer, erased_at } of page)
        if (shardOf(customer, shards.length) === index)
          yield { kind: "tombstone", customer: name(customer), erasedAt: momentOf(erased_at) };
    }
  }
  for (const shard of shards) {
    const refused = byCustomer(shard, (after) =>
      query
        .selectFrom("person")
        .where("project", "=", project.id)
        .where("refused_at", "is not", null)
        .where("customer", ">", after)
        .orderBy("customer")
        .limit(PAGE)
        .selectAll(),
    );
    for await (const page of refused) yield* peopleRecords(page, names);
  }
}

type PersonRow = { customer: string; refused_at: number | null; asked_on: number | null };

async function* peopleRecords(
  page: readonly PersonRow[],
  names: Exporting["names"],
): AsyncGenerator<LineOf<"person">> {
  const name = await names(page.map(({ customer }) => customer));
  for (const row of page)
    yield {
      kind: "person",
      customer: name(row.customer),
      refusedAt: momentOrNull(row.refused_at),
      askedOn: dayOrNull(row.asked_on),
    };
}

async function* byCustomer<Row extends { customer: string }>(
  shard: D1Database,
  pageAfter: (after: string) => Compilable<Row>,
): AsyncGenerator<Row[]> {
  for (let after = ""; ; ) {
    const page = await rows(shard, pageAfter(after));
    yield page;
    if (page.length < PAGE) return;
    after = page.at(-1)?.customer ?? after;
  }
}

/** Everything heard of one iteration. People are told with the first of their iterations; `earlier` came before. */
export async function* heardOf(
  exporting: Exporting,
  shipment: Shipment,
  earlier: readonly number[],
): AsyncGenerator<ExportLine> {
  const { env } = exporting;
  const { id } = shipment.iteration;
  const before = (await readRevisions(env, [id])).get(id);
  const counted: Refold = new Map();
  yield* journeysOf(exporting, shipment, { earlier, counted });
  yield* judgedOf(exporting, shipment, { before, counted });
}

async function* journeysOf(
  { env, names }: Exporting,
  { iteration, ref }: Shipment,
  { earlier, counted }: { earlier: readonly number[]; counted: Refold },
): AsyncGenerator<ExportLine> {
  for (const shard of shardsOf(env)) {
    for (let after = ""; ; ) {
      const page = await readSubjects(shard, iteration.id, after);
      const { subjects } = page;
      const spoken = [...page.answers.values()]
        .flat()
        .flatMap((row) => [row.customer, row.account]);
      const name = await names([...subjects, ...spoken.filter((each) => each !== "")]);
      for (const subject of subjects) {
        for (const row of page.answers.get(subject) ?? []) yield answerRecord(row, ref, name);
        const journey = page.journeys.get(subject);
        if (!journey) continue;
        countJourney(counted, journey);
        yield journeyRecord(journey, ref, name);
      }
      yield* peopleRecords(await rows(shard, peopleAmong(subjects, earlier)), names);
      yield* membersRecords(await rows(shard, membersOf(subjects, earlier)), names);
      for (const row of await rows(shard, grantsOf(subjects, iteration.id)))
        yield {
          ...{ kind: "grant", ...ref, customer: name(row.customer) },
          grantedAt: momentOf(row.granted_at),
        };
      if (page.isLast) break;
      after = subjects.at(-1) ?? after;
    }
  }
}

async function* membersRecords(
  page: readonly { account: string; customer: string }[],
  names: Exporting["names"],
): AsyncGenerator<LineOf<"member">> {
  const name = await names(page.flatMap(({ account, customer }) => [account, customer]));
  for (const { account, customer } of page)
    yield { kind: "member", account: name(account), customer: name(customer) };
}

/**
 * The ledger and what the judge says of it today. Where facts arrived while the journeys were read, the
 * ledger is what those journeys say: a line further on never tells of what the lines before do not hold.
 */
async function* judgedOf(
  { env, project, today }: Exporting,
  { feature, iteration, ref }: Shipment,
  { before, counted }: { before: number | undefined; counted: Refold },
): AsyncGenerator<ExportLine> {
  const story = { feature, iteration, timeZone: project.time_zone };
  const evidence = (await readEvidence(env, [story], today)).get(iteration.id) ?? { ledger: [] };
  const moved = (await readRevisions(env, [iteration.id])).get(iteration.id) !== before;
  const ledger = moved && iteration.sealed_at === null ? byDay(counted) : evidence.ledger;
  for (const row of ledger.filter(holdsSomething)) yield ledgerRecord(row, ref);
  if (feature.discovered === 1) return;
  const told = toldOf(story, { ...evidence, ledger }, today);
  yield {
    ...{ kind: "verdict", ...ref, day: dayToText(today) },
    history: JSON.parse(JSON.stringify(told)) as LineOf<"verdict">["history"],
    verdict: verdictOn(told, ledger, today),
  };
}

function byDay(counted: Refold): LedgerRow[] {
  return [...counted.values()].sort((a, b) => a.day - b.day);
}

/** Rows whose counts went back to nothing say nothing. */
function holdsSomething({ iteration: _, day: __, ...cells }: LedgerRow): boolean {
  return Object.values(cells).some((count) => count !== 0);
}
