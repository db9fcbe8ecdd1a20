// How long nobody is to try again.

/** Until when, in ms since 1970; other tabs and the next page wait too. */
export const WAIT = "landed-wait";

/** After a first failure, in ms; each further one quadruples it. */
export const FIRST_WAIT_MS = 5_000;

/** So many ms, or up to half as many more: not everybody comes back at once. */
export function spread(ms: number): number {
  return ms * (1 + Math.random() / 2);
}
