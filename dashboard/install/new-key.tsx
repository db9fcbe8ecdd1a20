// Makes a key of one of three kinds.

import { call } from "../api.ts";
import { Dialog } from "../frame/dialog.tsx";
import { FormFoot, TextField, useSubmit } from "../frame/form.tsx";
import { KIND_WORDS } from "./kinds.ts";
import type { Key } from "./reading.ts";

const KINDS: readonly Key["kind"][] = ["publishable", "test", "secret"];

interface NewKeyProps {
  project: string;
  onClose: () => void;
  then: (key: Key) => void;
}

export function NewKey({ project, onClose, then }: NewKeyProps) {
  const submission = useSubmit(
    ({ name, kind }) =>
      call(
        "POST /projects/{project}/keys",
        { project },
        {
          body: {
            kind: KINDS.find((one) => one === kind) ?? "publishable",
            ...(name?.trim() && { name }),
          },
        },
      ),
    (key) => {
      onClose();
      then(key);
    },
  );
  return (
    <Dialog title="A new key" onClose={onClose}>
      <form class="form" onSubmit={submission.submit}>
        <fieldset class="decisions">
          <legend>For</legend>
          {KINDS.map((kind, index) => (
            <label key={kind} class="choice">
              <input type="radio" name="kind" value={kind} defaultChecked={index === 0} />
              <span>
                <b>{KIND_WORDS[kind].word}</b>
                <span class="soft small">{KIND_WORDS[kind].says}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <TextField
          name="name"
          label="Name"
          placeholder="Website"
          maxLength={200}
          hint="Where it is used, so that you know it again."
          problem={submission.problem}
        />
        <FormFoot submission={submission} save="Make it" />
      </form>
    </Dialog>
  );
}
