// Names under which things are kept. Signing out forgets those that begin with `landed.`, and no others.

/** Before the JSON of a signal that waits. */
export const OUTBOX = "landed:";
/** What else begins like that is none of ours, or nobody can read it any more. */
export const WAITING = `${OUTBOX}{`;

/** Until when nobody is to try again, in ms since 1970; other tabs and the next page wait too. */
export const WAIT = "landed-wait";

/** By how many ms this browser's clock is behind the server's, where that is known. */
export const SKEW = "landed-sent";

/** Before the person whose ask is open, and how long the server knows its token, in ms. */
export const ASK = "landed.ask ";
export const TOKEN_MS = 1_800_000;

/** What the person decided: `in` or `out`. */
export const CONSENT = "landed-opt";
