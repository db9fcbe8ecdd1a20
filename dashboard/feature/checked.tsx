// Records that somebody looked into a slip, with what they found; the watch starts afresh the day after.

import { call } from "../api.ts";
import { Dialog } from "../frame/dialog.tsx";
import { FormFoot, LongField, useSubmit } from "../frame/form.tsx";
import { toast } from "../frame/toast.tsx";
import type { FeatureProps } from "./given.ts";

export function Checked({ subject, changed, onClose }: FeatureProps & { onClose: () => void }) {
  const submission = useSubmit(
    ({ reason = "" }) =>
      call("POST /projects/{project}/features/{feature}/checked", subject, { body: { reason } }),
    (feature) => {
      onClose();
      changed(feature);
      toast("Noted. Answers are watched afresh from tomorrow on.");
    },
  );
  return (
    <Dialog title="What did you find?" onClose={onClose}>
      <form class="form" onSubmit={submission.submit}>
        <p class="soft">
          Answers have become worse since customers confirmed it. Looking into it does not change
          what they said: it says that a person knows why, and starts the watch again.
        </p>
        <LongField
          name="reason"
          label="What has changed, and what you do about it"
          required
          placeholder="The bank changed its file format on the 3rd; the importer is mended since the 9th."
          problem={submission.problem}
        />
        <FormFoot submission={submission} save="Note it" />
      </form>
    </Dialog>
  );
}
