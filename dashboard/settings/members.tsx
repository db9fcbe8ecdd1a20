// Who belongs to the project; owners invite, change and remove.

import { useState } from "preact/hooks";
import { call } from "../api.ts";
import { Confirm } from "../frame/confirm.tsx";
import { Trouble, Waiting } from "../frame/notice.tsx";
import { toast } from "../frame/toast.tsx";
import { useResource } from "../resource.ts";
import type { SettingsProps } from "./given.ts";
import { InvitationLink, Invite } from "./invite.tsx";
import type { Member } from "./member.ts";
import { MemberRow } from "./member-row.tsx";
import { Section } from "./section.tsx";

export function Members({ project, isOwner }: SettingsProps) {
  const members = useResource(`project:${project.id}:members`, () =>
    call("GET /projects/{project}/members", { project: project.id }),
  );
  const [inviting, setInviting] = useState(false);
  const [invited, setInvited] = useState<Member | null>(null);
  const [removing, setRemoving] = useState<Member | null>(null);
  const again = () => void members.reload();
  return (
    <Section
      title="Members"
      says="Viewers read everything. Editors also ship, tag answers, set targets and words, sign and decide. Owners also manage members, keys and tokens, erase, export and delete."
      act={
        isOwner && (
          <button type="button" class="button" onClick={() => setInviting(true)}>
            Invite somebody
          </button>
        )
      }
    >
      {invited?.link && <InvitationLink member={invited} link={invited.link} />}
      {members.problem && <Trouble problem={members.problem} again={again} />}
      {members.value ? (
        <ul class="rows">
          {members.value.items.map((member) => (
            <MemberRow
              key={member.id}
              member={member}
              project={project}
              isOwner={isOwner}
              again={again}
              invited={setInvited}
              remove={() => setRemoving(member)}
            />
          ))}
          {members.value.items.length === 0 && (
            <li class="soft">Nobody was invited yet; the deployment's owners reach it anyway.</li>
          )}
        </ul>
      ) : (
        !members.problem && <Waiting />
      )}
      {inviting && (
        <Invite
          project={project.id}
          onClose={() => setInviting(false)}
          then={(member) => {
            setInvited(member);
            again();
          }}
        />
      )}
      {removing && (
        <Confirm
          title={`Remove ${removing.name ?? removing.email}`}
          act="Remove from the project"
          dangerous
          send={() =>
            call("DELETE /projects/{project}/members/{member}", {
              project: project.id,
              member: removing.id,
            })
          }
          then={() => {
            toast(`${removing.name ?? removing.email} is no longer a member.`);
            again();
          }}
          onClose={() => setRemoving(null)}
        >
          <p>
            Their sessions, links and tokens no longer open this project. What they signed and
            decided stays under their name. They can be invited again.
          </p>
        </Confirm>
      )}
    </Section>
  );
}
