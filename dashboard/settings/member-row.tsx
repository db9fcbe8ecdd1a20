// One member: who they are, and for owners what may be done with them.

import { useState } from "preact/hooks";
import type { Role } from "../../contract/api/people.ts";
import { call } from "../api.ts";
import { toast } from "../frame/toast.tsx";
import { useMe } from "../session.ts";
import { dayOf, dayWords } from "../words/days.ts";
import type { SettingsProps } from "./given.ts";
import { type Member, ROLE_NAMES, roleWords } from "./member.ts";

interface RowProps {
  member: Member;
  project: SettingsProps["project"];
  isOwner: boolean;
  again: () => void;
  invited: (member: Member) => void;
  remove: () => void;
}

export function MemberRow({ member, project, isOwner, again, invited, remove }: RowProps) {
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
