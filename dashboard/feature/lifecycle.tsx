// Pausing, adopting, retiring and reviving: what can be undone happens at once, with an undo beside it.

import { call, type Result } from "../api.ts";
import { toast } from "../frame/toast.tsx";
import type { FeatureProps } from "./given.ts";

export function Lifecycle(props: FeatureProps) {
  const { feature } = props;
  if (feature.discovered)
    return (
      <button type="button" class="button main" onClick={() => void adopt(props)}>
        Adopt it
      </button>
    );
  if (feature.retired)
    return (
      <button type="button" class="button" onClick={() => void revive(props)}>
        Revive it
      </button>
    );
  return (
    <>
      <button type="button" class="button" onClick={() => void pause(props, !feature.paused)}>
        {feature.paused ? "Resume asking" : "Pause asking"}
      </button>
      <button type="button" class="button quiet" onClick={() => void retire(props)}>
        Retire
      </button>
    </>
  );
}

async function adopt({ subject, changed }: FeatureProps): Promise<void> {
  const { project, feature: key } = subject;
  const result = await call("POST /projects/{project}/features", { project }, { body: { key } });
  told(result, () => {
    if (result.ok) changed(result.value);
    toast("Adopted. From now on it is asked about and judged; what was heard before is kept.");
  });
}

async function pause(props: FeatureProps, paused: boolean): Promise<void> {
  const { subject, feature, show, changed } = props;
  show({ ...feature, paused });
  const operation = "PATCH /projects/{project}/features/{feature}";
  const result = await call(operation, subject, { body: { paused } });
  if (!result.ok) show(feature);
  told(result, () => {
    if (result.ok) changed(result.value);
    toast(
      paused ? "Nobody is asked any more." : "Customers are asked again.",
      () => void pause(props, !paused),
    );
  });
}

async function retire(props: FeatureProps): Promise<void> {
  const { subject, feature, show, changed } = props;
  show({ ...feature, retired: true });
  const result = await call("DELETE /projects/{project}/features/{feature}", subject);
  if (!result.ok) show(feature);
  told(result, () => {
    changed();
    toast(
      "Retired. Its history stays; new signals about it are not taken.",
      () => void revive(props),
    );
  });
}

async function revive({ subject, changed }: FeatureProps): Promise<void> {
  const result = await call("POST /projects/{project}/features/{feature}/revive", subject);
  told(result, () => {
    if (result.ok) changed(result.value);
    toast("Revived: its signals are taken again.");
  });
}

function told(result: Result<unknown>, then: () => void): void {
  if (result.ok) then();
  else toast(`That did not work. ${result.problem.detail}`);
}
