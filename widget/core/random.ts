// Identifiers nobody can guess: 16 random bytes as 22 characters of base64url.

export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes))
    .slice(0, 22)
    .replace(/[+/]/g, (character) => (character < "/" ? "-" : "_"));
}
