// The numbers that clients and the server must agree on.

/** Largest request body with a publishable key, in bytes. */
export const PUBLIC_BODY_BYTES = 64 * 1024;
/** Largest request body with a secret key, in bytes. */
export const SECRET_BODY_BYTES = 512 * 1024;
/** Most signals in one request with a publishable key. */
export const PUBLIC_SIGNALS = 100;
/** Most signals in one request with a secret key. */
export const SECRET_SIGNALS = 1_000;
/** Longest comment, in characters. */
export const COMMENT_LENGTH = 2_000;
/** Longest id of a customer or an account. */
export const ID_LENGTH = 256;
/** Longest proof (a JWT). */
export const PROOF_LENGTH = 2_048;
/** Longest path kept with an answer. */
export const PAGE_LENGTH = 1_024;
/** How far ahead of the server a client's clock may be, in ms: one day. */
export const CLOCK_TOLERANCE_MS = 86_400_000;
/** Oldest signal accepted with a publishable key, in ms: 30 days (offline outboxes). */
export const PUBLIC_AGE_MS = 30 * 86_400_000;
/** Oldest signal accepted with a secret key, in ms: 400 days (back-fill). */
export const SECRET_AGE_MS = 400 * 86_400_000;
/** An answer may be edited for this long after it was given, in ms: one hour. */
export const EDIT_WINDOW_MS = 3_600_000;
/** A grant is answered with the same prompt again for this long, in ms: 30 minutes. */
export const GRANT_MS = 30 * 60_000;
/** Features that signals may bring into being by themselves, per project. */
export const DISCOVERED_FEATURES = 200;
