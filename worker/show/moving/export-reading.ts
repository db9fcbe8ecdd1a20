// Reads a project as the records of an export, a page of rows at a time, so that its size never matters.

import { type Compilable, sql } from "kysely";
import { dayToText } from "../../../contract/day.ts";
import { EXPORT_FORMAT, type ExportLine } from "../../../contract/export.ts";
import { query, rows } from "../../database.ts";
import { type Env, shardsOf } from "../../env.ts";
import { calendarOf } from "../../ledger/calendar.ts";
import type { Project } from "../../ledger/catalogue.ts";
import { entryOf, withIteration } from "../../standing/entries.ts";
import { RULES } from "../../standing/fingerprint.ts";
import {
  auditRecord,
  burstRecord,
  confirmationRecord,
  decisionRecord,
  eventRecord,
  featureRecord,
  goalRecord,
  iterationRecord,
  momentOf,
  projectRecord,
  quarterRecord,
  type Ref,
} from "./export-catalogue.ts";
import { heardOf, peopleOf } from "./export-heard.ts";
import { type Exporting, PAGE, type Shipment } from "./export-scope.ts";
import { namesOut, sealOf } from "./names-out.ts";

/** Every record of an export but the last, in the order of contract/export.ts. */
export async function* recordsOf(
  env: Env,
  project: Project,
  now: number,
): AsyncGenerator<ExportLine> {
  const today = calendarOf(project.time_zone)(now);
  const names = namesOut(env.LANDED_SECRET, project);
  const exporting: Exporting = { env, project, now, today, names };
  yield await headerOf(exporting);
  yield await settingsOf(exporting);
  const shipments = await readShipments(env.DB, project.id);
  yield* shippedOf(shipments);
  yield* decidedOf(exporting, shipments);
  yield* peopleOf(exporting);
  const earlier: number[] = [];
  for (const shipment of shipments) {
    yield* heardOf(exporting, shipment, earlier);
    earlier.push(shipment.iteration.id);
  }
}

async function headerOf({ env, project, now, today }: Exporting): Promise<ExportLine> {
  const scope = project.pseudonym_scope ?? project.id;
  return {
    kind: "export",
    format: EXPORT_FORMAT,
    at: momentOf(now),
    day: dayToText(today),
    rules: RULES,
    project: project.id,
    pseudonyms: { scope, seal: await sealOf(env.LANDED_SECRET, scope) },
  };
}

async function settingsOf({ project, names }: Exporting): Promise<ExportLine> {
  const kept = JSON.parse(project.internal) as { customers: string[]; accounts: string[] };
  const name = await names([...kept.customers, ...kept.accounts]);
  return projectRecord(project, {
    customers: kept.customers.map(name),
    accounts: kept.accounts.map(name),
  });
}

/** Every iteration with its feature, by key and in the order in which they were shipped. */
export async function readShipments(db: D1Database, project: string): Promise<Shipment[]> {
  const found = await rows(db, withIteration(project).orderBy("iteration.attempt"));
  return found.map(entryOf).map(({ feature, iteration }) => ({
    feature,
    iteration,
    ref: { feature: feature.key, iteration: iteration.label },
  }));
}

function* shippedOf(shipments: readonly Shipment[]): Generator<ExportLine> {
  let known: number | null = null;
  for (const { feature, iteration } of shipments) {
    if (feature.id !== known) yield featureRecord(feature);
    yield iterationRecord(iteration, feature.key);
    known = feature.id;
  }
}

async function* decidedOf(
  { env, project }: Exporting,
  shipments: readonly Shipment[],
): AsyncGenerator<ExportLine> {
  const refs = new Map(shipments.map(({ iteration, ref }) => [iteration.id, ref]));
  const keys = new Map(shipments.map(({ feature }) => [feature.id, feature.key]));
  const ref = (iteration: number): Ref => refs.get(iteration) ?? { feature: "", iteration: "" };
  const { db, iterations, features } = scopeOf(env, shipments);
  for await (const row of pagesById(db, confirmations(iterations)))
    yield confirmationRecord(row, ref(row.iteration));
  for await (const row of pagesById(db, events(features)))
    yield eventRecord(row, {
      feature: keys.get(row.feature) ?? "",
      iteration: row.iteration === null ? null : (refs.get(row.iteration)?.iteration ?? null),
    });
  for (const row of await rows(db, goals(project.id)))
    yield goalRecord(row, keys.get(row.feature) ?? "");
  for (const row of await rows(db, decisions(project.id)))
    yield decisionRecord(row, ref(row.iteration));
  for (const row of await rows(db, closedQuarters(project.id))) yield quarterRecord(row);
  for (const row of await rows(db, bursts(iterations))) yield burstRecord(row, ref(row.iteration));
  for (const row of await rows(shardsOf(env)[0] ?? db, exclusions(iterations)))
    yield {
      ...{ kind: "exclusion", ...ref(row.iteration) },
      ...{ from: momentOf(row.from_at), to: momentOf(row.to_at) },
    };
  for await (const row of pagesById(db, auditLines(project.id))) yield auditRecord(row);
}

function scopeOf(env: Env, shipments: readonly Shipment[]) {
  const ids = (of: (each: Shipment) => number) =>
    sql<number>`(SELECT value FROM json_each(${JSON.stringify([...new Set(shipments.map(of))])}))`;
  return {
    db: env.DB,
    iterations: ids(({ iteration }) => iteration.id),
    features: ids(({ feature }) => feature.id),
  };
}

type Ids = ReturnType<typeof scopeOf>["iterations"];
/** Gives the page of rows whose ids are greater. */
type PageAfter<Row> = (after: number) => Compilable<Row>;

const confirmations = (iterations: Ids) => (after: number) =>
  query
    .selectFrom("confirmation")
    .where("iteration", "in", iterations)
    .where("id", ">", after)
    .orderBy("id")
    .limit(PAGE)
    .selectAll();
const events = (features: Ids) => (after: number) =>
  query
    .selectFrom("event")
    .where("feature", "in", features)
    .where("id", ">", after)
    .orderBy("id")
    .limit(PAGE)
    .selectAll();
const auditLines = (project: string) => (after: number) =>
  query
    .selectFrom("audit")
    .where("project", "=", project)
    .where("id", ">", after)
    .orderBy("id")
    .limit(PAGE)
    .selectAll();
const bursts = (iterations: Ids) =>
  query.selectFrom("burst").where("iteration", "in", iterations).selectAll();
const exclusions = (iterations: Ids) =>
  query.selectFrom("exclusion").where("iteration", "in", iterations).selectAll();

const goals = (project: string) =>
  query.selectFrom("goal").where("project", "=", project).selectAll();
const decisions = (project: string) =>
  query.selectFrom("decision").where("project", "=", project).selectAll();
const closedQuarters = (project: string) =>
  query.selectFrom("closed_quarter").where("project", "=", project).selectAll();

async function* pagesById<Row extends { id: number }>(
  db: D1Database,
  page: PageAfter<Row>,
): AsyncGenerator<Row> {
  for (let after = -1; ; ) {
    const found = await rows(db, page(after));
    yield* found;
    if (found.length < PAGE) return;
    after = found.at(-1)?.id ?? after;
  }
}
