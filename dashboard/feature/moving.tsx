// What moving a target means, said before it is saved: in words, and by what today's answers would say.

import type { FeatureDetail } from "../../contract/api/features.ts";
import { call } from "../api.ts";
import { useResource } from "../resource.ts";
import { meaningOf, type Terms } from "../words/moving.ts";
import { counted, percent, span } from "../words/numbers.ts";

interface MovingProps {
  feature: FeatureDetail;
  from: Terms;
  to: Terms;
}

export function Moving({ feature, from, to }: MovingProps) {
  const last = feature.series.at(-1);
  const answers = last ? last.helped + last.unhelped : 0;
  const meaning = meaningOf(from, to, { reached: last?.seen ?? 0, answers });
  return (
    <div class="moving" aria-live="polite">
      {meaning.length > 0 && (
        <div class="notice warning">
          <h3>What this move means</h3>
          <ul class="reasons">
            {meaning.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
            {last && answers > 0 && <Foresight helped={last.helped} answers={answers} to={to} />}
          </ul>
        </div>
      )}
    </div>
  );
}

const SAYS = {
  confirmed: "confirm that it helps",
  refuted: "say that it does not help enough",
  collecting: "leave it open whether it helps",
} as const;

/** What the answers heard so far would say of the new target. */
function Foresight({ helped, answers, to }: { helped: number; answers: number; to: Terms }) {
  const valid = to.helpfulness >= 0.05 && to.helpfulness <= 0.95;
  const key = valid ? `judge:${answers}:${helped}:${to.helpfulness}:${to.population}` : null;
  const { value } = useResource(key, () =>
    call(
      "GET /judge",
      {},
      {
        query: {
          answers,
          helped,
          target: to.helpfulness,
          ...(to.population !== null && { population: to.population }),
        },
      },
    ),
  );
  if (!value || !("helpfulness" in value)) return null;
  const { verdict, low, high } = value.helpfulness;
  return (
    <li>
      By the {counted(answers, "answer")} heard so far, a target of {percent(to.helpfulness)} would{" "}
      {SAYS[verdict]}: the true share lies within {span(low, high)}.
    </li>
  );
}
