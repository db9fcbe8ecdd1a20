// Ships an iteration: evidence starts anew, so that is said before it is done.

import { useLocation } from "preact-iso/router";
import { call } from "../api.ts";
import { Dialog } from "../frame/dialog.tsx";
import { FormFoot, LongField, TextField, useSubmit } from "../frame/form.tsx";
import { toast } from "../frame/toast.tsx";
import { counted } from "../words/numbers.ts";
import type { FeatureProps } from "./given.ts";

export function Ship({
  subject,
  feature,
  changed,
  onClose,
}: FeatureProps & { onClose: () => void }) {
  const { route } = useLocation();
  const submission = useSubmit(
    ({ label = "", notes, at }) =>
      call("POST /projects/{project}/features/{feature}/iterations", subject, {
        body: {
          label,
          ...(notes && { notes }),
          ...(at && { shippedAt: new Date(at).toISOString() }),
        },
      }),
    ({ label, attempt }) => {
      onClose();
      route(location.pathname);
      changed();
      toast(
        `Iteration ${label} has shipped. It is attempt ${attempt}, and starts with no evidence.`,
      );
    },
  );
  const { answered } = feature.funnel;
  return (
    <Dialog title="Ship an iteration" onClose={onClose}>
      <form class="form" onSubmit={submission.submit}>
        <p class="soft">
          A shipped iteration is a new question: customers are asked again, and{" "}
          {answered > 0 ? `the ${counted(answered, "answer")} to ` : ""}iteration{" "}
          {feature.iteration.label} {answered > 0 ? "stay" : "stays"} with it. Your build can also
          do this by itself.
        </p>
        <TextField
          name="label"
          label="Label"
          required
          maxLength={64}
          placeholder="2.4.0"
          hint="As your releases are called. A label that is known is the same iteration."
          problem={submission.problem}
        />
        <LongField
          name="notes"
          label="What is different"
          placeholder="Columns keep their order; VAT has its own column."
          problem={submission.problem}
        />
        <TextField
          name="at"
          label="Shipped at, in your time"
          type="datetime-local"
          hint="Now, if left empty."
          problem={submission.problem}
        />
        <FormFoot submission={submission} save="Ship it" />
      </form>
    </Dialog>
  );
}
