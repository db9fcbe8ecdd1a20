// Who belongs to the project and what they may do; owners invite, change and remove.

import { useState } from "preact/hooks";
import type { Role } from "../../contract/api/people.ts";
import type { Answer } from "../../contract/api/routes.ts";
import { call } from "../api.ts";
import { Confirm } from "../frame/confirm.tsx";
import { Trouble, Waiting } from "../frame/notice.tsx";
import { toast } from "../frame/toast.tsx";
import { useResource } from "../resource.ts";
import { useMe } from "../session.ts";
import { dayOf, dayWords } from "../words/days.ts";
import type { SettingsProps } from "./given.ts";
import { InvitationLink, Invite } from "./invite.tsx";
import { Section } from "./section.tsx";

export type Member = Answer<"GET /projects/{project}/members">["items"][number];

export const roleWords: Record<Role, string> = {
  viewer: "Viewer",
  editor: "Editor",
  owner: "Owner",
};
export const ROLE_NAMES: readonly Role[] = ["viewer", "editor", "owner"];

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
            <Row
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

interface RowProps {
  member: Member;
  project: SettingsProps["project"];
  isOwner: boolean;
  again: () => void;
  invited: (member: Member) => void;
  remove: () => void;
}

function Row({ member, project, isOwner, again, invited, remove }: RowProps) {
  const { value: me } = useMe();
  const { name, email, role, status, since } = member;
  const day = dayWords(dayOf(since, project.timeZone));
  return (
    <li>
      <div>
        <b>{name ?? email}</b> {me?.email === email && <span class="tag">you</span>}
        <p class="soft small">
          {name && `${email} · `}
          {status === "invited" ? `invited on ${day}, not signed in yet` : `since ${day}`}
        </p>
      </div>
      {isOwner ? (
        <>
          <RoleChoice member={member} project={project.id} again={again} />
          <span class="buttons no-print">
            <button
              type="button"
              class="button quiet little"
              aria-label={`Make a sign-in link for ${name ?? email}`}
              onClick={() => void makeLink(member, project.id, invited)}
            >
              Sign-in link
            </button>
            <button
              type="button"
              class="button quiet little"
              aria-label={`Remove ${name ?? email}`}
              onClick={remove}
            >
              Remove
            </button>
          </span>
        </>
      ) : (
        <span>{roleWords[role]}</span>
      )}
    </li>
  );
}

interface RoleProps {
  member: Member;
  project: string;
  again: () => void;
}

/** Changed at once, with an undo; as it was where the server says no. */
function RoleChoice({ member, project, again }: RoleProps) {
  const { id, name, email, role } = member;
  const [shown, setShown] = useState(role);
  const change = async (to: Role, back?: Role) => {
    setShown(to);
    const operation = "PATCH /projects/{project}/members/{member}";
    const result = await call(operation, { project, member: id }, { body: { role: to } });
    if (!result.ok) {
      setShown(role);
      return toast(`The role stays as it was. ${result.problem.detail}`);
    }
    again();
    toast(
      `${name ?? email} is ${roleWords[to].toLowerCase()} now.`,
      back && (() => void change(back)),
    );
  };
  return (
    <select
      class="input role"
      aria-label={`Role of ${name ?? email}`}
      value={shown}
      onChange={({ currentTarget }) =>
        void change(ROLE_NAMES.find((one) => one === currentTarget.value) ?? "viewer", role)
      }
    >
      {ROLE_NAMES.map((one) => (
        <option key={one} value={one}>
          {roleWords[one]}
        </option>
      ))}
    </select>
  );
}

async function makeLink(
  { email, role }: Member,
  project: string,
  then: (member: Member) => void,
): Promise<void> {
  const body = { email, role };
  const result = await call("POST /projects/{project}/members", { project }, { body });
  if (result.ok) then(result.value);
  else toast(`No link was made. ${result.problem.detail}`);
}
