// Takes a signature back: asked first, since nobody can sign again in another's name.

import { call } from "../api.ts";
import { Confirm } from "../frame/confirm.tsx";
import { toast } from "../frame/toast.tsx";
import type { FeatureProps } from "./given.ts";
import type { Place } from "./places.ts";

interface WithdrawProps extends FeatureProps {
  place: Place;
  onClose: () => void;
}

export function Withdraw({ subject, place, changed, onClose }: WithdrawProps) {
  const { name, partner, signature } = place;
  const by = signature?.by ?? "the partner";
  return (
    <Confirm
      title={`Withdraw the signature for ${name}`}
      act="Withdraw it"
      dangerous
      send={() =>
        call("DELETE /projects/{project}/features/{feature}/confirmation", subject, {
          query: partner === null ? {} : { partner },
        })
      }
      then={() => {
        changed();
        toast(`The signature of ${by} was withdrawn; that stays in its history.`);
      }}
      onClose={onClose}
    >
      <p>
        {by} signed for {name}. Without it the feature is no longer signed off, and its history says
        who withdrew it. Somebody can sign for {name} again, with the evidence of that day.
      </p>
    </Confirm>
  );
}
