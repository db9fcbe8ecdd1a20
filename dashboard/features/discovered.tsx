// Features that signals brought into being: adopt them, or discard them all.

import { useLocation } from "preact-iso/router";
import type { FeatureRow } from "../../contract/api/features.ts";
import { call } from "../api.ts";
import { toast } from "../frame/toast.tsx";
import { projectOf } from "../project.ts";
import { expire } from "../resource.ts";
import { momentWords } from "../words/days.ts";

export function Discovered({ features }: { features: readonly FeatureRow[] }) {
  const { path, route } = useLocation();
  const project = projectOf(path) ?? "";
  const adopt = async (key: string) => {
    const result = await call("POST /projects/{project}/features", { project }, { body: { key } });
    if (!result.ok) return toast(result.problem.detail);
    expire(`project:${project}:features`);
    route(`/p/${encodeURIComponent(project)}/f/${encodeURIComponent(key)}?view=setup`);
  };
  const discard = async () => {
    if (
      !confirm("Discard every discovered feature and what was heard of it? This cannot be undone.")
    )
      return;
    const result = await call("DELETE /projects/{project}/discovered", { project });
    if (!result.ok) return toast(result.problem.detail);
    expire(`project:${project}:features`);
    route(path);
  };
  return (
    <div class="stack">
      <p class="soft prose">
        Signals have named these features before anybody made them. They are counted, but nobody is
        asked and nothing is judged until you adopt them; their facts so far are kept.
      </p>
      <ul class="list">
        {features.map(({ key, iteration }) => (
          <li key={key}>
            <span>
              <code>{key}</code>
              <span class="soft small"> first heard {momentWords(iteration.shippedAt)}</span>
            </span>
            <button
              type="button"
              class="button little"
              aria-label={`Adopt ${key}`}
              onClick={() => void adopt(key)}
            >
              Adopt
            </button>
          </li>
        ))}
      </ul>
      <div>
        <button type="button" class="button danger little" onClick={() => void discard()}>
          Discard all of them
        </button>
      </div>
    </div>
  );
}
