// Chance that repeats: a stream of numbers that is the same for the same name, on any machine.

/** Gives the next number, at least 0 and below 1. */
export type Random = () => number;

/** A stream named by what it is for, so that one stream's length never shifts another. */
export function randomOf(...name: (string | number)[]): Random {
  let state = hashOf(name.join(" "));
  return () => {
    state = (state + 0x9e3779b9) | 0;
    return mix(state) / 2 ** 32;
  };
}

/** FNV-1a, 32 bits, signed. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return hash;
}

/** The finaliser of MurmurHash3: neighbouring numbers come out unrelated. */
function mix(value: number): number {
  let mixed = value;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
