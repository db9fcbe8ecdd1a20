// Rules that decide whether a share of yes is above or below a target, to be compared with each other.

import { evidenceAbove, evidenceBelow } from "../../worker/judge/evidence.ts";
import { DECISIVE } from "../../worker/judge/ladder.ts";
import { logBetaAbove, logFactorial } from "./beta.ts";
import type { Rule } from "./exact.ts";

/** The rule for a target. */
export type Family = (target: number) => Rule;

/** What the judge does. */
export const oddsLadder: Family = (target) => ({
  confirms: (answers, helped) => evidenceAbove({ answers, helped }, target) >= DECISIVE,
  refutes: (answers, helped) => evidenceBelow({ answers, helped }, target) >= DECISIVE,
});

const Z = 1.959_963_984_540_054;

/** Wilson's interval of 95 %, meant for one look, looked at as answers come. */
export const wilson: Family = (target) => {
  const end = (n: number, s: number, side: number) => {
    const rate = s / n;
    const spread = Z * Math.sqrt((rate * (1 - rate)) / n + (Z * Z) / (4 * n * n));
    return (rate + (Z * Z) / (2 * n) + side * spread) / (1 + (Z * Z) / n);
  };
  return {
    confirms: (n, s) => n > 0 && end(n, s, -1) > target,
    refutes: (n, s) => n > 0 && end(n, s, 1) < target,
  };
};

/** At least 95 % of the belief on one side of the target, starting from an even belief. */
export const bayes: Family = (target) => ({
  confirms: (n, s) => logBetaAbove(s + 1, n - s + 1, target) >= Math.log(0.95),
  refutes: (n, s) => logBetaAbove(n - s + 1, s + 1, 1 - target) >= Math.log(0.95),
});

/** Tuned to this many answers, and looked at from the twentieth on. */
const TUNED_TO = 500;
const ASYMPTOTIC_FROM = 20;
const ALPHA = 0.05;

/** The asymptotic confidence sequence of Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas. */
export const asymptotic: Family = (target) => {
  const logs = -2 * Math.log(ALPHA);
  const rho = (logs + Math.log(logs + 1)) / TUNED_TO;
  const width = (n: number, s: number) => {
    const variance = (s / n) * (1 - s / n);
    const scale = (2 * (n * rho + 1)) / (n * n * rho);
    return Math.sqrt(variance * scale * Math.log(Math.sqrt(n * rho + 1) / ALPHA));
  };
  return {
    confirms: (n, s) => n >= ASYMPTOTIC_FROM && s / n - width(n, s) > target,
    refutes: (n, s) => n >= ASYMPTOTIC_FROM && s / n + width(n, s) < target,
  };
};

/** Every share is a bet alike, above the target and below; the side is where the yes are. */
export const betaBinomial: Family = (target) => {
  const log = (n: number, s: number) =>
    logFactorial(s) + logFactorial(n - s) - logFactorial(n + 1) - logChance(n, s, target);
  return {
    confirms: (n, s) => s > n * target && log(n, s) >= DECISIVE,
    refutes: (n, s) => s < n * target && log(n, s) >= DECISIVE,
  };
};

/** Every share above the target is a bet alike; mirrored for those below. */
export const oneSidedUniform: Family = (target) => {
  const log = (n: number, s: number, share: number) =>
    logFactorial(s) +
    logFactorial(n - s) -
    logFactorial(n + 1) +
    logBetaAbove(s + 1, n - s + 1, share) -
    Math.log(1 - share) -
    logChance(n, s, share);
  return {
    confirms: (n, s) => log(n, s, target) >= DECISIVE,
    refutes: (n, s) => log(n, n - s, 1 - target) >= DECISIVE,
  };
};

/** ln of the chance of one order of s yes among n answers. */
function logChance(n: number, s: number, share: number): number {
  return s * Math.log(share) + (n - s) * Math.log(1 - share);
}

/** Bets on a few named truths alone, evenly, and decides where its evidence reaches `decisive`. */
export function told(truths: readonly number[], target: number, decisive: number): Rule {
  const bets = truths.map((truth) => ({
    yes: Math.log(truth / target),
    no: Math.log((1 - truth) / (1 - target)),
  }));
  const reaches = (n: number, s: number) => {
    const logs = bets.map(({ yes, no }) => s * yes + (n - s) * no);
    const peak = Math.max(...logs);
    const sum = logs.reduce((total, log) => total + Math.exp(log - peak), 0);
    return peak + Math.log(sum / logs.length) >= decisive;
  };
  const never = () => false;
  const isAbove = truths.every((truth) => truth > target);
  return isAbove ? { confirms: reaches, refutes: never } : { confirms: never, refutes: reaches };
}
