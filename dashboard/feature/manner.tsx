// A feature's name and owner, and when and where its question is asked.

import { useState } from "preact/hooks";
import type { BodyInput } from "../../contract/api/routes.ts";
import { PLACEMENTS } from "../../contract/ask.ts";
import { call } from "../api.ts";
import { ChoiceField, FormFoot, TextField, useSubmit } from "../frame/form.tsx";
import { toast } from "../frame/toast.tsx";
import type { FeatureProps } from "./given.ts";

type Moment = NonNullable<BodyInput<"PATCH /projects/{project}/features/{feature}">["moment"]>;

const PLACES: Record<(typeof PLACEMENTS)[number], string> = {
  "bottom-right": "bottom right",
  "bottom-left": "bottom left",
  "top-right": "top right",
  "top-left": "top left",
  anchored: "beside the control that was used",
};

export function Manner({
  feature,
  subject,
  changed,
  editable,
}: FeatureProps & { editable: boolean }) {
  const submission = useSubmit(
    ({ name = "", owner, moment, after, placement }) =>
      call("PATCH /projects/{project}/features/{feature}", subject, {
        body: {
          name,
          owner: owner?.trim() || null,
          moment: momentOf(moment, after),
          placement: PLACEMENTS.find((one) => one === placement) ?? "bottom-right",
        },
      }),
    (next) => {
      changed(next);
      toast("Kept.");
    },
  );
  const { problem } = submission;
  const kept = typeof feature.moment === "object" ? "after" : feature.moment;
  const [moment, setMoment] = useState<string>(kept);
  const after = typeof feature.moment === "object" ? feature.moment.after : 3;
  return (
    <form class="form" onSubmit={submission.submit}>
      <fieldset disabled={!editable} class="stack">
        <div class="pair">
          <TextField name="name" label="Name" required value={feature.name} problem={problem} />
          <TextField name="owner" label="Owner" value={feature.owner ?? ""} problem={problem} />
        </div>
        <div class="pair">
          <ChoiceField
            name="moment"
            label="Ask"
            value={moment}
            onChange={setMoment}
            choices={[
              ["first-use", "when it is first used"],
              ["on-return", "when somebody comes back to it"],
              ["after", "after some days of use"],
            ]}
            problem={problem}
          />
          {moment === "after" && (
            <TextField
              name="after"
              label="Days of use before asking"
              type="number"
              min={1}
              max={28}
              value={after}
              problem={problem}
            />
          )}
        </div>
        <ChoiceField
          name="placement"
          label="Where the question appears"
          value={feature.placement}
          choices={PLACEMENTS.map((one) => [one, PLACES[one]] as const)}
          problem={problem}
        />
      </fieldset>
      {editable && <FormFoot submission={submission} save="Save" />}
    </form>
  );
}

function momentOf(moment: string | undefined, after: string | undefined): Moment {
  if (moment === "after") return { after: Number(after) || 1 };
  return moment === "on-return" ? "on-return" : "first-use";
}
