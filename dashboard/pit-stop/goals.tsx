// The quarter's goals: what customers are to get, and how far each has come.

import { useState } from "preact/hooks";
import type { Quarter } from "../../contract/api/quarters.ts";
import { call } from "../api.ts";
import { toast } from "../frame/toast.tsx";
import { Glyph, type Shape } from "../pictures/glyph.tsx";
import { goalWords } from "../words/decisions.ts";
import { counted } from "../words/numbers.ts";
import type { QuarterProps } from "./given.ts";
import { GoalForm } from "./goal-form.tsx";
import { featurePath } from "./reading.ts";

type Goal = Quarter["goals"][number];

const SHAPES: Record<Goal["status"], Shape> = {
  planned: "discovered",
  shipped: "collecting",
  landed: "done",
  "carried-over": "not-reached",
};

export function Goals(props: QuarterProps) {
  const { quarter, editable } = props;
  const [editing, setEditing] = useState<Goal | "new" | null>(null);
  const landed = quarter.goals.filter(({ status }) => status === "landed").length;
  return (
    <section class="stack" aria-labelledby="goals">
      <div class="row apart">
        <h2 id="goals">
          Goals{" "}
          {quarter.goals.length > 0 && (
            <span class="soft">
              {landed} of {counted(quarter.goals.length, "goal")} landed
            </span>
          )}
        </h2>
        {editable && (
          <button type="button" class="button" onClick={() => setEditing("new")}>
            Add a goal
          </button>
        )}
      </div>
      {quarter.goals.length === 0 ? (
        <p class="soft">
          No goals were set. A goal is a feature with the one sentence that customers should be able
          to say at the end of the quarter.
        </p>
      ) : (
        <ul class="goals">
          {quarter.goals.map((goal) => (
            <GoalRow key={goal.feature} goal={goal} edit={() => setEditing(goal)} {...props} />
          ))}
        </ul>
      )}
      {editing && (
        <GoalForm
          {...props}
          goal={editing === "new" ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </section>
  );
}

function GoalRow(props: QuarterProps & { goal: Goal; edit: () => void }) {
  const { goal, edit, project, editable } = props;
  const shape = SHAPES[goal.status];
  return (
    <li>
      <span class="state" data-state={shape}>
        <Glyph shape={shape} size={14} /> {goalWords[goal.status]}
      </span>
      <p>
        <bdi>{goal.value}</bdi>{" "}
        <a href={featurePath(project.id, goal.feature)}>
          <bdi>{goal.name}</bdi>
        </a>
      </p>
      {editable && (
        <span class="buttons no-print">
          <button
            type="button"
            class="button quiet little"
            aria-label={`Edit the goal of ${goal.name}`}
            onClick={edit}
          >
            Edit
          </button>
          <button
            type="button"
            class="button quiet little"
            aria-label={`Remove the goal of ${goal.name}`}
            onClick={() => void remove(props)}
          >
            Remove
          </button>
        </span>
      )}
    </li>
  );
}

/** Gone at once, with an undo; back where the server did not agree. */
async function remove(props: QuarterProps & { goal: Goal }): Promise<void> {
  const { project, quarter, goal, show, changed } = props;
  show({ ...quarter, goals: quarter.goals.filter((one) => one !== goal) });
  const place = { project: project.id, quarter: quarter.id, feature: goal.feature };
  const result = await call("DELETE /projects/{project}/quarters/{quarter}/goals/{feature}", place);
  if (!result.ok) {
    show(quarter);
    return toast(`The goal is still there. ${result.problem.detail}`);
  }
  changed();
  toast(`${goal.name} is off the goals.`, () => void restore(props, place));
}

async function restore(
  { goal, changed }: QuarterProps & { goal: Goal },
  place: { project: string; quarter: string; feature: string },
): Promise<void> {
  const result = await call("PUT /projects/{project}/quarters/{quarter}/goals/{feature}", place, {
    body: { value: goal.value },
  });
  if (result.ok) changed(result.value);
  else toast(`It could not be put back. ${result.problem.detail}`);
}
