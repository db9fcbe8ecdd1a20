// The targets that features are held to unless they have their own, and what moving them means.

import { useState } from "preact/hooks";
import { FormFoot, fieldsOf, TextField } from "../frame/form.tsx";
import { percent } from "../words/numbers.ts";
import { PRESETS } from "../words/presets.ts";
import type { SettingsProps } from "./given.ts";
import { useSaving } from "./saving.ts";
import { Section } from "./section.tsx";

interface Targets {
  adoption: number;
  helpfulness: number;
}

export function DefaultTargets(props: SettingsProps) {
  const { project, editable } = props;
  const [adoption, setAdoption] = useState(Math.round(project.targets.adoption * 100));
  const [to, setTo] = useState<Targets>(project.targets);
  const submission = useSaving(
    props,
    (fields) => ({ targets: targetsOf(fields) }),
    "These are the targets from now on.",
  );
  return (
    <Section
      title="Default targets"
      says="For every feature that has none of its own. A target is a promise: set it before customers speak."
    >
      <form
        class="form"
        onSubmit={submission.submit}
        onInput={({ currentTarget }) => setTo(targetsOf(fieldsOf(currentTarget)))}
      >
        <fieldset disabled={!editable} class="stack">
          <Kinds
            adoption={adoption}
            choose={(share) => {
              setAdoption(share);
              setTo({ ...to, adoption: share / 100 });
            }}
          />
          <div class="pair">
            <TextField
              key={adoption}
              name="targets.adoption"
              label="Adopted, in % of those who met it"
              type="number"
              required
              min={5}
              max={95}
              value={adoption}
              problem={submission.problem}
            />
            <TextField
              name="targets.helpfulness"
              label="Helps, in % of those who answer"
              type="number"
              required
              min={5}
              max={95}
              value={Math.round(project.targets.helpfulness * 100)}
              problem={submission.problem}
            />
          </div>
        </fieldset>
        <Meaning from={project.targets} to={to} />
        {editable && <FormFoot submission={submission} save="Use these targets" />}
      </form>
    </Section>
  );
}

interface KindsProps {
  /** In per cent. */
  adoption: number;
  choose: (adoption: number) => void;
}

/** The targets that fit kinds of features, to begin from. */
function Kinds({ adoption, choose }: KindsProps) {
  const chosen = PRESETS.find((preset) => preset.adoption === adoption);
  return (
    <fieldset>
      <legend>A feature here is usually</legend>
      <div class="pills">
        {PRESETS.map((preset) => (
          <button
            key={preset.name}
            type="button"
            title={preset.says}
            aria-pressed={preset === chosen}
            onClick={() => choose(preset.adoption)}
          >
            {preset.name} <span class="of">{preset.adoption} %</span>
          </button>
        ))}
      </div>
      <p class="hint">{chosen?.says ?? "a target of your own"}</p>
    </fieldset>
  );
}

function targetsOf(fields: Record<string, string>): Targets {
  const share = (name: string) => Math.round(Number(fields[name])) / 100;
  return { adoption: share("targets.adoption"), helpfulness: share("targets.helpfulness") };
}

/** What is to be known before promises move. */
function Meaning({ from, to }: { from: Targets; to: Targets }) {
  const moves = [
    move("Helpfulness", from.helpfulness, to.helpfulness),
    move("Adoption", from.adoption, to.adoption),
  ].filter((one) => one !== "");
  return (
    <div aria-live="polite">
      {moves.length > 0 && (
        <div class="notice warning">
          <h3>What this move means</h3>
          <ul class="reasons">
            <li>{moves.join("; ")}.</li>
            <li>
              It moves the promise of every feature that has no target of its own. Where customers
              have answered already, the move stands beside the verdict for good.
            </li>
            <li>
              A new span begins today for each of them: what was heard so far is judged once more by
              the new target, and a verdict of the old one is not carried over.
            </li>
          </ul>
        </div>
      )}
    </div>
  );
}

function move(name: string, from: number, to: number): string {
  if (from === to || !(to >= 0.05 && to <= 0.95)) return "";
  return `${name} ${to < from ? "lowered" : "raised"} from ${percent(from)} to ${percent(to)}`;
}
