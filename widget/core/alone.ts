// Lets one tab at a time do something, where the browser can see to it.

/** With `ifAvailable`, nothing is done while another tab is at it. What `work` throws is nobody's affair. */
export async function alone<T>(
  name: string,
  ifAvailable: boolean,
  work: () => Promise<T>,
): Promise<T | undefined> {
  const attempt = async (lock: unknown) => {
    try {
      if (lock) return await work();
    } catch {}
    return;
  };
  try {
    return await navigator.locks.request(name, { ifAvailable }, attempt);
  } catch {
    return attempt(true);
  }
}
