// How many further answers decide on a closed list, if a given share of them is yes.

import { closedEvidence, closedLadder } from "./closed-ladder.ts";
import { firstReaching } from "./first-reaching.ts";
import type { Question } from "./help.ts";
import { DECISIVE } from "./ladder.ts";
import { fewestMeeting } from "./share.ts";

type ClosedQuestion = Question & { population: number };

export interface ClosedCourse {
  question: ClosedQuestion;
  /** The share of yes among further answers; of h of them h·coming, rounded half up, are yes. */
  coming: number;
  direction: "confirmed" | "refuted";
}

/**
 * The fewest further answers after which the verdict stands, null where the whole list would not decide.
 * Evidence rises with each answer for the verdict and falls with each against it, so between two against
 * it the evidence only rises: first it is sought how many against are passed, then how soon.
 */
export function closedFurtherAnswers(course: ClosedCourse): number | null {
  const walk = walkOf(course);
  if (walk.lead(0) >= 0) return 0;
  if (walk.lead(walk.left) < 0) return null;
  const crossed = firstReaching((count) => walk.lead(walk.lastWith(count)), {
    above: -1,
    value: walk.lead(0),
    atMost: walk.against(walk.left),
    guess: walk.against(Math.min(walk.left, guessOf(course))),
  });
  const first = earliest(walk, crossed);
  const last = walk.lastWith(first);
  const above = first === 0 ? 0 : walk.lastWith(first - 1);
  return firstReaching(walk.lead, { above, atMost: last, guess: last - 1 });
}

/** The answers to come, one after the other. */
interface Walk {
  /** How many can still answer. */
  left: number;
  /** Of so many further answers, how many speak against the verdict. */
  against: (more: number) => number;
  /** The most further answers of which no more than so many speak against it. */
  lastWith: (count: number) => number;
  /** ln of the evidence after so many further answers, less what is decisive. */
  lead: (more: number) => number;
}

/** Halves round up although binary fractions may fall a hair short of them. */
const HAIR = 1e-9;

function walkOf({ question, coming, direction }: ClosedCourse): Walk {
  const left = question.population - question.answers;
  const upwards = direction === "confirmed";
  const evidence = evidenceFor(question, direction);
  const yes = (more: number) => Math.floor(more * coming + 0.5 + HAIR);
  const against = (more: number) => (upwards ? more - yes(more) : yes(more));
  return {
    left,
    against,
    lastWith: (count) => {
      let last = Math.min(left, Math.ceil((count + 0.5) / (upwards ? 1 - coming : coming)));
      while (against(last) > count) last--;
      return last;
    },
    lead: remembered((more) => evidence(question.answers + more, question.helped + yes(more))),
  };
}

/** ln of the evidence for a verdict, less what is decisive, after any answers. */
function evidenceFor({ target, population }: ClosedQuestion, direction: ClosedCourse["direction"]) {
  const needed = fewestMeeting(target, population);
  if (direction === "confirmed") {
    const ladder = closedLadder(needed - 1, population);
    return (answers: number, helped: number) =>
      closedEvidence(ladder, { answers, helped }) - DECISIVE;
  }
  const ladder = closedLadder(population - needed, population);
  return (answers: number, helped: number) =>
    closedEvidence(ladder, { answers, helped: answers - helped }) - DECISIVE;
}

function remembered(quantity: (at: number) => number): (at: number) => number {
  const known = new Map<number, number>();
  return (at) => {
    const value = known.get(at) ?? quantity(at);
    known.set(at, value);
    return value;
  };
}

/**
 * Rounding lets the evidence rise unevenly, by no more than one answer for the verdict adds:
 * a little before the crossing that was found it may have crossed already.
 */
function earliest(walk: Walk, crossed: number): number {
  const last = walk.lastWith(crossed);
  const slack = Math.min(DECISIVE, Math.abs(walk.lead(last) - walk.lead(last - 1)));
  let first = crossed;
  for (let count = crossed - 1; count >= 0; count--) {
    const lead = walk.lead(walk.lastWith(count));
    if (lead >= 0) first = count;
    else if (lead < -slack) break;
  }
  return first;
}

/** ln of decisive evidence is about this many half squares of a standard deviation, over usual numbers of answers. */
const USUAL_DEVIATION = 10;

/** Where yes stand this many deviations from the target, by the variance of draws without replacement. */
function guessOf({ question, coming }: ClosedCourse): number {
  const { answers, helped, target, population } = question;
  const spread = USUAL_DEVIATION * target * (1 - target);
  const ahead = helped - target * answers;
  const drift = coming - target;
  const square = drift * drift + spread / population;
  const half = ahead * drift - spread / 2 + (spread * answers) / population;
  const rest = ahead * ahead - spread * answers * (1 - answers / population);
  return Math.ceil((-half + Math.sqrt(Math.max(0, half * half - square * rest))) / square);
}
