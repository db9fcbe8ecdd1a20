// Lets one tab at a time do something, where the browser can see to it.

/** With `ifAvailable`, nothing is done while another tab is at it. `work` must not throw. */
export async function alone<T>(
  name: string,
  ifAvailable: boolean,
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await navigator.locks.request(name, { ifAvailable }, (lock) =>
      lock ? work() : undefined,
    );
  } catch {
    return work();
  }
}
