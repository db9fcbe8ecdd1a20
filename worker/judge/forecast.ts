// How many more answers a verdict would take, if they keep coming as they have.

import type { Forecast } from "../../contract/verdict.ts";
import type { Evidence, Question } from "./help.ts";
import { DECISIVE } from "./ladder.ts";
import { type Outlook, outlook } from "./outlook.ts";

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
