// Chance that repeats itself: a seeded generator of 32 random bits, fast enough for a billion draws.

/** Marsaglia's xorshift over 32 bits. A seed of 0 would stand still. */
export function seeded(seed: number): () => number {
  let bits = seed | 0 || 1;
  return () => {
    bits ^= bits << 13;
    bits ^= bits >>> 17;
    bits ^= bits << 5;
    return bits >>> 0;
  };
}

/** The bound under which 32 random bits lie with a chance, 0–1. */
export function bound(chance: number): number {
  return chance * 2 ** 32;
}
