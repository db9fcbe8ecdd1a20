// Nothing of ours ever throws into the page, whatever the page has done to what we use.

/** The same work, with all that goes wrong in it, at once or later, kept to itself. */
export function quietly<Given extends unknown[]>(work: (...given: Given) => unknown) {
  return (...given: Given): void => {
    attempt(() => work(...given));
  };
}

async function attempt(work: () => unknown): Promise<void> {
  try {
    await work();
  } catch {}
}
