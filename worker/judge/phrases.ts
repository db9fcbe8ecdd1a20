// How numbers read inside a sentence.

import type { Unit } from "../../contract/verdict.ts";

/** `3,300`. */
export function whole(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A count of what is only guessed: from a thousand on in two digits, `3,307` reads `3,300`. */
export function about(count: number): string {
  const digits = count < 1_000 ? 1 : 10 ** (Math.floor(Math.log10(count)) - 1);
  return whole(Math.round(count / digits) * digits);
}

/** `1 answer`, `12 answers`. */
export function counted(count: number, thing: string): string {
  return `${whole(count)} ${thing}${count === 1 ? "" : "s"}`;
}

/** `1 customer`, `52 accounts`. */
export function voices(count: number, unit: Unit): string {
  return counted(count, unit);
}

/** `70 %`. */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** A share as finely as it takes to see on which side of a target it lies: `69.7 %` beside 70 %. */
export function percentBeside(share: number, target: number): string {
  if (share === target) return percent(share);
  const aim = target * 100;
  for (let digits = 0; digits <= 2; digits++) {
    const text = (share * 100).toFixed(digits);
    if (Math.abs(Number(text) - aim) > 1e-9) return `${text} %`;
  }
  return `just ${share < target ? "under" : "over"} ${percent(target)}`;
}
