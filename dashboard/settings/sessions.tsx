// Where one is signed in, and ending it: here, there, or everywhere.

import { useState } from "preact/hooks";
import type { Sessions as All } from "../../contract/api/sign-in.ts";
import { send } from "../api.ts";
import { Confirm } from "../frame/confirm.tsx";
import { Trouble, Waiting } from "../frame/notice.tsx";
import { toast } from "../frame/toast.tsx";
import { useResource } from "../resource.ts";
import { momentWords } from "../words/days.ts";
import { Section } from "./section.tsx";

export function Sessions() {
  const sessions = useResource("sessions", () => send<All>("GET", "/api/auth/sessions"));
  const [leaving, setLeaving] = useState(false);
  return (
    <Section
      title="Where you are signed in"
      says="Something here that you do not know? End it, and ask for a new link."
      act={
        <button type="button" class="button danger" onClick={() => setLeaving(true)}>
          Sign out everywhere
        </button>
      }
    >
      {sessions.problem && (
        <Trouble problem={sessions.problem} again={() => void sessions.reload()} />
      )}
      {sessions.value ? (
        <ul class="rows">
          {sessions.value.items.map((one) => (
            <Row key={one.id} session={one} again={() => void sessions.reload()} />
          ))}
        </ul>
      ) : (
        !sessions.problem && <Waiting />
      )}
      {leaving && (
        <Confirm
          title="Sign out everywhere"
          act="Sign out everywhere"
          dangerous
          send={() => send<null>("POST", "/api/auth/sign-out-everywhere")}
          then={() => location.assign("/sign-in")}
          onClose={() => setLeaving(false)}
        >
          <p>On every device, this one too. You need a new link to come back.</p>
        </Confirm>
      )}
    </Section>
  );
}

function Row({ session, again }: { session: All["items"][number]; again: () => void }) {
  const { id, device, current, project, createdAt, lastUsedAt } = session;
  const end = async () => {
    const result = await send<null>("DELETE", `/api/auth/sessions/${encodeURIComponent(id)}`);
    toast(
      result.ok ? `${device} is signed out.` : `It is still signed in. ${result.problem.detail}`,
    );
    again();
  };
  return (
    <li>
      <div>
        <b>{device || "An unknown browser"}</b> {current && <span class="tag">this one</span>}
        {project && <span class="tag">one project only</span>}
        <p class="soft small">
          Since {momentWords(createdAt)}, last used about {momentWords(lastUsedAt)}
        </p>
      </div>
      {!current && (
        <button
          type="button"
          class="button quiet little"
          aria-label={`Sign out ${device}`}
          onClick={() => void end()}
        >
          Sign out
        </button>
      )}
    </li>
  );
}
