// What a feature and an iteration begin as, and the terms an iteration is shipped under.

import type { AdoptionRule, Unit, Window } from "../../contract/verdict.ts";
import type { Feature, Project } from "./catalogue.ts";

/** The label of every feature's first iteration. */
export const FIRST_LABEL = "1";

/** What an iteration is judged by, as kept with it. Targets are shares. */
export interface KeptTerms {
  unit: Unit;
  adoption: number;
  helpfulness: number;
  population: number | null;
  rule: AdoptionRule;
  window: Window;
}

type Promised = Pick<
  Feature,
  "target_adoption" | "target_helpfulness" | "population" | "adoption_rule" | "window"
>;

/** The terms that hold for a feature now: its own targets, else the project's. */
export function termsOf(project: Project, feature: Promised | null): KeptTerms {
  return {
    unit: project.unit,
    adoption: (feature?.target_adoption ?? project.target_adoption) / 100,
    helpfulness: (feature?.target_helpfulness ?? project.target_helpfulness) / 100,
    population: feature?.population ?? null,
    rule: feature?.adoption_rule ?? DEFAULTS.adoption_rule,
    window: feature?.window ?? DEFAULTS.window,
  };
}

/** What a feature is until somebody says otherwise. */
const DEFAULTS = {
  adoption_rule: "twice",
  window: 28,
  moment: '"first-use"',
  placement: "bottom-right",
  partners: "[]",
  paused: 0,
} as const;

/** A new feature's columns and values but for its key and name. */
export function newFeatureRow(given: { project: string; now: number; discovered: boolean }) {
  const row = {
    ...DEFAULTS,
    project: given.project,
    discovered: given.discovered ? (1 as const) : (0 as const),
    created_at: given.now,
  };
  return { row, columns: Object.keys(row), values: Object.values(row) };
}
