// The verdict in words: what customers say, why, and what would change it.

import type { FeatureDetail } from "../../contract/api/features.ts";
import type { Verdict } from "../../contract/verdict.ts";
import { AdoptionBar, HelpfulnessBar } from "../pictures/bars.tsx";
import { StateWord } from "../pictures/glyph.tsx";
import { changesOf } from "../words/changes.ts";
import { age, ago, daysBetween, dayWords } from "../words/days.ts";
import { percent } from "../words/numbers.ts";
import { sentenceOf } from "../words/sentences.ts";
import { stateWords } from "../words/states.ts";

interface VerdictCardProps {
  feature: FeatureDetail;
  verdict: Verdict;
  day: string;
}

export function VerdictCard({ feature, verdict, day }: VerdictCardProps) {
  const { state, since, because, warnings } = verdict;
  const { sentence } = stateWords[state];
  const reasons = because.map(sentenceOf).filter((reason) => reason !== sentence);
  const signed = state === "done" && feature.confirmation.complete;
  return (
    <section class="card verdict-card" data-state={state} aria-labelledby="verdict">
      <div class="row apart">
        <StateWord state={state} size={20} />
        <span class="soft small">
          since {dayWords(since)}, {age(daysBetween(since, day) + 1)}
        </span>
      </div>
      <h2 id="verdict" class="say">
        {sentence}
      </h2>
      <p class="advice">
        {signed ? "Everybody has signed, too. Move on." : stateWords[state].advice}
      </p>
      <Measures verdict={verdict} />
      <ul class="reasons">
        {reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      {warnings.map((warning) => (
        <p key={warning} class="notice warning">
          {sentenceOf(warning)}
        </p>
      ))}
      <Regime verdict={verdict} day={day} />
    </section>
  );
}

/** What would change the verdict, in a card of its own. */
export function Changes({ verdict }: { verdict: Verdict }) {
  return (
    <section class="card changes" aria-labelledby="changes">
      <h2 id="changes">What would change it</h2>
      <ul class="reasons">
        {changesOf(verdict).map((change) => (
          <li key={change}>{change}</li>
        ))}
      </ul>
    </section>
  );
}

function Measures({ verdict }: { verdict: Verdict }) {
  const { helpfulness, adoption, state } = verdict;
  return (
    <dl class="measures">
      <div>
        <dt>Helps, target {percent(helpfulness.target)}</dt>
        <dd>
          <HelpfulnessBar help={helpfulness} />
        </dd>
      </div>
      <div>
        <dt>Adopted, target {percent(adoption.target)}</dt>
        <dd>
          <AdoptionBar adoption={adoption} state={state} />
        </dd>
      </div>
    </dl>
  );
}

const WHY: Record<Verdict["regime"]["why"], string> = {
  shipped: "this iteration shipped",
  target: "a target was moved",
  unit: "what counts as one voice was changed",
  population: "the customer base was changed",
};

/** Since when the same promise has held. */
function Regime({ verdict: { regime, unit }, day }: { verdict: Verdict; day: string }) {
  return (
    <p class="soft small">
      Judged by one promise since {dayWords(regime.since)} ({ago(daysBetween(regime.since, day))}),
      when {WHY[regime.why]}. One {unit}, one voice.
    </p>
  );
}
