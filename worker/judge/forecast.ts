// How many more answers a verdict would take, if they keep coming as they have.

import type { Forecast } from "../../contract/verdict.ts";
import { closedForecast } from "./closed-forecast.ts";
import { DECISIVE, LADDER, mirrored, type Sample } from "./evidence.ts";
import type { Evidence, Question } from "./help.ts";

/** Further answers beyond this are too many to promise anything of. */
export const FARTHEST = 10_000;
const MOST_STEPS = 60;
/** Newton from above has arrived when a step is smaller than this share of the way. */
const ARRIVED = 1e-12;

/** Where further answers lead if a share `coming` of them is yes. */
export interface Outlook {
  direction: "confirmed" | "refuted";
  /** Further answers, not rounded; null where they never decide, or only beyond 10,000. */
  more: number | null;
}

/** The outlook of answers held against a target, for a share of yes among those to come. */
export function outlook(question: Question, coming: number): Outlook {
  const { target, population } = question;
  if (population !== null) return closedForecast({ ...question, population }, coming);
  const upwards = coming >= target;
  const more = upwards
    ? furtherAnswers(question, target, coming)
    : furtherAnswers(mirrored(question), 1 - target, 1 - coming);
  return { direction: upwards ? "confirmed" : "refuted", more };
}

/** No answers yet say nothing of those to come; the planning table says what any share would need. */
const UNKNOWN = { direction: null, answers: null, low: null, high: null, days: null } as const;

/**
 * The forecast shown: at the share of yes so far, q = (s + ½)/(n + 1), and at q ± √(q(1 − q)/(n + 1)).
 * `rate` is counted answers a day, null or 0 where there were none.
 */
export function forecastOf(question: Question, evidence: Evidence, rate: number | null): Forecast {
  if (evidence.up >= DECISIVE) return settled("confirmed", rate);
  if (evidence.down >= DECISIVE) return settled("refuted", rate);
  const { answers, helped } = question;
  if (answers === 0) return { ...UNKNOWN, say: "too early to say" };
  const coming = (helped + 0.5) / (answers + 1);
  const { direction, more } = outlook(question, coming);
  if (more === null) return { ...UNKNOWN, say: "too close to say" };
  const spread = Math.sqrt((coming * (1 - coming)) / (answers + 1));
  const sign = direction === "confirmed" ? spread : -spread;
  const near = outlook(question, within(coming + sign));
  const far = outlook(question, within(coming - sign));
  return {
    direction,
    answers: Math.ceil(more),
    low: near.more === null ? null : Math.ceil(near.more),
    high: far.direction === direction && far.more !== null ? Math.ceil(far.more) : null,
    days: rate ? Math.ceil(more) / rate : null,
    say: far.direction === direction ? null : "too early to say",
  };
}

function settled(direction: Outlook["direction"], rate: number | null): Forecast {
  return { direction, answers: 0, low: 0, high: 0, days: rate ? 0 : null, say: null };
}

const within = (share: number) => Math.min(1, Math.max(0, share));

/** A bet after the answers so far, and what each further answer adds to it on average. */
interface Course {
  now: number;
  gain: number;
}

/** The smallest h with ln Σ exp(now + h·gain) decisive, convex in h, by Newton from above. */
function furtherAnswers(sample: Sample, share: number, coming: number): number | null {
  const courses = LADDER.map(({ ratio, logRatio, logWeight }): Course => {
    const cost = Math.log1p(share * (ratio - 1));
    const now = logWeight + sample.helped * logRatio - sample.answers * cost;
    return { now, gain: coming * logRatio - cost };
  });
  if (look(courses, 0).log >= DECISIVE) return 0;
  let more = enoughAlone(courses);
  if (more === Number.POSITIVE_INFINITY) return null;
  for (let step = 0; step < MOST_STEPS; step++) {
    const { log, slope } = look(courses, more);
    const next = more - (log - DECISIVE) / slope;
    if (!(next < more * (1 - ARRIVED))) break;
    more = next;
  }
  return more > FARTHEST ? null : more;
}

/** Right of the root: there a single bet is decisive on its own. */
function enoughAlone(courses: readonly Course[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (const { now, gain } of courses)
    if (gain > 0) least = Math.min(least, (DECISIVE - now) / gain);
  return least;
}

function look(courses: readonly Course[], more: number): { log: number; slope: number } {
  let peak = Number.NEGATIVE_INFINITY;
  let sum = 0;
  let slopes = 0;
  for (const { now, gain } of courses) {
    const log = now + more * gain;
    if (log > peak) {
      const shrink = Math.exp(peak - log);
      sum = sum * shrink + 1;
      slopes = slopes * shrink + gain;
      peak = log;
    } else {
      const part = Math.exp(log - peak);
      sum += part;
      slopes += part * gain;
    }
  }
  return { log: peak + Math.log(sum), slope: slopes / sum };
}
