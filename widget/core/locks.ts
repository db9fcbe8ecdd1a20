// Lets one tab at a time do something, where the browser can see to it.

/** With `ifFree`, work that finds another tab at it is not done at all. `work` must not throw. */
export async function exclusively<T>(
  name: string,
  ifAvailable: boolean,
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await navigator.locks.request(`landed.${name}`, { ifAvailable }, (lock) =>
      lock ? work() : undefined,
    );
  } catch {
    return work();
  }
}
