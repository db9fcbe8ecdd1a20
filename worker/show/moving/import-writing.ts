// Writes an import that is known to be right: first what customers did, unseen; then, at once, what makes it seen.

import { textToDay } from "../../../contract/day.ts";
import type { ExportLine, LineOf } from "../../../contract/export.ts";
import { type Env, shardsOf } from "../../env.ts";
import { deriveKey, shortHash } from "../../ledger/keyed.ts";
import { countJourney, type Refold } from "../../ledger/refold.ts";
import { shardOf } from "../../ledger/subject.ts";
import type { AnswerTable } from "../../schema.ts";
import { flagOf, journeyRow, ledgerRow, msOf, msOrNull } from "./import-rows.ts";
import { type Importing, partsOf, stillOpen } from "./import-spool.ts";
import { type Insertion, inserting } from "./inserting.ts";
import { nameIn } from "./names-out.ts";

/** What writing needs to know of the import. */
export interface Writing {
  env: Env;
  importing: Importing;
  /** Places of iterations, by feature and label; ids follow from them. */
  places: ReadonlyMap<string, { place: number; sealed: boolean }>;
}

type Ref = { feature: string; iteration: string };

/** Writes every record of customers, a part at a time. Throws `Undone`. */
export async function writeCustomers(writing: Writing): Promise<void> {
  const { env, importing } = writing;
  const name = nameIn(env.LANDED_SECRET, importing.project);
  const answerKey = await deriveKey(env.LANDED_SECRET, `answer/${importing.project}`);
  const ledger = ledgerOf(writing);
  for await (const part of partsOf(env, importing.id)) {
    const rows = await rowsOf(part, { writing, name, answerKey });
    for (const { row } of rows.journey) ledger.count(row);
    for (const record of part) if (record.kind === "ledger") ledger.keep(record);
    await writeRows(env, rows);
  }
  await stillOpen(env, importing);
  await ledger.write();
}

/** A row and the shard it belongs on; null: on every one. */
interface Placed<Row extends object> {
  row: Row;
  shard: number | null;
}

type Rows = Awaited<ReturnType<typeof rowsOf>>;

interface Given {
  writing: Writing;
  name: (told: string) => Promise<string>;
  answerKey: CryptoKey;
}

async function rowsOf(part: readonly ExportLine[], given: Given) {
  const { writing, name } = given;
  const count = shardsOf(writing.env).length;
  const id = (ref: Ref) => idOf(writing, ref);
  const of = <Kind extends ExportLine["kind"], Row extends object>(
    kind: Kind,
    place: (record: LineOf<Kind>) => Promise<Placed<Row>>,
  ): Promise<Placed<Row>[]> =>
    Promise.all(part.filter((record): record is LineOf<Kind> => record.kind === kind).map(place));
  return {
    answer: await of("answer", async (record) => answerRow(record, given)),
    triage: await of("answer", async (record) => triageRow(record, given)),
    journey: await of("journey", async (record) => {
      const subject = await name(record.subject);
      return { row: journeyRow(record, id(record), subject), shard: shardOf(subject, count) };
    }),
    tombstone: await of("tombstone", async (record) => ({
      row: {
        customer: await name(record.customer),
        project: writing.importing.project,
        erased_at: msOf(record.erasedAt),
      },
      shard: null,
    })),
    person: await of("person", async (record) => {
      const customer = await name(record.customer);
      const row = {
        customer,
        project: record.refusedAt === null ? null : writing.importing.project,
        refused_at: msOrNull(record.refusedAt),
        asked_on: record.askedOn === null ? null : textToDay(record.askedOn),
      };
      return { row, shard: shardOf(customer, count) };
    }),
    account_member: await of("member", async (record) => {
      const account = await name(record.account);
      const row = { account, customer: await name(record.customer) };
      return { row, shard: shardOf(account, count) };
    }),
    ask_grant: await of("grant", async (record) => {
      const customer = await name(record.customer);
      // The token was the asked device's, for half an hour; nobody can show it any more.
      const rest = { iteration: id(record), token: "", granted_at: msOf(record.grantedAt) };
      return { row: { customer, ...rest }, shard: shardOf(customer, count) };
    }),
    exclusion: await of("exclusion", async (record) => ({
      row: { iteration: id(record), from_at: msOf(record.from), to_at: msOf(record.to) },
      shard: null,
    })),
  };
}

export function idOf({ importing, places }: Writing, { feature, iteration }: Ref): number {
  const known = places.get(`${feature}\n${iteration}`);
  if (!known) throw new Error("an import that was found right speaks of an unknown iteration");
  return importing.firstId + known.place;
}

async function answerRow(
  record: LineOf<"answer">,
  { writing, name, answerKey }: Given,
): Promise<Placed<Omit<AnswerTable, "rowid">>> {
  const [subject, customer] = await Promise.all([name(record.subject), name(record.customer)]);
  const iteration = idOf(writing, record);
  const at = msOf(record.at);
  const row = {
    // As its signal would be named, so that one sent again is the same answer.
    id: await shortHash(answerKey, `${iteration} ${customer} ${at}`),
    iteration,
    subject,
    customer,
    at,
    on_day: textToDay(record.day),
    account: record.account === null ? "" : await name(record.account),
    helped: flagOf(record.helped),
    comment: record.comment,
    page: record.page,
    locale: record.locale,
    proven: flagOf(record.proven),
    granted: flagOf(record.granted),
    edited: msOf(record.edited),
  };
  return { row, shard: shardOf(subject, shardsOf(writing.env).length) };
}

/** What the team made of an answer; without it, a row that is left out again. */
async function triageRow(record: LineOf<"answer">, given: Given) {
  const { row, shard } = await answerRow(record, given);
  const { tags = [], hidden = false, note = null } = record.triage ?? {};
  const isKept = record.triage !== undefined && record.subject === record.customer;
  const triage = { answer: isKept ? row.id : "", tags: JSON.stringify(tags) };
  return { row: { ...triage, hidden: flagOf(hidden), note }, shard };
}

const PERSON_KNOWN = `ON CONFLICT (customer) DO UPDATE SET
  project = coalesce(project, excluded.project), refused_at = coalesce(refused_at, excluded.refused_at),
  asked_on = coalesce(max(asked_on, excluded.asked_on), asked_on, excluded.asked_on)`;
const KNOWN = "ON CONFLICT DO NOTHING";

async function writeRows(env: Env, rows: Rows): Promise<void> {
  for (const [index, shard] of shardsOf(env).entries()) {
    const here = <Row extends object>(placed: readonly Placed<Row>[]) =>
      placed.filter((each) => each.shard === null || each.shard === index).map(({ row }) => row);
    const insertions: Insertion[] = [
      { table: "tombstone", rows: here(rows.tombstone) },
      { table: "exclusion", rows: here(rows.exclusion) },
      { table: "answer", rows: here(rows.answer) },
      { table: "triage", rows: here(rows.triage).filter(({ answer }) => answer !== "") },
      { table: "journey", rows: here(rows.journey) },
      { table: "person", rows: here(rows.person), onConflict: PERSON_KNOWN },
      { table: "account_member", rows: here(rows.account_member), onConflict: KNOWN },
      { table: "ask_grant", rows: here(rows.ask_grant), onConflict: KNOWN },
    ];
    const statements = insertions.flatMap((each) => inserting(shard, each));
    if (statements.length > 0) await shard.batch(statements);
  }
}

/**
 * The ledgers, each shard's the fold of the journeys on it, as they were counted. Of sealed iterations there
 * are no journeys any more: what their lines say is kept on the first shard.
 */
function ledgerOf(writing: Writing) {
  const shards = shardsOf(writing.env);
  const counted = shards.map(() => new Map<number, Refold>());
  const refold = (shard: number, iteration: number): Refold => {
    const known = counted[shard]?.get(iteration) ?? new Map();
    counted[shard]?.set(iteration, known);
    return known;
  };
  return {
    count(journey: ReturnType<typeof journeyRow>) {
      const shard = shardOf(journey.subject, shards.length);
      countJourney(refold(shard, journey.iteration), journey);
    },
    keep(record: LineOf<"ledger">) {
      if (!writing.places.get(`${record.feature}\n${record.iteration}`)?.sealed) return;
      const row = ledgerRow(record, idOf(writing, record));
      refold(0, row.iteration).set(row.day, row);
    },
    async write() {
      for (const [index, shard] of shards.entries()) {
        const ledgers = [...(counted[index] ?? [])].filter(([, rows]) => rows.size > 0);
        const statements = [
          ...inserting(shard, {
            table: "ledger",
            rows: ledgers.flatMap(([, rows]) => [...rows.values()]),
          }),
          ...inserting(shard, {
            table: "revision",
            rows: ledgers.map(([iteration]) => ({ iteration, number: 1 })),
          }),
        ];
        if (statements.length > 0) await shard.batch(statements);
      }
    },
  };
}
