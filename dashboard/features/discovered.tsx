// Features that signals brought into being: adopt them, or discard them all.

import { useState } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import type { FeatureRow } from "../../contract/api/features.ts";
import { call } from "../api.ts";
import { useAddress } from "../frame/address.ts";
import { Confirm } from "../frame/confirm.tsx";
import { toast } from "../frame/toast.tsx";
import { mayEdit, projectOf, useProject } from "../project.ts";
import { expire } from "../resource.ts";
import { momentWords } from "../words/days.ts";
import { counted } from "../words/numbers.ts";
import { countBy, usePortfolio } from "./portfolio.ts";

export function Discovered({ features }: { features: readonly FeatureRow[] }) {
  const { path, route } = useLocation();
  const project = projectOf(path) ?? "";
  const adopt = async (key: string) => {
    const result = await call("POST /projects/{project}/features", { project }, { body: { key } });
    if (!result.ok) return toast(result.problem.detail);
    expire(`project:${project}:features`);
    route(`/p/${encodeURIComponent(project)}/f/${encodeURIComponent(key)}?view=setup`);
  };
  const { query } = useAddress();
  const { value: all, reload } = usePortfolio(project, query["as-of"] ?? "");
  const editor = mayEdit(useProject(project).value);
  const [discarding, setDiscarding] = useState(false);
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
            {editor && (
              <button
                type="button"
                class="button little"
                aria-label={`Adopt ${key}`}
                onClick={() => void adopt(key)}
              >
                Adopt
              </button>
            )}
          </li>
        ))}
      </ul>
      {editor && (
        <div>
          <button type="button" class="button danger little" onClick={() => setDiscarding(true)}>
            Discard all of them
          </button>
        </div>
      )}
      {discarding && (
        <Confirm
          title="Discard what was discovered"
          act={`Discard ${counted(countBy(all ?? [], "discovered"), "feature")} for good`}
          dangerous
          send={() => call("DELETE /projects/{project}/discovered", { project })}
          then={() => {
            expire(`project:${project}:features`);
            void reload();
            route(path);
          }}
          onClose={() => setDiscarding(false)}
        >
          <p>
            What was heard of them goes with them, and this cannot be undone. Should signals name
            them again, they are discovered again.
          </p>
        </Confirm>
      )}
    </div>
  );
}
