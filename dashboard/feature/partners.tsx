// The partners whose word is needed: free names, each with somebody who may give it.

import { call, type Problem } from "../api.ts";
import { useResource } from "../resource.ts";

export interface Named {
  /** Tells rows apart while names are being typed. */
  id: number;
  name: string;
  member: string | null;
  role: "editor" | "owner" | null;
}

interface PartnersProps {
  project: string;
  partners: readonly Named[];
  change: (partners: readonly Named[]) => void;
  problem: Problem | null;
}

const MOST = 10;

export function Partners({ project, partners, change, problem }: PartnersProps) {
  const members = useResource(`project:${project}:members`, () =>
    call("GET /projects/{project}/members", { project }),
  );
  const people = members.value?.items ?? [];
  const put = (index: number, changes: Partial<Named>) =>
    change(partners.map((one, at) => (at === index ? { ...one, ...changes } : one)));
  const wrong = problem?.errors.filter(({ field }) => field.startsWith("partners")) ?? [];
  return (
    <fieldset>
      <legend>Partners whose word is needed</legend>
      <ul class="partner-rows">
        {partners.map((partner, index) => (
          <li key={partner.id}>
            <input
              class="input"
              aria-label={`Name of partner ${index + 1}`}
              placeholder="Support"
              value={partner.name}
              onInput={({ currentTarget }) => put(index, { name: currentTarget.value })}
            />
            <select
              class="input"
              aria-label={`Who signs for partner ${index + 1}`}
              value={signerOf(partner)}
              onChange={({ currentTarget }) => put(index, readSigner(currentTarget.value))}
            >
              <option value="">any editor</option>
              <option value="role owner">an owner</option>
              {people.map(({ id, name, email }) => (
                <option key={id} value={`member ${id}`}>
                  {name ?? email}
                </option>
              ))}
            </select>
            <button
              type="button"
              class="button quiet little"
              aria-label={`Remove partner ${index + 1}`}
              onClick={() => change(partners.filter((_, at) => at !== index))}
            >
              Remove
            </button>
          </li>
        ))}
      </ul>
      {wrong.map(({ detail }) => (
        <p key={detail} class="wrong">
          {detail}
        </p>
      ))}
      {partners.length === 0 && <p class="hint">Without partners, one editor's word is enough.</p>}
      {partners.length < MOST && (
        <div>
          <button
            type="button"
            class="button little"
            onClick={() => change([...partners, { id: nextId(partners), ...NOBODY }])}
          >
            Add a partner
          </button>
        </div>
      )}
    </fieldset>
  );
}

const NOBODY = { name: "", member: null, role: null };

function nextId(partners: readonly Named[]): number {
  return Math.max(-1, ...partners.map(({ id }) => id)) + 1;
}

function signerOf({ member, role }: Pick<Named, "member" | "role">): string {
  if (member) return `member ${member}`;
  return role === "owner" ? "role owner" : "";
}

function readSigner(value: string): Pick<Named, "member" | "role"> {
  const [kind, id] = value.split(" ");
  return {
    member: kind === "member" && id ? id : null,
    role: kind === "role" ? "owner" : null,
  };
}
