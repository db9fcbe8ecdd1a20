// Lets one tab at a time do something, where the browser can see to it; elsewhere one page knows of itself alone.

import { quietly } from "./quietly.ts";

const held = new Set<string>();

/** With `ifAvailable`, nothing is done while it is being done elsewhere. What `work` throws is nobody's affair. */
export async function alone<T>(
  name: string,
  ifAvailable: boolean,
  work: () => Promise<T>,
): Promise<T | undefined> {
  const attempt = quietly((lock: unknown) => (lock ? work() : undefined));
  try {
    return await navigator.locks.request(name, { ifAvailable }, attempt);
  } catch {
    if (ifAvailable && held.has(name)) return;
    held.add(name);
    const result = await attempt(true);
    held.delete(name);
    return result;
  }
}
