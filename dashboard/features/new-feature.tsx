// A new feature: its key, and the promise that it will be held to.

import { useState } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import { call } from "../api.ts";
import { Dialog } from "../frame/dialog.tsx";
import { FormFoot, LongField, TextField, useSubmit } from "../frame/form.tsx";
import { expire } from "../resource.ts";

interface NewFeatureProps {
  project: string;
  onClose: () => void;
}

export function NewFeature({ project, onClose }: NewFeatureProps) {
  const { route } = useLocation();
  const [key, setKey] = useState("");
  const submission = useSubmit(
    ({ key = "", name, owner, value }) =>
      call(
        "POST /projects/{project}/features",
        { project },
        { body: { key, ...(name && { name }), ...(owner && { owner }), ...(value && { value }) } },
      ),
    (feature) => {
      expire(`project:${project}:features`);
      route(`/p/${encodeURIComponent(project)}/f/${encodeURIComponent(feature.key)}?view=setup`);
    },
  );
  return (
    <Dialog title="New feature" onClose={onClose}>
      <form class="form" onSubmit={submission.submit}>
        <TextField
          name="name"
          label="Name"
          required
          placeholder="CSV export"
          problem={submission.problem}
          onInput={(name) => setKey(keyOf(name))}
        />
        <TextField
          name="key"
          label="Key"
          required
          value={key}
          pattern="[a-z0-9._\-]{1,64}"
          hint="What your code calls it; it never changes. Letters, digits, dots, hyphens."
          problem={submission.problem}
        />
        <TextField
          name="owner"
          label="Owner"
          placeholder="Who looks after it"
          problem={submission.problem}
        />
        <LongField
          name="value"
          label="What a customer gets from it, in one sentence"
          placeholder="Finance teams close the month without retyping."
          problem={submission.problem}
        />
        <FormFoot submission={submission} save="Make it" />
      </form>
    </Dialog>
  );
}

/** A key made of a name: "CSV export" is csv-export. */
function keyOf(name: string): string {
  return name
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[^a-z0-9._]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 64);
}
