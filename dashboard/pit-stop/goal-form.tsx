// Puts a feature on a quarter with the sentence it is to make true, or changes that sentence.

import type { FeatureRow } from "../../contract/api/features.ts";
import type { Quarter } from "../../contract/api/quarters.ts";
import { call } from "../api.ts";
import { usePortfolio } from "../features/portfolio.ts";
import { Dialog } from "../frame/dialog.tsx";
import { ChoiceField, FormFoot, LongField, useSubmit } from "../frame/form.tsx";
import { Trouble, Waiting } from "../frame/notice.tsx";
import { quarterName } from "../words/quarters.ts";
import type { QuarterProps } from "./given.ts";

interface GoalFormProps extends QuarterProps {
  /** Null: a new one. */
  goal: Quarter["goals"][number] | null;
  onClose: () => void;
}

export function GoalForm(props: GoalFormProps) {
  const { quarter, goal, onClose } = props;
  const name = quarterName(quarter.id);
  return (
    <Dialog title={goal ? `${goal.name} in ${name}` : `A goal for ${name}`} onClose={onClose}>
      {goal ? <Sentence {...props} free={[]} /> : <NewGoal {...props} />}
    </Dialog>
  );
}

/** Which feature it is about is asked once those that may be put on the quarter are known. */
function NewGoal(props: GoalFormProps) {
  const { project, quarter } = props;
  const { value: features, problem, reload } = usePortfolio(project.id, "");
  if (!features)
    return problem ? <Trouble problem={problem} again={() => void reload()} /> : <Waiting />;
  const free = features.filter(
    ({ key, discovered, retired }) =>
      !discovered && !retired && !quarter.goals.some(({ feature }) => feature === key),
  );
  if (free.length > 0) return <Sentence {...props} free={free} />;
  return (
    <p>
      {features.length === 0
        ? "There is no feature yet that could be put on it."
        : "Every feature is on this quarter already."}{" "}
      <a href={`/p/${encodeURIComponent(project.id)}`}>Make a feature</a>
    </p>
  );
}

interface SentenceProps extends GoalFormProps {
  /** The features to choose from for a new goal. */
  free: readonly FeatureRow[];
}

function Sentence({ project, quarter, goal, changed, onClose, free }: SentenceProps) {
  const submission = useSubmit(
    ({ feature = "", value = "" }) =>
      call(
        "PUT /projects/{project}/quarters/{quarter}/goals/{feature}",
        { project: project.id, quarter: quarter.id, feature: goal?.feature ?? feature },
        { body: { value: value.trim() } },
      ),
    (next) => {
      onClose();
      changed(next);
    },
  );
  return (
    <form class="form" onSubmit={submission.submit}>
      {!goal && (
        <ChoiceField
          name="feature"
          label="Feature"
          value={free[0]?.key ?? ""}
          choices={free.map((one) => [one.key, one.name] as const)}
          problem={submission.problem}
        />
      )}
      <LongField
        name="value"
        label="What customers get from it, in one sentence"
        required
        maxLength={2_000}
        value={goal?.value ?? ""}
        placeholder="Finance teams close the month without retyping."
        hint="It becomes a headline of the quarter once customers confirm it."
        problem={submission.problem}
      />
      <FormFoot submission={submission} save={goal ? "Save" : "Add it"} />
    </form>
  );
}
