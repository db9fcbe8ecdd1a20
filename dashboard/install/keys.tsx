// The project's keys: for pages, for tries, and for back ends; made and revoked by owners.

import { useState } from "preact/hooks";
import { call } from "../api.ts";
import { Confirm } from "../frame/confirm.tsx";
import { Copyable, CopyButton } from "../frame/copy.tsx";
import { Trouble, Waiting } from "../frame/notice.tsx";
import { toast } from "../frame/toast.tsx";
import type { Project } from "../project.ts";
import { dayOf, dayWords } from "../words/days.ts";
import { KIND_WORDS } from "./kinds.ts";
import { NewKey } from "./new-key.tsx";
import { type Key, useKeys } from "./reading.ts";

export function Keys({ project }: { project: Project }) {
  const keys = useKeys(project.id);
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<Key | null>(null);
  const [revoking, setRevoking] = useState<Key | null>(null);
  const isOwner = project.role === "owner";
  return (
    <section class="card stack" aria-labelledby="keys">
      <div class="row apart">
        <h2 id="keys">Keys</h2>
        {isOwner && (
          <button type="button" class="button" onClick={() => setMaking(true)}>
            Make a key
          </button>
        )}
      </div>
      {made?.kind === "secret" && made.key && <Once made={made} text={made.key} />}
      {keys.problem && <Trouble problem={keys.problem} again={() => void keys.reload()} />}
      {keys.value ? (
        <List
          keys={keys.value.items}
          timeZone={project.timeZone}
          revoke={isOwner ? setRevoking : null}
        />
      ) : (
        !keys.problem && <Waiting />
      )}
      {making && (
        <NewKey
          project={project.id}
          onClose={() => setMaking(false)}
          then={(key) => {
            setMade(key);
            void keys.reload();
          }}
        />
      )}
      {revoking && (
        <Confirm
          title={`Revoke ${revoking.name}`}
          act="Revoke it for good"
          dangerous
          send={() =>
            call("DELETE /projects/{project}/keys/{key}", { project: project.id, key: revoking.id })
          }
          then={() => {
            toast(`${revoking.name} is revoked.`);
            void keys.reload();
          }}
          onClose={() => setRevoking(null)}
        >
          <p>
            Whatever still uses this key is refused from now on, and what it would have reported is
            lost. It cannot be brought back; make a new one first where it is in use.
          </p>
        </Confirm>
      )}
    </section>
  );
}

function Once({ made, text }: { made: Key; text: string }) {
  return (
    <div class="notice" role="status">
      <p>Copy the key “{made.name}” now. It is not shown again.</p>
      <Copyable label={`the key ${made.name}`} text={text} />
    </div>
  );
}

interface ListProps {
  keys: readonly Key[];
  timeZone: string;
  revoke: ((key: Key) => void) | null;
}

function List({ keys, timeZone, revoke }: ListProps) {
  if (keys.length === 0)
    return <p class="soft">There is no key: nothing can report to this project.</p>;
  return (
    <ul class="rows">
      {keys.map((one) => (
        <li key={one.id}>
          <div>
            <b>{one.name}</b> <span class="tag">{KIND_WORDS[one.kind].word}</span>
            <p class="soft small">
              Made by {one.createdBy} on {dayWords(dayOf(one.createdAt, timeZone))}
            </p>
          </div>
          <code class="small">{one.key ?? `sk_live_…${one.hint}`}</code>
          <span class="buttons no-print">
            {one.key && <CopyButton text={one.key} label={`the key ${one.name}`} />}
            {revoke && (
              <button
                type="button"
                class="button quiet little"
                aria-label={`Revoke ${one.name}`}
                onClick={() => revoke(one)}
              >
                Revoke
              </button>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
