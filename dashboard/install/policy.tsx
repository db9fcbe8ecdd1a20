// What a page's own policies must allow, and the script pinned to its hash.

import { Copyable } from "../frame/copy.tsx";
import { Trouble, Waiting } from "../frame/notice.tsx";
import type { Project } from "../project.ts";
import { type Files, useFiles, useKeys } from "./reading.ts";

export function Policy({ project }: { project: Project }) {
  const files = useFiles();
  const keys = useKeys(project.id);
  const key = keys.value?.items.find(({ kind }) => kind === "publishable")?.key ?? "pk_live_…";
  return (
    <div class="steps">
      <section class="card stack" aria-labelledby="csp">
        <h2 id="csp">Content Security Policy</h2>
        <p class="soft prose">
          Where a page has one, it allows scripts and requests to this origin:
        </p>
        <Copyable
          label="the policy"
          text={`script-src ${location.origin}; connect-src ${location.origin}`}
        />
        <p class="soft small prose">
          Nothing else: no style-src, no img-src, no unsafe-inline. It works under
          require-trusted-types-for 'script' without a policy of its own.
        </p>
      </section>
      <section class="card stack" aria-labelledby="sri">
        <h2 id="sri">Pinned to a version</h2>
        <p class="soft prose">
          With a hash, the browser runs exactly these bytes or nothing. The script names the
          prompt's file by its hash in turn, so this one pins both.
        </p>
        {files.problem && <Trouble problem={files.problem} again={() => void files.reload()} />}
        {files.value ? <Pinned files={files.value} keyText={key} /> : !files.problem && <Waiting />}
      </section>
    </div>
  );
}

function Pinned({ files: { version, hashes }, keyText }: { files: Files; keyText: string }) {
  return (
    <>
      <Copyable
        label="the pinned script"
        text={`<script src="${location.origin}/v/${version}/landed.js"
  integrity="${hashes["landed.js"] ?? ""}"
  crossorigin data-key="${keyText}" defer></script>`}
      />
      <p class="soft small prose">
        A pinned page stays on {version} when this deployment moves on, for as long as the version's
        folder is kept.
      </p>
      <details>
        <summary>Hashes of all files</summary>
        <ul class="hashes">
          {Object.entries(hashes).map(([name, hash]) => (
            <li key={name}>
              <code>{name}</code>
              <code class="soft">{hash}</code>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}
