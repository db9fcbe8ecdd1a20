// One prompt at a time in all tabs, where the browser can see to it; elsewhere one page knows of itself alone.

const LOCK = "landed.prompt";

let isHeld = false;

/** Does what it is given, which throws nothing, unless it is being done already. */
export async function alone(work: () => Promise<void>): Promise<void> {
  if (isHeld) return;
  isHeld = true;
  let isBegun = false;
  const attempt = () => {
    isBegun = true;
    return work();
  };
  try {
    await navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => lock && attempt());
  } catch {
    if (!isBegun) await attempt();
  }
  isHeld = false;
}
