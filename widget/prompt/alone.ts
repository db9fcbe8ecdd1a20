// One prompt at a time in all tabs, where the browser can see to it; elsewhere one page knows of itself alone.

const LOCK = "landed.prompt";

let isHeld = false;

/** Does what it is given, which throws nothing, unless it is being done already. Whether it was done. */
export async function alone(work: () => Promise<void>): Promise<boolean> {
  if (isHeld) return false;
  isHeld = true;
  let isDone = false;
  const attempt = async () => {
    isDone = true;
    await work();
  };
  try {
    await navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => lock && attempt());
  } catch {
    if (!isDone) await attempt();
  }
  isHeld = false;
  return isDone;
}
