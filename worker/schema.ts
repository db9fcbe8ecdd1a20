// The tables as Kysely sees them; worker/migrations says what each column means.

import type { ColumnType, Generated } from "kysely";
import type { PeopleSchema } from "./people/schema.ts";

type Flag = 0 | 1;

export interface ProjectTable {
  id: string;
  name: string;
  time_zone: string;
  fiscal_start_month: number;
  unit: "customer" | "account";
  origins: string;
  languages: string;
  theme: string;
  labels: string | null;
  follow_up: string | null;
  target_adoption: number;
  target_helpfulness: number;
  rest_days: number;
  require_proof: Flag;
  gpc: "everyone" | "anonymous";
  scrub: Flag;
  internal: string;
  paused: Flag;
  identity_version: number;
  pseudonym_scope: string | null;
  listened_until: number;
  shards: number | null;
  created_at: number;
}

export interface ApiKeyTable {
  hash: string;
  id: string;
  project: string;
  kind: "publishable" | "secret" | "test";
  name: string;
  key: string | null;
  hint: string;
  created_at: number;
  created_by: string;
  revoked_at: number | null;
}

export interface FeatureTable {
  id: Generated<number>;
  project: string;
  key: string;
  name: string;
  question: string | null;
  labels: string | null;
  follow_up: string | null;
  owner: string | null;
  value: string | null;
  partners: string;
  target_adoption: number | null;
  target_helpfulness: number | null;
  population: number | null;
  adoption_rule: "twice" | "once";
  window: 14 | 28 | 90;
  moment: string;
  placement: string;
  paused: Flag;
  discovered: Flag;
  adopted_at: number | null;
  retired_at: number | null;
  created_at: number;
  /** Kept by triggers alone. */
  current: ColumnType<string | null, never, never>;
}

export interface IterationTable {
  id: Generated<number>;
  feature: number;
  label: string;
  attempt: number;
  notes: string | null;
  shipped_at: number;
  superseded_at: number | null;
  sealed_at: number | null;
  terms: string;
  terms_changes: string;
  checked: string;
}

export interface StandingTable {
  iteration: number;
  rules: string;
  revision: number;
  day: number;
  judgement: string;
}

export interface ConfirmationTable {
  id: Generated<number>;
  iteration: number;
  partner: string | null;
  by_id: string;
  by_name: string;
  at: number;
  note: string | null;
  override: string | null;
  frozen: string;
  ended_at: number | null;
  ended_by: string | null;
  imported: Generated<Flag>;
}

export interface EventTable {
  id: Generated<number>;
  feature: number;
  iteration: number | null;
  at: number;
  kind: string;
  text: string;
  once: string | null;
}

export interface GoalTable {
  project: string;
  quarter: string;
  feature: number;
  value: string;
}

export interface DecisionTable {
  project: string;
  quarter: string;
  iteration: number;
  decision: "done" | "improve" | "park" | "retire";
  reason: string | null;
  by_name: string;
  at: number;
}

export interface ClosedQuarterTable {
  project: string;
  quarter: string;
  by_name: string;
  at: number;
  frozen: string;
}

export interface ImportTable {
  id: string;
  project: string;
  touched_at: number;
  writing: Flag;
  first_iteration: number;
  iterations: number;
  found: Generated<number>;
}

export interface AuditTable {
  id: Generated<number>;
  project: string;
  at: number;
  by_name: string;
  action: string;
  subject: string;
  before: string | null;
  after: string | null;
}

export interface DeadLetterTable {
  id: string;
  project: string;
  at: number;
  reason: string;
  signals: number;
  body: string;
  replayed_at: number | null;
}

export interface HeardTable {
  id: Generated<number>;
  project: string;
  at: number;
  signal: string;
}

export interface JourneyTable {
  iteration: number;
  subject: string;
  seen_on: number | null;
  used_on: number | null;
  returned_on: number | null;
  last_used_on: number | null;
  asked_on: number | null;
  dismissed_on: number | null;
  answered_at: number | null;
  answered_on: number | null;
  helped: Flag | null;
  again: string | null;
}

export interface AnswerTable {
  rowid: Generated<number>;
  id: string;
  iteration: number;
  subject: string;
  customer: string;
  at: number;
  on_day: number;
  account: string;
  helped: Flag;
  comment: string;
  page: string;
  locale: string;
  proven: Flag;
  granted: Flag;
  edited: number;
}

export interface TriageTable {
  answer: string;
  tags: string;
  hidden: Flag;
  note: string | null;
}

/** The ten milestones, for customers and for accounts. */
type Milestone =
  | "seen"
  | "used"
  | "returned"
  | "last_used"
  | "asked"
  | "dismissed"
  | "helped"
  | "unhelped"
  | "again_helped"
  | "again_unhelped";

export type LedgerTable = { iteration: number; day: number } & {
  [Column in `customers_${Milestone}` | `accounts_${Milestone}`]: number;
};

export interface GrantTable {
  customer: string;
  iteration: number;
  token: string;
  granted_at: number;
}

export interface PersonTable {
  customer: string;
  project: string | null;
  refused_at: number | null;
  asked_on: number | null;
}

export interface BurstTable {
  iteration: number;
  hour: number;
  day: number;
  answers: number;
  usual: number;
  excluded_at: number | null;
  excluded_by: string | null;
  reason: string | null;
}

export interface LedgerDifferenceTable {
  project: string;
  iteration: number;
  day: number;
  milestone: string;
  shard: number;
  delta: number;
  found_at: number;
}

export interface Schema extends PeopleSchema {
  project: ProjectTable;
  project_origin: { origin: string; project: string };
  api_key: ApiKeyTable;
  feature: FeatureTable;
  iteration: IterationTable;
  standing: StandingTable;
  confirmation: ConfirmationTable;
  event: EventTable;
  goal: GoalTable;
  decision: DecisionTable;
  closed_quarter: ClosedQuarterTable;
  import: ImportTable;
  import_part: { import: string; number: number; lines: string };
  audit: AuditTable;
  dead_letter: DeadLetterTable;
  heard: HeardTable;
  journey: JourneyTable;
  answer: AnswerTable;
  triage: TriageTable;
  account_member: { account: string; customer: string };
  ledger: LedgerTable;
  revision: { iteration: number; number: number };
  ask_grant: GrantTable;
  person: PersonTable;
  burst: BurstTable;
  burst_look: { iteration: number; day: number; answers: number };
  ledger_difference: LedgerDifferenceTable;
  job: { name: string; done_at: number; position: number };
  exclusion: { iteration: number; from_at: number; to_at: number };
  row_budget: { project: string; day: number; written: number };
  tombstone: { customer: string; project: string; erased_at: number };
}
