// Sampling by hash: within a wave the same person gets the same answer on every device and every retry.

import { type Day, mondayOf } from "../../contract/day.ts";
import { fnv1a } from "../ledger/subject.ts";

/** The wave a sample belongs to: one while everyone is asked, then a fresh one each week. */
export function waveOf(askRate: number, today: Day): number {
  return askRate >= 1 ? 0 : mondayOf(today);
}

/** A person's place in a wave's sample, at least 0 and below 1. */
export function samplePlace(customer: string, iteration: number, wave: number): number {
  return mix(fnv1a(`${customer} ${iteration} ${wave}`)) / 2 ** 32;
}

/** Spreads a hash's bits (the finaliser of MurmurHash3), since FNV's high bits hardly see the last letters. */
function mix(hash: number): number {
  let bits = hash;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
