// Signing for one's part; against the verdict, it takes a reason and stays visible as such.

import { useState } from "preact/hooks";
import type { Verdict } from "../../contract/verdict.ts";
import { call } from "../api.ts";
import { Dialog } from "../frame/dialog.tsx";
import { ChoiceField, FormFoot, LongField, useSubmit } from "../frame/form.tsx";
import { toast } from "../frame/toast.tsx";
import { StateWord } from "../pictures/glyph.tsx";
import { sentenceOf } from "../words/sentences.ts";
import type { FeatureProps } from "./given.ts";
import { type Place, placesOf } from "./places.ts";

interface SignProps extends FeatureProps {
  verdict: Verdict;
  place: Place;
  onClose: () => void;
}

export function Sign({ subject, feature, verdict, place, changed, onClose }: SignProps) {
  const against = verdict.state !== "done";
  const open = placesOf(feature).filter(({ signature }) => signature === null);
  const [partner, setPartner] = useState(place.partner ?? "");
  const submission = useSubmit(
    ({ note, reason }) =>
      call("POST /projects/{project}/features/{feature}/confirmation", subject, {
        body: {
          ...(partner && { partner }),
          ...(note && { note }),
          ...(against && { override: true, reason: reason ?? "" }),
        },
      }),
    ({ complete }) => {
      onClose();
      changed();
      toast(complete ? "Signed. Everybody has signed now." : "Signed.");
    },
  );
  return (
    <Dialog title={against ? "Sign against the verdict" : "Sign it off"} onClose={onClose}>
      <form class="form" onSubmit={submission.submit}>
        <Evidence verdict={verdict} />
        {open.length > 1 ? (
          <ChoiceField
            name="partner"
            label="For"
            value={partner}
            choices={open.map(({ partner: value, name }) => [value ?? "", name])}
            onChange={setPartner}
            problem={submission.problem}
          />
        ) : (
          <p>
            You sign for <b>{place.name}</b>. What customers say is frozen beside it as it stands
            now.
          </p>
        )}
        {against && (
          <LongField
            name="reason"
            label="Why sign although customers do not confirm it"
            required
            hint="It stands beside the verdict for good, for everybody to read."
            problem={submission.problem}
          />
        )}
        <LongField
          name="note"
          label="Note"
          hint="Optional: what convinced you, or what is still to do."
          problem={submission.problem}
        />
        <FormFoot submission={submission} save={against ? "Sign with this reason" : "Sign"} />
      </form>
    </Dialog>
  );
}

/** What one signs for, once more. */
function Evidence({ verdict: { state, because } }: { verdict: Verdict }) {
  return (
    <div class="notice" data-state={state}>
      <StateWord state={state} />
      <p class="small">{sentenceOf(because[0] ?? "")}</p>
    </div>
  );
}
