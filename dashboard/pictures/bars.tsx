// The two small pictures of a row: adoption as a bar, helpfulness as an interval, each against its target.

import type { Adoption, Helpfulness, State } from "../../contract/verdict.ts";
import { count, percent, span } from "../words/numbers.ts";

const WIDTH = 120;
const MIDDLE = 9;

/** Adopted so far, what could still be, and the target. */
export function AdoptionBar({ adoption, state }: { adoption: Adoption; state: State }) {
  const { rate, high, target, adopted, reached } = adoption;
  if (rate === null)
    return <span class="soft small">{`${count(adopted)} of ${count(reached)} reached`}</span>;
  const says = `${percent(rate)} of ${count(reached)} reached have adopted it, target ${percent(target)}`;
  return (
    <span class="measure" data-state={adoptionState(adoption, state)}>
      <svg
        class="bar"
        viewBox={`0 0 ${WIDTH} 18`}
        width={WIDTH}
        height="18"
        role="img"
        aria-label={says}
      >
        <rect class="track" y={MIDDLE - 4} width={WIDTH} height="8" rx="4" />
        {high !== null && high > rate && (
          <rect class="could" y={MIDDLE - 4} width={WIDTH * high} height="8" rx="4" />
        )}
        <rect class="fill" y={MIDDLE - 4} width={Math.max(2, WIDTH * rate)} height="8" rx="4" />
        <Target at={target} />
      </svg>
      <span class="numbers">
        <b>{percent(rate)}</b> <span class="soft">of {count(reached)}</span>
      </span>
    </span>
  );
}

/** The range that the answers leave open, the share among them, and the target. */
export function HelpfulnessBar({ help }: { help: Helpfulness }) {
  const { answers, rate, low, high, target } = help;
  if (rate === null) return <span class="soft small">No answers yet</span>;
  const says = `${percent(rate)} of ${count(answers)} answers say it helped; the true share is between ${percent(low)} and ${percent(high)}, target ${percent(target)}`;
  return (
    <span class="measure" data-state={helpState(help)}>
      <svg
        class="bar"
        viewBox={`0 0 ${WIDTH} 18`}
        width={WIDTH}
        height="18"
        role="img"
        aria-label={says}
      >
        <rect class="track" y={MIDDLE - 1} width={WIDTH} height="2" rx="1" />
        <rect
          class="range"
          x={WIDTH * low}
          y={MIDDLE - 4}
          width={Math.max(3, WIDTH * (high - low))}
          height="8"
          rx="4"
        />
        <circle class="point" cx={WIDTH * rate} cy={MIDDLE} r="4" />
        <Target at={target} />
      </svg>
      <span class="numbers">
        <b>{span(low, high)}</b> <span class="soft">n {count(answers)}</span>
      </span>
    </span>
  );
}

function Target({ at }: { at: number }) {
  return <path class="target" d={`M${WIDTH * at} 0V18`} />;
}

/** A measure's own colour: met and confirmed are not coloured by the other one's trouble. */
function adoptionState({ verdict }: Adoption, state: State): State {
  if (verdict === "met") return "done";
  if (verdict === "missed") return state === "neither" ? "neither" : "not-reached";
  return "collecting";
}

function helpState({ verdict }: Helpfulness): State {
  if (verdict === "confirmed") return "done";
  return verdict === "refuted" ? "not-helping" : "collecting";
}
