// The targets of a feature as fields, and as the terms that they make.

import type { FeatureDetail } from "../../contract/api/features.ts";
import type { BodyInput } from "../../contract/api/routes.ts";
import type { Problem } from "../api.ts";
import { ChoiceField, fieldsOf, TextField } from "../frame/form.tsx";
import type { Project } from "../project.ts";
import type { Terms } from "../words/moving.ts";
import { percent } from "../words/numbers.ts";

type Settings = Pick<
  BodyInput<"PATCH /projects/{project}/features/{feature}">,
  "targets" | "population" | "adoptionRule" | "window"
>;

/** What is promised now: the feature's own targets, else the project's. */
export function termsOf(feature: FeatureDetail, project: Project): Terms {
  const { targets, population, adoptionRule, window } = feature;
  return {
    adoption: targets?.adoption ?? project.targets.adoption,
    helpfulness: targets?.helpfulness ?? project.targets.helpfulness,
    population,
    adoptionRule,
    window,
  };
}

/** What the fields say, as they stand. */
export function readTerms(form: HTMLFormElement, project: Project): Terms {
  const { targets, population, adoptionRule, window } = settingsOf(fieldsOf(form));
  return {
    adoption: targets?.adoption ?? project.targets.adoption,
    helpfulness: targets?.helpfulness ?? project.targets.helpfulness,
    population: population ?? null,
    adoptionRule: adoptionRule ?? "twice",
    window: window ?? 28,
  };
}

/** The fields as the API takes them; an empty target is the project's. */
export function settingsOf(fields: Record<string, string>): Settings {
  const adoption = shareOf(fields["targets.adoption"]);
  const helpfulness = shareOf(fields["targets.helpfulness"]);
  const own = {
    ...(adoption !== null && { adoption }),
    ...(helpfulness !== null && { helpfulness }),
  };
  const { population, adoptionRule, window } = fields;
  return {
    targets: Object.keys(own).length > 0 ? own : null,
    population: population ? Number(population) : null,
    adoptionRule: adoptionRule === "once" ? "once" : "twice",
    window: WINDOWS.find((days) => String(days) === window) ?? 28,
  };
}

const WINDOWS = [14, 28, 90] as const;

/** 70 is 0.7; nothing is null. */
function shareOf(text: string | undefined): number | null {
  return text ? Math.round(Number(text)) / 100 : null;
}

interface TargetFieldsProps {
  feature: FeatureDetail;
  project: Project;
  problem: Problem | null;
}

export function TargetFields({ feature, project, problem }: TargetFieldsProps) {
  const { targets, population, adoptionRule, window } = feature;
  const theProjects = (share: number) => `Empty: the project's, ${percent(share)}.`;
  return (
    <>
      <div class="pair">
        <PercentField
          name="targets.helpfulness"
          label="Helps, in % of those who answer"
          share={targets?.helpfulness}
          hint={theProjects(project.targets.helpfulness)}
          problem={problem}
        />
        <PercentField
          name="targets.adoption"
          label="Adopted, in % of those who met it"
          share={targets?.adoption}
          hint={theProjects(project.targets.adoption)}
          problem={problem}
        />
      </div>
      <div class="pair">
        <ChoiceField
          name="adoptionRule"
          label="To adopt it is to use it"
          value={adoptionRule}
          choices={[
            ["twice", "on two different days"],
            ["once", "once: it is used once by nature"],
          ]}
          problem={problem}
        />
        <ChoiceField
          name="window"
          label="Time to adopt it"
          value={String(window)}
          choices={WINDOWS.map((days) => [String(days), `${days} days`] as const)}
          problem={problem}
        />
      </div>
      <TextField
        name="population"
        label={`Closed customer base, in ${project.unit}s`}
        type="number"
        min={1}
        max={5_000}
        value={population ?? ""}
        hint="Only where it is a closed list of everybody who may ever use it. Too small a number breaks the promise; leave it empty if unsure."
        problem={problem}
      />
    </>
  );
}

interface PercentProps {
  name: string;
  label: string;
  share: number | undefined;
  hint: string;
  problem: Problem | null;
}

function PercentField({ share, ...field }: PercentProps) {
  return (
    <TextField
      {...field}
      type="number"
      min={5}
      max={95}
      step={1}
      value={share === undefined ? "" : Math.round(share * 100)}
    />
  );
}
