// What silence could hide: of all asked, who said yes, who said no, and how the rest would have to think.

import type { Silence, Verdict } from "../../contract/verdict.ts";
import { dayWords } from "../words/days.ts";
import { count, counted, percent } from "../words/numbers.ts";
import { Figure } from "./figure.tsx";

interface SilenceProps {
  verdict: Verdict;
  says: string;
}

/** Under this share of answers the warning stands whatever the verdict. */
const LOW_RESPONSE = 0.2;

export function SilenceBar({ verdict, says }: SilenceProps) {
  const { silence, helpfulness } = verdict;
  const { asked, answered, responseRate, breakEven } = silence;
  const silent = asked - answered;
  const sentence = silenceWords(verdict);
  return (
    <Figure
      title="What silence could hide"
      says={`${says}, ${counted(asked, "person", "people")} asked${untilOf(verdict)}`}
      alternative={sentence}
      table={{
        head: ["Of those asked", "People", "Share"],
        body: [
          ["Said yes", count(helpfulness.helped), shareOf(helpfulness.helped, asked)],
          [
            "Said no",
            count(answered - helpfulness.helped),
            shareOf(answered - helpfulness.helped, asked),
          ],
          ["Stayed silent", count(silent), shareOf(silent, asked)],
          ["Yes needed among the silent", "", breakEven === null ? "–" : percent(breakEven)],
        ],
      }}
    >
      <Bar silence={silence} helped={helpfulness.helped} target={helpfulness.target} />
      <p class="silence-words">
        <Grade silence={silence} /> {sentence}
      </p>
      {responseRate !== null && responseRate < LOW_RESPONSE && (
        <p class="notice warning small">
          Fewer than {percent(LOW_RESPONSE)} of those asked have answered. Who answers matters more
          than how many: read the verdict with that in mind.
        </p>
      )}
    </Figure>
  );
}

function Bar({ silence, helped, target }: { silence: Silence; helped: number; target: number }) {
  const { asked, answered } = silence;
  if (asked === 0) return null;
  const at = (people: number) => `${(100 * people) / asked}%`;
  return (
    <svg class="silence" width="100%" height="58" aria-hidden="true">
      <rect class="yes" y="14" width={at(helped)} height="24" />
      <rect class="no" x={at(helped)} y="14" width={at(answered - helped)} height="24" />
      <rect class="silent" x={at(answered)} y="14" width={at(asked - answered)} height="24" />
      <line class="target-line" x1={`${100 * target}%`} x2={`${100 * target}%`} y1="8" y2="44" />
      <text x={`${100 * target}%`} y="5" text-anchor="middle">
        target {percent(target)}
      </text>
      <text x="0" y="56">
        yes {count(helped)}
      </text>
      <text x="100%" y="56" text-anchor="end">
        silent {count(asked - answered)}
      </text>
    </svg>
  );
}

const GRADES = {
  fragile: "Fragile.",
  fair: "Fair.",
  solid: "Solid.",
} as const;

function Grade({ silence: { grade } }: { silence: Silence }) {
  return grade && <b>{GRADES[grade]}</b>;
}

/** What a verdict rests on is counted up to the day it was decided, and no further. */
function untilOf({ helpfulness: { decidedOn } }: Verdict): string {
  return decidedOn === null ? "" : ` by ${dayWords(decidedOn)}, when it was decided`;
}

/** The turning point in a sentence. */
function silenceWords({ silence, helpfulness }: Verdict): string {
  const { asked, answered, breakEven, responseRate } = silence;
  const silent = count(asked - answered);
  const aim = percent(helpfulness.target);
  if (asked === 0 || responseRate === null) return "Nobody has been asked yet.";
  const told = `${count(answered)} of ${count(asked)} asked have answered (${percent(responseRate)}).`;
  if (breakEven === null) return `${told} Nobody stayed silent.`;
  if (breakEven <= 0)
    return `${told} Even if the other ${silent} had all said no, ${aim} of all asked would have said yes.`;
  if (breakEven > 1)
    return `${told} Even if the other ${silent} had all said yes, it would be fewer than ${aim} of all asked.`;
  return `${told} All asked together would be exactly at the target of ${aim} if ${percent(breakEven)} of the silent ${silent} thought it helped.`;
}

function shareOf(part: number, whole: number): string {
  return whole === 0 ? "–" : percent(part / whole);
}
