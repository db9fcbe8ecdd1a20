// Nothing of ours ever throws into the page, whatever the page has done to what we use.

/** The same work, with all that goes wrong in it, at once or later, kept to itself. */
export function quietly<Given extends unknown[]>(
  work: (...given: Given) => unknown,
): (...given: Given) => Promise<void> {
  return async (...given) => {
    try {
      await work(...given);
    } catch {}
  };
}
