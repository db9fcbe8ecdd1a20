// The lines of an export, one record each: what the Worker writes and reads again, and what outsiders may rely on.

import { z } from "zod";
import { day, moment } from "./api/route.ts";
import { feature, iteration, project } from "./export/catalogue.ts";
import {
  audit,
  burst,
  confirmation,
  decision,
  event,
  exclusion,
  goal,
  quarter,
} from "./export/decided.ts";
import { count, line, word } from "./export/fields.ts";
import { judged, ledger } from "./export/judged.ts";
import { answer, grant, journey, member, person, tombstone } from "./export/people.ts";

/** The version of this form; a reader refuses any other. */
export const EXPORT_FORMAT = 1;

const header = line("export", {
  format: z.literal(EXPORT_FORMAT, `this reads format ${EXPORT_FORMAT} alone`),
  at: moment,
  day: day.meta({ description: "The project's day on which the verdicts were judged" }),
  rules: word.meta({ description: "The rules they were judged by" }),
  project: word,
  pseudonyms: z.strictObject({ scope: word, seal: word }).meta({
    description: "Whose pseudonyms these are, vouched for by the deployment that made them",
  }),
});

const end = line("end", {
  lines: count.meta({ description: "Lines before this one" }),
  kinds: z.record(z.string().max(32), count),
});

export const exportLine = z.discriminatedUnion("kind", [
  header,
  project,
  feature,
  iteration,
  confirmation,
  event,
  goal,
  decision,
  quarter,
  burst,
  exclusion,
  audit,
  tombstone,
  person,
  member,
  grant,
  answer,
  journey,
  ledger,
  judged,
  end,
]);
export type ExportLine = z.output<typeof exportLine>;
export type LineKind = ExportLine["kind"];
/** The line of one kind. */
export type LineOf<Kind extends LineKind> = Extract<ExportLine, { kind: Kind }>;

/**
 * The order of an export: first what stands alone, then for each iteration its journeys, each after its answers,
 * with the people they are of; its ledger; and its verdict. So a reader meets nothing before what it belongs to, and
 * needs to remember one iteration at a time.
 */
export const PARTS: readonly (readonly LineKind[])[] = [
  ["export"],
  ["project"],
  ["feature", "iteration"],
  ["confirmation", "event", "goal", "decision", "quarter", "burst", "exclusion", "audit"],
  ["tombstone"],
  ["person"],
  ["answer", "journey", "person", "member", "grant", "ledger", "verdict"],
  ["end"],
];
