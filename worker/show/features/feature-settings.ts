// A feature's settings as the API shows them, and the columns that keep them.

import type { z } from "zod";
import type { FeatureDetail, featureChange } from "../../../contract/api/features.ts";
import type { Feature } from "../../ledger/catalogue.ts";
import { defined, flag, json, share } from "../projects/project-columns.ts";

export type Settings = Pick<
  FeatureDetail,
  | "name"
  | "question"
  | "labels"
  | "followUp"
  | "owner"
  | "value"
  | "partners"
  | "targets"
  | "population"
  | "adoptionRule"
  | "window"
  | "moment"
  | "paused"
  | "placement"
>;

export type Change = z.output<typeof featureChange>;
type Columns = Partial<Omit<Feature, "id" | "current">>;

export function settingsOf(feature: Feature): Settings {
  return {
    name: feature.name,
    question: parsed(feature.question),
    labels: parsed(feature.labels),
    followUp: parsed(feature.follow_up),
    owner: feature.owner,
    value: feature.value,
    partners: partnersOf(feature),
    targets: targetsOf(feature),
    population: feature.population,
    adoptionRule: feature.adoption_rule,
    window: feature.window,
    moment: JSON.parse(feature.moment) as Settings["moment"],
    paused: feature.paused === 1,
    placement: feature.placement as Settings["placement"],
  };
}

function parsed<T>(text: string | null): T | null {
  return text === null ? null : (JSON.parse(text) as T);
}

function partnersOf(feature: Feature): Settings["partners"] {
  const kept = JSON.parse(feature.partners) as NonNullable<Change["partners"]>;
  return kept.map(({ name, member = null, role = null }) => ({ name, member, role }));
}

/** The feature's own targets; null where all are the project's. */
function targetsOf({ target_adoption, target_helpfulness }: Feature): Settings["targets"] {
  if (target_adoption === null && target_helpfulness === null) return null;
  return {
    ...(target_adoption !== null && { adoption: target_adoption / 100 }),
    ...(target_helpfulness !== null && { helpfulness: target_helpfulness / 100 }),
  };
}

/** The columns that settings change. Targets change what they name and keep the rest; null: the project's. */
export function featureColumns(settings: Change): Columns {
  const { targets, moment, partners } = settings;
  return defined({
    name: settings.name,
    question: json(settings.question),
    labels: json(settings.labels),
    follow_up: json(settings.followUp),
    owner: settings.owner,
    value: settings.value,
    partners: partners && JSON.stringify(partners),
    target_adoption: targets === null ? null : share(targets?.adoption),
    target_helpfulness: targets === null ? null : share(targets?.helpfulness),
    population: settings.population,
    adoption_rule: settings.adoptionRule,
    window: settings.window,
    moment: moment && JSON.stringify(moment),
    paused: flag(settings.paused),
    placement: settings.placement,
  });
}
