// Decides what becomes of an iteration, deliberately and with a reason.

import { call } from "../api.ts";
import { Dialog } from "../frame/dialog.tsx";
import { FormFoot, LongField, useSubmit } from "../frame/form.tsx";
import { toast } from "../frame/toast.tsx";
import { StateWord } from "../pictures/glyph.tsx";
import { DECISION_NAMES, type DecisionName, decisionWords } from "../words/decisions.ts";
import { sentenceOf } from "../words/sentences.ts";
import type { QuarterProps } from "./given.ts";
import type { Iteration } from "./reading.ts";

interface DecideProps extends QuarterProps {
  one: Iteration;
  onClose: () => void;
}

export function Decide(props: DecideProps) {
  const { one, changed, onClose } = props;
  const { verdict, decision: before } = one;
  const submission = useSubmit(
    ({ decision, reason }) =>
      put(props, { decision: nameOf(decision), reason: reason?.trim() || null }),
    (next) => {
      onClose();
      changed(next);
      const now = [...next.shipped, ...next.carried].find(
        ({ feature, iteration }) => feature === one.feature && iteration === one.iteration,
      );
      const word = now?.decision ? decisionWords[now.decision.decision].word : "Decided";
      toast(`${one.name} ${one.iteration}: ${word}.`, before ? () => void undo(props) : undefined);
    },
  );
  return (
    <Dialog title={`What becomes of ${one.name} ${one.iteration}?`} onClose={onClose}>
      <form class="form" onSubmit={submission.submit}>
        <div class="notice" data-state={verdict.state}>
          <StateWord state={verdict.state} />
          <p class="small">{sentenceOf(verdict.because[0] ?? "")}</p>
        </div>
        <fieldset class="decisions">
          <legend>Decision</legend>
          {DECISION_NAMES.map((name) => (
            <label key={name} class="choice">
              <input
                type="radio"
                name="decision"
                value={name}
                required
                defaultChecked={before?.decision === name}
              />
              <span>
                <b>{decisionWords[name].word}</b>
                <span class="soft small">{decisionWords[name].says}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <LongField
          name="reason"
          label="Why"
          maxLength={2_000}
          value={before?.reason ?? ""}
          hint="One or two sentences that still make sense in a year."
          problem={submission.problem}
        />
        <FormFoot submission={submission} save="Decide" />
      </form>
    </Dialog>
  );
}

function nameOf(text: string | undefined): DecisionName {
  return DECISION_NAMES.find((name) => name === text) ?? "improve";
}

function put(
  { project, quarter, one }: DecideProps,
  body: { decision: DecisionName; reason: string | null },
) {
  return call(
    "PUT /projects/{project}/quarters/{quarter}/decisions/{feature}/{iteration}",
    {
      project: project.id,
      quarter: quarter.id,
      feature: one.feature,
      iteration: one.iteration,
    },
    { body },
  );
}

async function undo(props: DecideProps): Promise<void> {
  const { decision } = props.one;
  if (!decision) return;
  const result = await put(props, { decision: decision.decision, reason: decision.reason });
  if (result.ok) props.changed(result.value);
  else toast(`It could not be taken back. ${result.problem.detail}`);
}
