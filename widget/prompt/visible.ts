// Waits until the page is looked at.

export function visible(): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (document.hidden) return;
      removeEventListener("visibilitychange", look);
      resolve();
    };
    addEventListener("visibilitychange", look);
    look();
  });
}
