// Watches the elements that are marked as features, also those that come later.

import { newAsk } from "./ask.ts";
import { askAbout, askInline } from "./asking.ts";
import { on } from "./events.ts";
import { noteOnce } from "./note.ts";
import { quietly } from "./quietly.ts";
import { settings } from "./settings.ts";

const MARKED = "[data-landed],[data-landed-seen],landed-prompt";
const USABLE = "[data-landed],[data-landed-used],landed-prompt";
/** Fields are used by changing them; a click only puts the cursor there. */
const FIELDS = "select,textarea,input:not([type=submit],[type=button])";
/** Seen is: at least half of it, for a second. */
const SHARE = 0.5;
const SEEN_MS = 1_000;
/** Changes of the page are looked at together; ms. */
const SETTLE_MS = 200;

const timers = new WeakMap<Element, number>();

export function watchElements(): void {
  let due = 0;
  const onScreen = new IntersectionObserver(quietly(noteVisible), { threshold: SHARE });
  const look = quietly(() => {
    due = 0;
    for (const element of document.querySelectorAll(MARKED)) onScreen.observe(element);
  });
  new MutationObserver(() => {
    due = due || setTimeout(look, SETTLE_MS);
  }).observe(document, {
    subtree: true,
    childList: true,
    attributeFilter: ["data-landed", "data-landed-seen"],
  });
  const again = quietly(() => {
    onScreen.disconnect();
    look();
  });
  // What is on the screen is there for the next person too, and what could not be asked can be now.
  on("person", again);
  addEventListener("online", again);
  look();
  for (const kind of ["click", "submit", "change"]) addEventListener(kind, quietly(noteUse), true);
}

/** Notes a use; the first of a day asks. `control` is what was used, where that is known. */
export function used(feature: string | undefined, control?: Element): void {
  if (noteOnce("used", feature) && `${settings.auto}` !== "false")
    askAbout(newAsk(feature), control);
}

function noteVisible(entries: IntersectionObserverEntry[]): void {
  for (const { target, isIntersecting } of entries) {
    clearTimeout(timers.get(target));
    timers.set(target, isIntersecting ? setTimeout(quietly(noteSeen), SEEN_MS, target) : 0);
  }
}

function noteSeen(element: HTMLElement): void {
  const { landed, landedSeen } = element.dataset;
  noteOnce("seen", landed || landedSeen);
  if (element.matches("landed-prompt")) askInline(element);
}

/** The innermost marked element is the one that was used; what happens in a prompt is no use. */
function noteUse(event: Event): void {
  const control = event.composedPath().find(isUsable);
  if (!control) return;
  const { landed, landedUsed } = control.dataset;
  const kind = control.matches("form") ? "submit" : control.matches(FIELDS) && "change";
  if (!kind || kind === event.type) used(landed || landedUsed, control);
}

function isUsable(target: EventTarget): target is HTMLElement {
  return !!(target as HTMLElement).matches?.(USABLE);
}
