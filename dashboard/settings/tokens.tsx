// API tokens: made with a scope and an end, shown once, revoked.

import { useState } from "preact/hooks";
import { call } from "../api.ts";
import { Confirm } from "../frame/confirm.tsx";
import { Copyable } from "../frame/copy.tsx";
import { Trouble, Waiting } from "../frame/notice.tsx";
import { toast } from "../frame/toast.tsx";
import { useResource } from "../resource.ts";
import { dayOf, dayWords, momentWords } from "../words/days.ts";
import type { SettingsProps } from "./given.ts";
import { NewToken } from "./new-token.tsx";
import { OwnersOnly, Section } from "./section.tsx";
import type { Token } from "./token.ts";

export function Tokens(props: SettingsProps) {
  return props.isOwner ? <List {...props} /> : <OwnersOnly title="API tokens" />;
}

function List({ project }: SettingsProps) {
  const tokens = useResource(`project:${project.id}:tokens`, () =>
    call("GET /projects/{project}/tokens", { project: project.id }),
  );
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<Token | null>(null);
  const [revoking, setRevoking] = useState<Token | null>(null);
  const again = () => void tokens.reload();
  return (
    <Section
      title="API tokens"
      says={
        <>
          For scripts that read or change this project over the{" "}
          <a href="/api/docs" target="_blank" rel="noopener noreferrer">
            API
          </a>
          . None reaches further than you do.
        </>
      }
      act={
        <button type="button" class="button" onClick={() => setMaking(true)}>
          Make a token
        </button>
      }
    >
      {made?.token && (
        <div class="notice" role="status">
          <p>Copy the token “{made.name}” now. It is not shown again.</p>
          <Copyable label={`the token ${made.name}`} text={made.token} />
        </div>
      )}
      {tokens.problem && <Trouble problem={tokens.problem} again={again} />}
      {tokens.value ? (
        <ul class="rows">
          {tokens.value.items.map((token) => (
            <Row
              key={token.id}
              token={token}
              timeZone={project.timeZone}
              revoke={() => setRevoking(token)}
            />
          ))}
          {tokens.value.items.length === 0 && <li class="soft">There is none.</li>}
        </ul>
      ) : (
        !tokens.problem && <Waiting />
      )}
      {making && (
        <NewToken
          project={project.id}
          onClose={() => setMaking(false)}
          then={(token) => {
            setMade(token);
            again();
          }}
        />
      )}
      {revoking && (
        <Confirm
          title={`Revoke ${revoking.name}`}
          act="Revoke it for good"
          dangerous
          send={() =>
            call("DELETE /projects/{project}/tokens/{token}", {
              project: project.id,
              token: revoking.id,
            })
          }
          then={() => {
            toast(`${revoking.name} is revoked.`);
            again();
          }}
          onClose={() => setRevoking(null)}
        >
          <p>Scripts that use it are refused from now on. It cannot be brought back.</p>
        </Confirm>
      )}
    </Section>
  );
}

interface RowProps {
  token: Token;
  timeZone: string;
  revoke: () => void;
}

function Row({ token, timeZone, revoke }: RowProps) {
  const { name, scope, wholeDeployment, createdBy, expiresAt, lastUsedAt } = token;
  return (
    <li>
      <div>
        <b>{name}</b> <span class="tag">{scope === "write" ? "reads and writes" : "reads"}</span>
        {wholeDeployment && <span class="tag">whole deployment</span>}
        <p class="soft small">
          Made by {createdBy};{" "}
          {expiresAt ? `ends on ${dayWords(dayOf(expiresAt, timeZone))}` : "does not end"};{" "}
          {lastUsedAt ? `last used ${momentWords(lastUsedAt)}` : "never used"}
        </p>
      </div>
      <button
        type="button"
        class="button quiet little"
        aria-label={`Revoke ${name}`}
        onClick={revoke}
      >
        Revoke
      </button>
    </li>
  );
}
