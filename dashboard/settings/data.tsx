// Everything out, everything in, and the end of it.

import { useState } from "preact/hooks";
import { call } from "../api.ts";
import { Dialog } from "../frame/dialog.tsx";
import { FormFoot, TextField, useSubmit } from "../frame/form.tsx";
import { Export } from "./export.tsx";
import type { SettingsProps } from "./given.ts";
import { Import } from "./import.tsx";
import { OwnersOnly, Section } from "./section.tsx";

export function DataSection(props: SettingsProps) {
  if (!props.isOwner) return <OwnersOnly title="Data" />;
  return (
    <>
      <Export {...props} />
      <Import {...props} />
      <Deletion {...props} />
    </>
  );
}

function Deletion({ project }: SettingsProps) {
  const [asking, setAsking] = useState(false);
  return (
    <Section title="Delete the project">
      <p class="prose">
        Its features, verdicts, answers and people go for good. Export first whatever may be needed.
      </p>
      <div>
        <button type="button" class="button danger" onClick={() => setAsking(true)}>
          Delete {project.name}
        </button>
      </div>
      {asking && <Sure project={project} onClose={() => setAsking(false)} />}
    </Section>
  );
}

function Sure({ project, onClose }: Pick<SettingsProps, "project"> & { onClose: () => void }) {
  const [typed, setTyped] = useState("");
  const submission = useSubmit(
    () => call("DELETE /projects/{project}", { project: project.id }),
    // A fresh document: nothing that was read of it stays.
    () => location.assign("/"),
  );
  const matches = typed.trim() === project.name;
  return (
    <Dialog title={`Delete ${project.name}`} onClose={onClose}>
      <form class="form" onSubmit={submission.submit}>
        <p>
          Everything in it goes, and cannot be brought back. Pages that still hold its key are
          refused from then on.
        </p>
        <TextField
          name="name"
          label={`Type ${project.name} to be sure`}
          required
          autocomplete="off"
          onInput={setTyped}
          problem={submission.problem}
        />
        {matches ? (
          <FormFoot submission={submission} save={`Delete ${project.name} for good`} />
        ) : (
          <div class="buttons">
            <button type="submit" class="button danger" disabled>
              Delete {project.name} for good
            </button>
          </div>
        )}
      </form>
    </Dialog>
  );
}
