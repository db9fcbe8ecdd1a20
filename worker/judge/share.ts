// Targets are decimals in hundredths: 55 % of 100 is 55, whatever binary fractions make of 0.55 × 100.

/** A target, or a share a few points beside it, in whole hundredths. */
export function hundredthsOf(share: number): number {
  return Math.round(share * 100);
}

/** The fewest of `all` that meet a target: the target times all of them, rounded up. */
export function fewestMeeting(target: number, all: number): number {
  return Math.ceil((hundredthsOf(target) * all) / 100);
}

/** A target moved by whole points, kept between 0 and 1. */
export function pointsBeside(target: number, points: number): number {
  return Math.min(100, Math.max(0, hundredthsOf(target) + points)) / 100;
}

/** The most of `all` that do not exceed a share: the share times all of them, rounded down. */
export function mostWithin(share: number, all: number): number {
  return Math.floor((hundredthsOf(share) * all) / 100);
}
