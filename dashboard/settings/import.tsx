// An export into an empty project: how far it has come, and each line that is wrong with its number.

import { useState } from "preact/hooks";
import type { Answer } from "../../contract/api/routes.ts";
import { expire } from "../resource.ts";
import { bytes, counted, percent } from "../words/numbers.ts";
import { sentenceOf } from "../words/sentences.ts";
import type { SettingsProps } from "./given.ts";
import { Section } from "./section.tsx";
import { type Complaint, upload } from "./upload.ts";

type Imported = Answer<"POST /projects/{project}/import">;

type State =
  | { at: "rest" }
  | { at: "sending"; share: number }
  | { at: "reading" }
  | { at: "done"; imported: Imported }
  | { at: "refused"; detail: string; complaints: readonly Complaint[] };

export function Import({ project }: SettingsProps) {
  const [state, setState] = useState<State>({ at: "rest" });
  const [file, setFile] = useState<File | null>(null);
  const busy = state.at === "sending" || state.at === "reading";
  const begin = async () => {
    if (!file) return;
    setState({ at: "sending", share: 0 });
    const url = `/api/projects/${encodeURIComponent(project.id)}/import`;
    const result = await upload<Imported>(url, file, (share) =>
      setState(share < 1 ? { at: "sending", share } : { at: "reading" }),
    );
    if (!result.ok) return setState({ at: "refused", ...result });
    expire(`project:${project.id}`);
    setState({ at: "done", imported: result.value });
  };
  return (
    <Section
      title="Import"
      says="An export (NDJSON) into a project without features: all of it, or nothing."
    >
      <div class="form">
        <div class="field">
          <label for="import-file">File</label>
          <input
            id="import-file"
            class="input"
            type="file"
            accept=".ndjson,application/x-ndjson"
            disabled={busy}
            onChange={({ currentTarget }) => {
              setFile(currentTarget.files?.[0] ?? null);
              setState({ at: "rest" });
            }}
          />
          {file && <p class="hint">{bytes(file.size)}</p>}
        </div>
        <div>
          <button
            type="button"
            class="button"
            disabled={busy || file === null}
            onClick={() => void begin()}
          >
            {busy ? "Importing…" : "Import it"}
          </button>
        </div>
      </div>
      <div role="status">
        <Progress state={state} project={project.id} />
      </div>
    </Section>
  );
}

function Progress({ state, project }: { state: State; project: string }) {
  switch (state.at) {
    case "rest":
      return null;
    case "sending":
      return (
        <p class="stack tight">
          <progress class="progress" aria-label="Import" value={state.share} />
          {percent(state.share)} sent…
        </p>
      );
    case "reading":
      return (
        <p class="stack tight">
          <progress class="progress" aria-label="Import" />
          All sent; now it is checked line by line and written…
        </p>
      );
    case "done":
      return (
        <p class="notice">
          {counted(state.imported.lines, "line")} read:{" "}
          {counted(state.imported.features, "feature")},{" "}
          {counted(state.imported.journeys, "journey")}, {counted(state.imported.answers, "answer")}
          . <a href={`/p/${encodeURIComponent(project)}`}>See the features</a>
        </p>
      );
    case "refused":
      return <Refused {...state} />;
  }
}

function Refused({ detail, complaints }: { detail: string; complaints: readonly Complaint[] }) {
  return (
    <div class="notice bad" role="alert">
      <p>{sentenceOf(detail)}</p>
      {complaints.length > 0 && (
        <ul class="reasons">
          {complaints.map(({ line, field, detail: what }) => (
            <li key={`${line} ${field} ${what}`}>
              {line !== null && <b>Line {line}: </b>}
              {[field, what].filter(Boolean).join(" ")}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
