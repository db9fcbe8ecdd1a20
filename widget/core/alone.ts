// Lets one tab at a time do something, where the browser can see to it.

import { quietly } from "./quietly.ts";

/** With `ifAvailable`, nothing is done while another tab is at it. What `work` throws is nobody's affair. */
export async function alone<T>(
  name: string,
  ifAvailable: boolean,
  work: () => Promise<T>,
): Promise<T | undefined> {
  const attempt = quietly((lock: unknown) => (lock ? work() : undefined));
  try {
    return await navigator.locks.request(name, { ifAvailable }, attempt);
  } catch {
    return attempt(true);
  }
}
