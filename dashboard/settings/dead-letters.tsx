// Signals that could not be folded, and folding them again once the cause is mended.

import { useState } from "preact/hooks";
import { call } from "../api.ts";
import { Trouble, Waiting } from "../frame/notice.tsx";
import { toast } from "../frame/toast.tsx";
import { momentWords } from "../words/days.ts";
import { counted } from "../words/numbers.ts";
import { sentenceOf } from "../words/sentences.ts";
import type { SettingsProps } from "./given.ts";
import { usePages } from "./pages.ts";
import { Section } from "./section.tsx";

export function DeadLetters({ project, changed }: SettingsProps & { changed: () => void }) {
  const letters = usePages(`dead ${project.id}`, (cursor) =>
    call(
      "GET /projects/{project}/dead-letters",
      { project: project.id },
      { query: cursor ? { cursor } : {} },
    ),
  );
  const [busy, setBusy] = useState(false);
  const waiting = letters.items?.some(({ replayedAt }) => replayedAt === null) ?? false;
  const replay = async () => {
    setBusy(true);
    const operation = "POST /projects/{project}/dead-letters/replay";
    const result = await call(operation, { project: project.id }, { body: {} });
    setBusy(false);
    letters.again();
    changed();
    toast(result.ok ? replayWords(result.value) : `Nothing was folded. ${result.problem.detail}`);
  };
  return (
    <Section
      title="Dead letters"
      says="What kept failing when it was to be counted. Nothing of it is lost: once the cause is mended, it is folded again, and a second time changes nothing."
      act={
        waiting && (
          <button type="button" class="button" disabled={busy} onClick={() => void replay()}>
            {busy ? "Folding…" : "Fold them again"}
          </button>
        )
      }
    >
      {letters.problem && <Trouble problem={letters.problem} again={letters.again} />}
      {letters.items ? (
        <ul class="rows">
          {letters.items.map(({ id, at, reason, signals, replayedAt }) => (
            <li key={id}>
              <div>
                <b>{counted(signals, "signal")}</b>
                <p class="small">{sentenceOf(reason)}</p>
                <p class="soft small">{momentWords(at)}</p>
              </div>
              <span class="tag">{replayedAt ? `folded ${momentWords(replayedAt)}` : "waits"}</span>
            </li>
          ))}
          {letters.items.length === 0 && <li class="soft">There are none.</li>}
        </ul>
      ) : (
        !letters.problem && <Waiting />
      )}
      {letters.more && (
        <div>
          <button type="button" class="button" onClick={letters.more}>
            Show more
          </button>
        </div>
      )}
    </Section>
  );
}

function replayWords({ replayed, failed }: { replayed: number; failed: number }): string {
  const said = `${counted(replayed, "letter")} folded.`;
  return failed === 0
    ? said
    : `${said} ${counted(failed, "letter")} failed again and ${failed === 1 ? "waits" : "wait"}.`;
}
