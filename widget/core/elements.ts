// Watches the elements that are marked as features, also those that come later.

import { type More, more } from "./more.ts";
import { noteOnce } from "./note.ts";
import { mayLeave } from "./privacy.ts";
import { quietly } from "./quietly.ts";
import { askAbout } from "./send.ts";
import { settings } from "./settings.ts";

const MARKED = "[data-landed-seen],[data-landed],landed-prompt";
const USABLE = "[data-landed],[data-landed-used],landed-prompt";
/** Seen is: at least half of it, for a second. */
const SHARE = 0.5;
const SEEN_MS = 1_000;
/** Changes of the page are looked at together; ms. */
const SETTLE_MS = 200;

const timers = new WeakMap<Element, number | false>();
export let onScreen: IntersectionObserver;
// biome-ignore lint/correctness/noUnusedVariables: `||=` reads it
let due: number;

type Entry = IntersectionObserverEntry & { target: HTMLElement };

const look = quietly(() => {
  due = 0;
  for (const element of document.querySelectorAll(MARKED)) onScreen.observe(element);
});

/** Begins to watch; to be called once. */
export function watchElements(): void {
  onScreen = new IntersectionObserver(
    quietly((entries) => {
      for (const { target, isIntersecting } of entries as Entry[]) {
        clearTimeout(timers.get(target) as number);
        timers.set(
          target,
          isIntersecting &&
            setTimeout(
              quietly(() => {
                noteOnce("seen", target.dataset["landed"] || target.dataset["landedSeen"]);
                // Of people who are not to be noted, nothing is loaded either.
                return (
                  target.matches("landed-prompt") &&
                  mayLeave() &&
                  more().then((file) => (file as More).inline(target))
                );
              }),
              SEEN_MS,
            ),
        );
      }
    }),
    { threshold: SHARE },
  );
  new MutationObserver(() => {
    due ||= setTimeout(look, SETTLE_MS);
  }).observe(document, {
    subtree: true,
    childList: true,
    attributeFilter: ["data-landed"],
  });
}

/** Looks at all that is marked as if it had just come: somebody else looks at it. */
export function lookAgain(): void {
  onScreen.disconnect();
  look();
}

/** Listens for uses of what can be used so: the innermost marked element is meant, and what happens in a prompt is no use. */
export function usesOf(usable: string): (event: Event) => void {
  return (event) => {
    const control = event
      .composedPath()
      .find((target) => (target as HTMLElement).matches?.(USABLE)) as HTMLElement | undefined;
    if (control?.matches(usable))
      used(control.dataset["landed"] || control.dataset["landedUsed"], control);
  };
}

/** Notes a use; the first of a day asks. `control` is what was used, where that is known. */
export function used(feature: string | undefined, control?: Element): void {
  if (noteOnce("used", feature) && !/false/.test(settings.auto as string))
    askAbout(feature as string, control);
}
