// The time as the server has it, where the two are known to differ.

/** Signing out changes no clock: the name does not begin as those do that it forgets. */
export const SKEW = "landed-skew";

/** What is to be added to this browser's clock, in ms. `read` looks into what the browser keeps. */
export function skewOf(read: (name: string) => string): number {
  return +read(SKEW) || 0;
}
