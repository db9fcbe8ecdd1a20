// Waits for a moment in which nobody is typing, nothing modal is open, and the page is looked at.

/** Resolves after `pause` ms without any of these. */
export function quiet(pause: number): Promise<void> {
  return new Promise((resolve) => {
    let timer = 0;
    const restart = () => {
      clearTimeout(timer);
      timer = setTimeout(check, pause);
    };
    const check = () => {
      if (document.hidden || document.querySelector("dialog:modal")) return restart();
      for (const kind of TYPING) removeEventListener(kind, restart, true);
      resolve();
    };
    for (const kind of TYPING) addEventListener(kind, restart, { capture: true, passive: true });
    restart();
  });
}

const TYPING = ["keydown", "input"];
