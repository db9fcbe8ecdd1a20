// Identifiers nobody can guess.

/** `~` and 22 of 36 characters: an id of ours, or a token. */
export function randomId(): string {
  return crypto
    .getRandomValues(new Uint8Array(22))
    .reduce((id, byte) => id + (byte % 36).toString(36), "~");
}
