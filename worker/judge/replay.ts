// Replays an iteration day by day, from what its ledger summed up at the end of each, into states.

import type { State } from "../../contract/verdict.ts";
import { adoptionSays, type Census } from "./adoption.ts";
import { type Help, isTooClose, lookAtHelp, type Question } from "./help.ts";
import type { Day, History } from "./history.ts";
import { type Reign, reignsOf } from "./regimes.ts";
import { type Detector, hearDay, newDetector } from "./slipping.ts";
import { QUIET_DAYS, RIPE_DAYS, stateOf } from "./state.ts";
import { on, type Tally, tallyOf } from "./tally.ts";

/** Help decided, with the sums of the day that said so. */
export interface Decision {
  day: Day;
  help: Exclude<Help, "collecting">;
  question: Question;
}

/** All there is to tell about a day. */
export interface Moment {
  day: Day;
  state: State;
  reign: Reign;
  tally: Tally;
  decision: Decision | null;
  /** Answers after the decision, and the slipping statistic over them. */
  later: { answers: number; helped: number; statistic: number };
}

/** The first day of each unbroken run of one state, ascending, and the last day. */
export interface Replay {
  turns: Moment[];
  last: Moment;
}

/** What a regime remembers from one day to the next. */
interface Memory {
  reign: Reign;
  tally: Tally;
  decision: Decision | null;
  detector: Detector;
  later: { answers: number; helped: number };
  wasDone: boolean;
  /** The sums last looked at, and what they said: unchanged sums say the same. */
  seen: { question: Question; tooClose: boolean | null } | null;
}

/** Lives through all days from shipping until today. */
export function replay(history: History, today: Day): Replay {
  const reigns = reignsOf(history, today);
  const tallies = talliesOf(history, today);
  const turns: Moment[] = [];
  let memory = newMemory(reigns[0], tallies);
  let state: State = "collecting";
  let next = 1;
  for (let day = reigns[0].since; day <= today; day++) {
    const reign = reigns[next];
    if (reign?.since === day) {
      memory = newMemory(reign, tallies);
      next++;
    }
    const now = live(memory, history, day);
    if (now !== state || turns.length === 0) turns.push(momentOf(memory, day, now));
    state = now;
  }
  return { turns, last: momentOf(memory, today, state) };
}

type Tallies = (unit: Reign["terms"]["unit"]) => Tally;

function talliesOf(history: History, today: Day): Tallies {
  const since = Math.min(history.shippedOn, today);
  const made = new Map<string, Tally>();
  return (unit) => {
    const rows = unit === "account" ? history.accounts : history.customers;
    const tally = made.get(unit) ?? tallyOf(rows, since, today);
    made.set(unit, tally);
    return tally;
  };
}

function newMemory(reign: Reign, tallies: Tallies): Memory {
  return {
    reign,
    tally: tallies(reign.terms.unit),
    decision: null,
    detector: newDetector(reign.terms.helpfulness),
    later: { answers: 0, helped: 0 },
    wasDone: false,
    seen: null,
  };
}

function live(memory: Memory, history: History, day: Day): State {
  const ripe = day >= history.shippedOn + RIPE_DAYS;
  if (memory.decision) listen(memory, history, day);
  else if (ripe) decide(memory, day);
  const question = memory.decision?.question ?? questionOn(memory, day);
  const state = stateOf({
    ripe,
    wasDone: memory.wasDone,
    alarmed: memory.detector.alarmed,
    help: memory.decision?.help ?? "collecting",
    adopted: adoptionSays(censusOn(memory, day)),
    answers: question.answers,
    quiet: isQuiet(memory.tally, day),
    tooClose: () => tooClose(memory),
  });
  if (state === "done" || state === "slipping") memory.wasDone = true;
  return state;
}

/** After the decision answers count for slipping alone; a check lets the detector start again the day after. */
function listen(memory: Memory, history: History, day: Day): void {
  const helped = on(memory.tally, "furtherHelped", day);
  const unhelped = on(memory.tally, "furtherUnhelped", day);
  memory.later.helped += helped;
  memory.later.answers += helped + unhelped;
  if (memory.decision?.help !== "confirmed") return;
  if (history.checked.includes(day)) memory.detector = newDetector(memory.reign.terms.helpfulness);
  else hearDay(memory.detector, helped, unhelped);
}

function decide(memory: Memory, day: Day): void {
  const question = questionOn(memory, day);
  const before = memory.seen?.question;
  if (before?.answers === question.answers && before.helped === question.helped) return;
  memory.seen = { question, tooClose: null };
  const help = lookAtHelp(question);
  if (help !== "collecting") memory.decision = { day, help, question };
}

function tooClose({ seen }: Memory): boolean {
  if (!seen) return false;
  seen.tooClose ??= isTooClose(seen.question);
  return seen.tooClose;
}

type Standpoint = Pick<Memory, "tally" | "reign">;

/** A day's answers held against the target. A list that more have answered than are on it is no closed list. */
export function questionOn({ tally, reign }: Standpoint, day: Day): Question {
  const answers = on(tally, "answers", day);
  const { population, helpfulness } = reign.terms;
  return {
    answers,
    helped: on(tally, "helped", day),
    target: helpfulness,
    population: population !== null && answers > population ? null : population,
  };
}

/** A day's census under the terms in force. */
export function censusOn({ tally, reign }: Standpoint, day: Day): Census {
  const { rule, window, adoption } = reign.terms;
  return {
    reached: on(tally, "reached", day),
    adopted: on(tally, rule === "once" ? "tried" : "returned", day),
    due: on(tally, "reached", day - window),
    target: adoption,
  };
}

function isQuiet(tally: Tally, day: Day): boolean {
  return on(tally, "reached", day) === on(tally, "reached", day - QUIET_DAYS);
}

function momentOf(memory: Memory, day: Day, state: State): Moment {
  const { reign, tally, decision, later, detector } = memory;
  return { day, state, reign, tally, decision, later: { ...later, statistic: detector.statistic } };
}
