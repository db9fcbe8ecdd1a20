// Closing a quarter: once, for good, and by name.

import { call } from "../api.ts";
import { Confirm } from "../frame/confirm.tsx";
import { toast } from "../frame/toast.tsx";
import { useMe } from "../session.ts";
import { counted } from "../words/numbers.ts";
import { quarterName } from "../words/quarters.ts";
import type { QuarterProps } from "./given.ts";

export function Close({
  project,
  quarter,
  changed,
  onClose,
}: QuarterProps & { onClose: () => void }) {
  const { value: me } = useMe();
  const name = quarterName(quarter.id);
  const open = quarter.limbo.length;
  return (
    <Confirm
      title={`Close ${name}`}
      act={`Close ${name} for good`}
      send={() =>
        call("POST /projects/{project}/quarters/{quarter}/close", {
          project: project.id,
          quarter: quarter.id,
        })
      }
      then={(next) => {
        changed(next);
        toast(`${name} is closed.`);
      }}
      onClose={onClose}
    >
      <p>
        Goals, verdicts and decisions are kept as they stand now, under the name of{" "}
        <b>{me?.name ?? "you"}</b>. A closed quarter is never opened again; what customers say later
        shows in its live view.
      </p>
      {open > 0 && (
        <p class="notice">
          {counted(open, "iteration")} {open === 1 ? "is" : "are"} still in limbo and{" "}
          {open === 1 ? "goes" : "go"} into the next quarter.
        </p>
      )}
    </Confirm>
  );
}
