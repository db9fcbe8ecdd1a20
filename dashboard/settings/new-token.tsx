// Makes an API token with a name, a scope and an end.

import { call } from "../api.ts";
import { Dialog } from "../frame/dialog.tsx";
import { ChoiceField, FormFoot, TextField, useSubmit } from "../frame/form.tsx";
import type { Token } from "./token.ts";

const DAY_MS = 86_400_000;

interface NewTokenProps {
  project: string;
  onClose: () => void;
  then: (token: Token) => void;
}

export function NewToken({ project, onClose, then }: NewTokenProps) {
  const submission = useSubmit(
    ({ name = "", scope, days }) =>
      call(
        "POST /projects/{project}/tokens",
        { project },
        {
          body: {
            name,
            scope: scope === "write" ? "write" : "read",
            expiresAt: new Date(Date.now() + Number(days) * DAY_MS).toISOString(),
          },
        },
      ),
    (token) => {
      onClose();
      then(token);
    },
  );
  return (
    <Dialog title="A new API token" onClose={onClose}>
      <form class="form" onSubmit={submission.submit}>
        <TextField
          name="name"
          label="Name"
          required
          maxLength={200}
          placeholder="Monday report"
          problem={submission.problem}
        />
        <div class="pair">
          <ChoiceField
            name="scope"
            label="It may"
            value="read"
            choices={[
              ["read", "read"],
              ["write", "read and write"],
            ]}
            problem={submission.problem}
          />
          <ChoiceField
            name="days"
            label="It ends in"
            value="90"
            choices={[
              ["7", "a week"],
              ["30", "a month"],
              ["90", "three months"],
              ["365", "a year"],
            ]}
            problem={submission.problem}
          />
        </div>
        <FormFoot submission={submission} save="Make it" />
      </form>
    </Dialog>
  );
}
