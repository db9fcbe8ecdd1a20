// Invites somebody by their address; the answer is a link to pass on.

import { call } from "../api.ts";
import { Copyable } from "../frame/copy.tsx";
import { Dialog } from "../frame/dialog.tsx";
import { ChoiceField, FormFoot, TextField, useSubmit } from "../frame/form.tsx";
import { type Member, ROLE_NAMES, roleWords } from "./member.ts";

interface InviteProps {
  project: string;
  onClose: () => void;
  then: (member: Member) => void;
}

export function Invite({ project, onClose, then }: InviteProps) {
  const submission = useSubmit(
    ({ email = "", name, role }) =>
      call(
        "POST /projects/{project}/members",
        { project },
        {
          body: {
            email,
            role: ROLE_NAMES.find((one) => one === role) ?? "viewer",
            ...(name?.trim() && { name }),
          },
        },
      ),
    (member) => {
      onClose();
      then(member);
    },
  );
  return (
    <Dialog title="Invite somebody" onClose={onClose}>
      <form class="form" onSubmit={submission.submit}>
        <TextField
          name="email"
          label="E-mail address"
          type="email"
          required
          autocomplete="off"
          problem={submission.problem}
        />
        <TextField name="name" label="Name" autocomplete="off" problem={submission.problem} />
        <ChoiceField
          name="role"
          label="Role"
          value="editor"
          choices={ROLE_NAMES.map((role) => [role, roleWords[role]] as const)}
          problem={submission.problem}
        />
        <FormFoot submission={submission} save="Make an invitation" />
      </form>
    </Dialog>
  );
}

export function InvitationLink({ member, link }: { member: Member; link: string }) {
  return (
    <div class="notice" role="status">
      <p>
        Pass this link on to <b>{member.name ?? member.email}</b>. It signs them in once, within 15
        minutes, and is not shown again; where this deployment sends e-mail, they get one of their
        own.
      </p>
      <Copyable label="the link" text={link} />
    </div>
  );
}
