// What happened to a feature, newest first: shipped, judged, signed, moved.

import type { FeatureDetail } from "../../contract/api/features.ts";
import { momentWords } from "../words/days.ts";
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

export function Timeline({ timeline }: { timeline: FeatureDetail["timeline"] }) {
  return (
    <section class="card stack" aria-labelledby="timeline">
      <h2 id="timeline">What happened</h2>
      {timeline.length === 0 && <p class="soft">Nothing yet.</p>}
      <ol class="timeline">
        {timeline.map(({ at, kind, text }) => (
          <li key={`${at} ${kind} ${text}`} data-kind={kind}>
            <span class="soft small">
              <b>{WORDS[kind]}</b> <time dateTime={at}>{momentWords(at)}</time>
            </span>
            <p>{sentenceOf(text)}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
