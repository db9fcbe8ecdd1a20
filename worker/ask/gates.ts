// The gates between a person and a prompt, in order; each says pass or fail, what it saw, and when it passes.

import { GATES, type Gate, type GateResult } from "../../contract/ask.ts";
import type { Day } from "../../contract/day.ts";
import { GRANT_MS } from "../../contract/limits.ts";

/** After help is decided a person may be asked again about the same iteration: after this many days. */
export const AGAIN_DAYS = 90;

/** When to ask, as a feature's settings say it. `after` counts days from the first use, that day included. */
export type AskMoment = "first-use" | "on-return" | { after: number };

/** Everything the gates look at: facts, settings and the day; no clock and no storage. */
export interface AskState {
  now: number;
  today: Day;
  /** When a project day begins, ms since the epoch. */
  startOf: (day: Day) => number;
  inline: boolean;
  paused: boolean;
  discovered: boolean;
  optedOut: boolean;
  proofMissing: boolean;
  refusedAt: number | null;
  /** The latest counted answer, and the latest prompt, about this iteration. */
  answeredOn: Day | null;
  askedOn: Day | null;
  /** The latest prompt about anything. */
  promptedOn: Day | null;
  restDays: number;
  /** This very request's grant, where it has not lapsed: a lost response, or a page change. */
  openGrant: { grantedAt: number } | null;
  /** Another grant that has not lapsed: of another device, or about something else. */
  otherGrant: { grantedAt: number } | null;
  iteration: number;
  accountHeard: boolean;
  moment: AskMoment;
  usedOn: Day | null;
  returnedOn: Day | null;
  decided: boolean;
  askRate: number;
  /** The person's place between 0 and 1 in this wave's sample. */
  sample: number;
}

type Check = (state: AskState) => Omit<GateResult, "gate">;

const pass = (value: GateResult["value"] = null) => ({ pass: true, value, passesAt: null });
const fail = (value: GateResult["value"], passesAt: number | null = null) => ({
  pass: false,
  value,
  passesAt: passesAt === null ? null : new Date(passesAt).toISOString(),
});
const unless = (bad: boolean) => (bad ? fail(true) : pass(false));

const CHECKS: Record<Gate, Check> = {
  paused: (state) => unless(state.paused),
  discovered: (state) => unless(state.discovered),
  "no-consent": (state) => unless(state.optedOut),
  "proof-required": (state) => unless(state.proofMissing),
  refused: ({ refusedAt }) =>
    refusedAt === null ? pass() : fail(new Date(refusedAt).toISOString()),
  answered: (state) => notSince(state.answeredOn, state),
  asked: (state) => notSince(state.askedOn, state),
  resting: isRested,
  "account-heard": (state) => unless(state.accountHeard && !state.decided),
  "too-early": isTime,
  enough: ({ askRate }) => (askRate > 0 ? pass(askRate) : fail(0)),
  "not-sampled": ({ sample, askRate }) => (sample < askRate ? pass(sample) : fail(sample)),
};

/** Gates that hold even where the customer came to the question by themselves. */
const INLINE_GATES = GATES.slice(0, GATES.indexOf("answered") + 1);

/** Every gate as tried. The first that fails is the reason; none, and the person may be asked. */
export function tryGates(state: AskState): { reason: Gate | null; gates: GateResult[] } {
  const tried = state.inline ? INLINE_GATES : GATES;
  const gates = tried.map((gate) => ({ gate, ...CHECKS[gate](state) }));
  const again = state.openGrant ? gates.filter(({ gate }) => HELD_GATES.has(gate)) : gates;
  return { reason: again.find((result) => !result.pass)?.gate ?? null, gates };
}

/** Who holds the grant already is asked again, unless they have since answered, refused or been paused. */
const HELD_GATES = new Set<Gate>(INLINE_GATES);

function notSince(day: Day | null, state: AskState): Omit<GateResult, "gate"> {
  if (day === null) return pass();
  if (!state.decided) return fail(day);
  const again = day + AGAIN_DAYS;
  return state.today >= again ? pass(day) : fail(day, state.startOf(again));
}

function isRested(state: AskState): Omit<GateResult, "gate"> {
  const { otherGrant, promptedOn, restDays } = state;
  if (otherGrant) return fail("another prompt is open", otherGrant.grantedAt + GRANT_MS);
  if (promptedOn === null || restDays === 0) return pass();
  const rested = promptedOn + restDays;
  return state.today >= rested ? pass(promptedOn) : fail(promptedOn, state.startOf(rested));
}

function isTime({
  moment,
  usedOn,
  returnedOn,
  today,
  startOf,
}: AskState): Omit<GateResult, "gate"> {
  if (moment === "first-use") return pass();
  if (moment === "on-return")
    return returnedOn === null ? fail("first day of use") : pass(returnedOn);
  if (usedOn === null) return fail("not used yet");
  const due = usedOn + moment.after - 1;
  return today >= due ? pass(usedOn) : fail(usedOn, startOf(due));
}
