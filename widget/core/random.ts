// Identifiers nobody can guess: 16 random bytes as 22 characters that base64url has, too.

/** Both characters that base64url spells differently become one: that costs less than a bit. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes))
    .slice(0, 22)
    .replace(/[+/]/g, "_");
}
