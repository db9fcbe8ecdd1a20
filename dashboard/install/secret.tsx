// The identity secret: made anew by an owner, shown once, with the one before still valid beside it.

import { useState } from "preact/hooks";
import { call } from "../api.ts";
import { Confirm } from "../frame/confirm.tsx";
import { Copyable } from "../frame/copy.tsx";
import type { Project } from "../project.ts";

export function IdentitySecret({ project }: { project: Project }) {
  const [asking, setAsking] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <section class="card stack" aria-labelledby="secret">
      <h2 id="secret">The secret they sign with</h2>
      {secret === null ? (
        <p class="soft prose">
          It is shown once, when it is made. The secret before it stays valid beside it, so that it
          can be exchanged without a gap; the one before that ends.
        </p>
      ) : (
        <div class="notice" role="status">
          <p>Copy it now into LANDED_IDENTITY_SECRET of your back end. It is not shown again.</p>
          <Copyable label="the identity secret" text={secret} />
        </div>
      )}
      {project.role === "owner" ? (
        <div>
          <button type="button" class="button" onClick={() => setAsking(true)}>
            Make a new secret
          </button>
        </div>
      ) : (
        <p class="soft small">An owner of the project makes it.</p>
      )}
      {asking && (
        <Confirm
          title="A new identity secret"
          act="Make a new secret"
          send={() => call("POST /projects/{project}/secrets/rotate", { project: project.id })}
          then={({ identitySecret }) => setSecret(identitySecret)}
          onClose={() => setAsking(false)}
        >
          <p>
            Proofs signed with the present secret stay valid. Those signed with the one before it
            are refused from now on.
          </p>
        </Confirm>
      )}
    </section>
  );
}
