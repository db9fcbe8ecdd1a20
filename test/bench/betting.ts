// The betting rule (aGRAPA of Waudby-Smith and Ramdas), whose wealth depends on the order of answers: simulated.

import { DECISIVE } from "../../worker/judge/ladder.ts";
import { bound, seeded } from "../judge/chance.ts";
import { ANSWERS, type Course } from "./exact.ts";

/** No bet may risk more than this share of what could be lost. */
const BOLDNESS = 0.75;

/** A running mean and variance, with half an answer of each kind to begin with. */
interface Memory {
  answers: number;
  helped: number;
  squares: number;
}

/** The course of a share, as the mean over features simulated with a seed. */
export function simulate(
  target: number,
  truth: number,
  given: { features: number; seed: number },
): Course {
  const draw = seeded(given.seed);
  const total = { confirmed: 0, refuted: 0, answers: 0 };
  for (let feature = 0; feature < given.features; feature++) {
    const { verdict, answers } = follow(target, bound(truth), draw);
    if (verdict !== "open") total[verdict]++;
    total.answers += answers;
  }
  const mean = (sum: number) => sum / given.features;
  return {
    confirmed: mean(total.confirmed),
    refuted: mean(total.refuted),
    answers: mean(total.answers),
  };
}

function follow(target: number, yes: number, draw: () => number) {
  const memory: Memory = { answers: 0, helped: 0, squares: 0 };
  const wealth = { up: 0, down: 0 };
  for (let n = 1; n <= ANSWERS; n++) {
    const helped = draw() < yes ? 1 : 0;
    bet(memory, wealth, { target, helped });
    if (wealth.up >= DECISIVE) return { verdict: "confirmed", answers: n } as const;
    if (wealth.down >= DECISIVE) return { verdict: "refuted", answers: n } as const;
    learn(memory, helped);
  }
  return { verdict: "open", answers: ANSWERS } as const;
}

/** Bets on either side what the mean and variance so far suggest. */
function bet(
  { answers, helped: yes, squares }: Memory,
  wealth: { up: number; down: number },
  { target, helped }: { target: number; helped: number },
): void {
  const gap = (0.5 + yes) / (answers + 1) - target;
  const variance = (0.25 + squares) / (answers + 1);
  const stake = gap / (variance + gap * gap);
  const up = Math.min(BOLDNESS / target, Math.max(0, stake));
  const down = Math.min(BOLDNESS / (1 - target), Math.max(0, -stake));
  wealth.up += Math.log1p(up * (helped - target));
  wealth.down += Math.log1p(-down * (helped - target));
}

function learn(memory: Memory, helped: number): void {
  memory.answers++;
  memory.helped += helped;
  const mean = (0.5 + memory.helped) / (memory.answers + 1);
  memory.squares += (helped - mean) ** 2;
}
