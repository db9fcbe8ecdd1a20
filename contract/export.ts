// The lines of an export, one record each: what the Worker writes and reads again, and what outsiders may rely on.

import { z } from "zod";
import { featureChange, featureDetail } from "./api/features.ts";
import { projectChange } from "./api/projects.ts";
import { quarter as quarterView } from "./api/quarters.ts";
import { day, moment } from "./api/route.ts";
import { verdict } from "./api/verdict.ts";
import { name, sentence } from "./api/wording.ts";
import { COMMENT_LENGTH, PAGE_LENGTH } from "./limits.ts";
import { featureKey, iterationLabel } from "./signals.ts";

/** The version of this form; a reader refuses any other. */
export const EXPORT_FORMAT = 1;

/** 16 bytes in base64url, spelled in the one way that leaves no bit over. */
const HASH = "[A-Za-z0-9_-]{21}[AQgw]";
const pseudonym = (letters: string) =>
  z
    .string()
    .regex(new RegExp(`^[${letters}]${HASH}$`), `a pseudonym: ${letters} and 22 characters`);
const customer = pseudonym("cu");
const account = pseudonym("a");

const stored = (most: number) =>
  z
    .string()
    .max(most)
    .refine(
      (text) => text.isWellFormed() && !text.includes("\u0000"),
      "no NUL, no lone surrogates",
    );
const word = stored(64);
const count = z.int().min(0);
const flag = z.boolean();
const json = z.json();
const ref = { feature: featureKey, iteration: iterationLabel };

/** A line of one kind; a field that is nobody's is an error, not ignored. */
const line = <Kind extends string, Shape extends z.ZodRawShape>(kind: Kind, shape: Shape) =>
  z.strictObject({ kind: z.literal(kind), ...shape });

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

const { internal: _, ...projectSettings } = projectChange.shape;
const project = z.strictObject({
  kind: z.literal("project"),
  ...z.object(projectSettings).required().shape,
  internal: z.strictObject({
    customers: z.array(pseudonym("c")).max(1_000),
    accounts: z.array(account).max(1_000),
  }),
});

const feature = z.strictObject({
  kind: z.literal("feature"),
  key: featureKey,
  ...featureChange.required().shape,
  discovered: flag,
  adoptedAt: moment.nullable(),
  retiredAt: moment.nullable(),
  createdAt: moment,
});

const share = z.number().min(0.05).max(0.95);
const terms = z.strictObject({
  unit: z.enum(["customer", "account"]),
  adoption: share,
  helpfulness: share,
  population: z.int().min(1).max(5_000).nullable(),
  rule: z.enum(["twice", "once"]),
  window: z.union([z.literal(14), z.literal(28), z.literal(90)]),
});

const iteration = line("iteration", {
  feature: featureKey,
  label: iterationLabel,
  attempt: z.int().min(1),
  notes: sentence.nullable(),
  shippedAt: moment,
  supersededAt: moment.nullable(),
  sealedAt: moment.nullable(),
  terms,
  changes: z.array(
    z.strictObject({ day, at: moment, by: name, from: terms, to: terms, answers: count }),
  ),
  checked: z.array(z.strictObject({ day, at: moment, by: name, reason: sentence })),
});

/** What the judge was told besides the ledger, so that anybody can tell it again. */
const told = z.looseObject({
  attempt: count,
  shippedOn: z.int(),
  terms,
  changes: z.array(z.looseObject({ day: z.int(), from: terms, to: terms, answers: count })),
  checked: z.array(z.int()),
});
/** The evidence as it stood when somebody signed: the verdict in it follows from its ledger and history. */
const frozen = z.looseObject({
  at: moment,
  day,
  rules: word,
  checksum: word,
  verdict,
  history: told,
  ledger: z.array(z.array(z.int())).meta({
    description:
      "A day since 1970 and its counts, in the order of a ledger line's fields, customers first",
  }),
});

const confirmation = line("confirmation", {
  ...ref,
  partner: name.nullable(),
  by: name,
  at: moment,
  note: sentence.nullable(),
  override: sentence.nullable(),
  frozen,
  endedAt: moment.nullable(),
  endedBy: name.nullable(),
  imported: flag.meta({ description: "Brought in by an import, not signed on this deployment" }),
});

const event = line("event", {
  feature: featureKey,
  iteration: iterationLabel.nullable(),
  at: moment,
  about: featureDetail.shape.timeline.element.shape.kind,
  text: stored(4_000),
  once: stored(500).nullable(),
});

const quarterId = z.string().regex(/^\d{4}-Q[1-4]$/, "a quarter such as 2026-Q4");
const goal = line("goal", { quarter: quarterId, feature: featureKey, value: sentence });
const decision = line("decision", {
  quarter: quarterId,
  ...ref,
  decision: z.enum(["done", "improve", "park", "retire"]),
  reason: sentence.nullable(),
  by: name,
  at: moment,
});
const quarter = line("quarter", { quarter: quarterId, by: name, at: moment, frozen: quarterView });

const burst = line("burst", {
  ...ref,
  hour: count.meta({ description: "Hours since 1970 began" }),
  day,
  answers: count,
  usual: z.number().min(0),
  excludedAt: moment.nullable(),
  excludedBy: name.nullable(),
  reason: sentence.nullable(),
});
const exclusion = line("exclusion", { ...ref, from: moment, to: moment });

const audit = line("audit", {
  at: moment,
  by: name,
  action: stored(200),
  subject: stored(500),
  before: json,
  after: json,
});

const tombstone = line("tombstone", { customer: pseudonym("c"), erasedAt: moment });
const person = line("person", {
  customer,
  refusedAt: moment.nullable(),
  askedOn: day.nullable(),
});
const member = line("member", { account, customer });
const grant = line("grant", { ...ref, customer, grantedAt: moment });

/** What scrubbing put in place of an address can be longer than the address. */
const KEPT = 2;
const answer = line("answer", {
  ...ref,
  subject: pseudonym("cua"),
  customer,
  at: moment,
  day,
  account: account.nullable(),
  helped: flag,
  comment: stored(KEPT * COMMENT_LENGTH),
  page: stored(KEPT * PAGE_LENGTH),
  locale: z.string().regex(/^[A-Za-z0-9-]{0,35}$/),
  proven: flag,
  granted: flag,
  edited: moment,
  triage: z
    .strictObject({ tags: z.array(stored(64)).max(20), hidden: flag, note: sentence.nullable() })
    .optional(),
});

/** A milestone that was not reached is left out. */
const journey = line("journey", {
  ...ref,
  subject: pseudonym("cua"),
  seenOn: day.optional(),
  usedOn: day.optional(),
  returnedOn: day.optional(),
  lastUsedWeek: day.optional(),
  askedOn: day.optional(),
  dismissedOn: day.optional(),
  answeredAt: moment.optional(),
  answeredOn: day.optional(),
  helped: flag.optional(),
  again: z.array(z.tuple([day, flag])).optional(),
});

/** How many journeys reached each milestone on a day; zeros are left out. */
const cells = z
  .strictObject({
    seen: z.int(),
    used: z.int(),
    returned: z.int(),
    lastUsed: z.int(),
    asked: z.int(),
    dismissed: z.int(),
    helped: z.int(),
    unhelped: z.int(),
    againHelped: z.int(),
    againUnhelped: z.int(),
  })
  .partial();
const ledger = line("ledger", { ...ref, day, customers: cells, accounts: cells });

const judged = line("verdict", { ...ref, day, history: told, verdict });

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
