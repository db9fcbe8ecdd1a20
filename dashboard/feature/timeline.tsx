// What happened to a feature, newest first: shipped, judged, signed, moved.

import type { FeatureDetail } from "../../contract/api/features.ts";
import { dayOf, dayWords, momentWords } from "../words/days.ts";
import { sentenceOf } from "../words/sentences.ts";

type Happening = FeatureDetail["timeline"][number];

const WORDS: Record<Happening["kind"], string> = {
  shipped: "Shipped",
  target: "Promise moved",
  verdict: "Verdict",
  signed: "Signed",
  withdrawn: "Withdrawn",
  checked: "Looked into",
  adopted: "Adopted",
  retired: "Retired",
};

interface TimelineProps {
  timeline: FeatureDetail["timeline"];
  timeZone: string;
}

export function Timeline({ timeline, timeZone }: TimelineProps) {
  const newestFirst = timeline.toSorted((a, b) => b.at.localeCompare(a.at));
  return (
    <section class="card stack" aria-labelledby="timeline">
      <h2 id="timeline">What happened</h2>
      {timeline.length === 0 && <p class="soft">Nothing yet.</p>}
      <ol class="timeline">
        {newestFirst.map(({ at, kind, text }) => (
          <li key={`${at} ${kind} ${text}`} data-kind={kind}>
            <span class="soft small">
              <b>{WORDS[kind]}</b> <time dateTime={at}>{whenOf(kind, at, timeZone)}</time>
            </span>
            {kind === "verdict" ? <Reasons text={text} /> : <p>{sentenceOf(text)}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** People act at a moment; a verdict is of a day, and that is the project's. */
function whenOf(kind: Happening["kind"], at: string, timeZone: string): string {
  return kind === "verdict" ? dayWords(dayOf(at, timeZone)) : momentWords(at);
}

/** What a verdict rests on first is read at once; further reasons when somebody asks. */
function Reasons({ text }: { text: string }) {
  const [first = "", ...rest] = text.split("; ");
  if (rest.length === 0) return <p>{sentenceOf(first)}</p>;
  return (
    <details>
      <summary>{sentenceOf(first)}</summary>
      <ul class="reasons">
        {rest.map((reason) => (
          <li key={reason}>{sentenceOf(reason)}</li>
        ))}
      </ul>
    </details>
  );
}
