// Nothing of ours ever throws into the page, whatever the page has done to what we use.

/** The same work, with all that goes wrong in it, at once or later, kept to itself. */
export function quietly<Given extends unknown[], Result>(
  work: (...given: Given) => Result | Promise<Result>,
): (...given: Given) => Promise<Result | undefined> {
  return async (...given) => {
    try {
      return await work(...given);
    } catch {}
    return;
  };
}
