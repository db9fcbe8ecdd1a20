// From a project's settings as the API takes them to the columns that keep them.

import type { z } from "zod";
import type { projectChange } from "../../../contract/api/projects.ts";
import type { Env } from "../../env.ts";
import type { Project } from "../../ledger/catalogue.ts";
import { type NamedIn, subjectOf } from "../../ledger/subject.ts";

type Settings = z.output<typeof projectChange>;
type Columns = Partial<Omit<Project, "id">>;

export const DEFAULT_THEME = { scheme: "auto", accent: null, radius: null };

/** How the team's own people are named: by pseudonym, as everybody. */
export function namesIn(env: Env, project: NamedIn) {
  return (kind: "c" | "a", id: string) => subjectOf(env.LANDED_SECRET, project, kind, id);
}

/** The columns that settings change. Partial objects change what they name and keep the rest. */
export async function projectColumns(
  settings: Settings,
  name: (kind: "c" | "a", id: string) => Promise<string>,
  known?: Project,
): Promise<Columns> {
  const { theme, targets, internal } = settings;
  return defined({
    name: settings.name,
    time_zone: settings.timeZone,
    fiscal_start_month: settings.fiscalStartMonth,
    unit: settings.unit,
    origins: settings.origins && JSON.stringify(settings.origins),
    languages: settings.languages && JSON.stringify(settings.languages),
    theme:
      theme && JSON.stringify({ ...(known ? JSON.parse(known.theme) : DEFAULT_THEME), ...theme }),
    labels: json(settings.labels),
    follow_up: json(settings.followUp),
    target_adoption: share(targets?.adoption),
    target_helpfulness: share(targets?.helpfulness),
    rest_days: settings.restDays,
    require_proof: flag(settings.requireProof),
    gpc: settings.gpc,
    scrub: flag(settings.scrub),
    internal: internal && JSON.stringify(await named(internal, name, known)),
    paused: flag(settings.paused),
  });
}

async function named(
  internal: NonNullable<Settings["internal"]>,
  name: (kind: "c" | "a", id: string) => Promise<string>,
  known?: Project,
) {
  const before = known ? (JSON.parse(known.internal) as Record<string, string[]>) : {};
  const all = (kind: "c" | "a", ids: string[] | undefined, as: string) =>
    ids ? Promise.all(ids.map((id) => name(kind, id))) : (before[as] ?? []);
  return {
    customers: await all("c", internal.customers, "customers"),
    accounts: await all("a", internal.accounts, "accounts"),
  };
}

/** A share in hundredths, as it is kept. */
export function share(target: number | undefined): number | undefined {
  return target === undefined ? undefined : Math.round(target * 100);
}

export function flag(value: boolean | undefined): 0 | 1 | undefined {
  return value === undefined ? undefined : value ? 1 : 0;
}

/** JSON of a value; null stays null, and what was not given stays so. */
export function json(value: unknown): string | null | undefined {
  return value == null ? (value as null | undefined) : JSON.stringify(value);
}

/** Leaves out what was not given. */
export function defined<T extends Record<string, unknown>>(
  columns: T,
): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const given = Object.entries(columns).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
