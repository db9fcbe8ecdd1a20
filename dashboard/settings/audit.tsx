// Who changed what, when, from what to what; searched, and read to the end.

import type { Answer } from "../../contract/api/routes.ts";
import { call } from "../api.ts";
import { useAddress } from "../frame/address.ts";
import { Trouble, Waiting } from "../frame/notice.tsx";
import { Search } from "../frame/search.tsx";
import { momentWords } from "../words/days.ts";
import { sentenceCase } from "../words/sentences.ts";
import type { SettingsProps } from "./given.ts";
import { usePages } from "./pages.ts";
import { OwnersOnly, Section } from "./section.tsx";

type Line = Answer<"GET /projects/{project}/audit">["items"][number];

export function AuditLog(props: SettingsProps) {
  return props.isOwner ? <Log {...props} /> : <OwnersOnly title="Audit log" />;
}

function Log({ project }: SettingsProps) {
  const { query } = useAddress();
  const q = query["q"] ?? "";
  const { items, problem, busy, more, again } = usePages(`${project.id} ${q}`, (cursor) =>
    call(
      "GET /projects/{project}/audit",
      { project: project.id },
      { query: { ...(q.trim() && { q: q.trim() }), ...(cursor && { cursor }) } },
    ),
  );
  return (
    <Section title="Audit log" says="Everything that people and tokens changed here, newest first.">
      <Search label="Search the log" placeholder="Search the log" text={q} />
      {problem && <Trouble problem={problem} again={again} />}
      {items ? <Lines lines={items} /> : !problem && <Waiting lines={5} />}
      {more && (
        <div>
          <button type="button" class="button" disabled={busy} onClick={more}>
            {busy ? "One moment…" : "Show more"}
          </button>
        </div>
      )}
    </Section>
  );
}

function Lines({ lines }: { lines: readonly Line[] }) {
  if (lines.length === 0) return <p class="soft">Nothing in the log is like that.</p>;
  return (
    <ol class="log">
      {lines.map((line) => (
        <li key={line.id}>
          <p>
            <b>{sentenceCase(line.action)}</b> {line.subject}
          </p>
          <p class="soft small">
            {line.by}, <time dateTime={line.at}>{momentWords(line.at)}</time>
          </p>
          <Difference {...line} />
        </li>
      ))}
    </ol>
  );
}

/** From what to what, field by field. */
function Difference({ before, after }: Pick<Line, "before" | "after">) {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  if (names.length === 0) return null;
  return (
    <dl class="difference small">
      {names.map((name) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {name in was && <del>{textOf(was[name])}</del>}
            {name in was && name in is && " → "}
            {name in is && <ins>{textOf(is[name])}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function fieldsOf(value: unknown): Record<string, unknown> {
  if (value === null || value === undefined) return {};
  return typeof value === "object" && !Array.isArray(value) ? { ...value } : { value };
}

function textOf(value: unknown): string {
  if (value === null) return "nothing";
  return typeof value === "string" ? value : JSON.stringify(value);
}
