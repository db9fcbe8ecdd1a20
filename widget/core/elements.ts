// Watches the elements that are marked as features, also those that come later.

import { askInline } from "./asking.ts";
import { seen, used } from "./facts.ts";

const MARKED = "[data-landed],[data-landed-seen],landed-prompt";
/** At least half of it, for a second. */
const SHARE = 0.5;
const SEEN_MS = 1_000;
/** Changes of the page are looked at together, ms. */
const SETTLE_MS = 200;
const FIELDS = "select,textarea,input:not([type=button],[type=submit],[type=reset],[type=image])";

const watched = new WeakMap<Element, string | null>();
const timers = new WeakMap<Element, number>();

export function watchElements(): void {
  let due = 0;
  const onScreen = new IntersectionObserver(noteVisible, { threshold: SHARE });
  const look = () => {
    due = 0;
    for (const element of document.querySelectorAll<HTMLElement>(MARKED)) watch(element, onScreen);
  };
  const changes = new MutationObserver(() => {
    due ||= setTimeout(look, SETTLE_MS);
  });
  changes.observe(document, {
    subtree: true,
    childList: true,
    attributeFilter: ["data-landed", "data-landed-seen", "feature"],
  });
  look();
  for (const kind of ["click", "submit", "change"])
    addEventListener(kind, noteUse, { capture: true, passive: true });
}

/** An element that has come to stand for another feature is looked at anew. */
function watch(element: HTMLElement, onScreen: IntersectionObserver): void {
  const feature = featureOf(element, "landedSeen") || element.getAttribute("feature");
  if (watched.get(element) === feature) return;
  watched.set(element, feature);
  onScreen.unobserve(element);
  onScreen.observe(element);
}

function noteVisible(entries: IntersectionObserverEntry[]): void {
  for (const { target, isIntersecting } of entries) {
    clearTimeout(timers.get(target));
    if (isIntersecting) timers.set(target, setTimeout(noteSeen, SEEN_MS, target));
  }
}

function noteSeen(element: HTMLElement): void {
  if (isPrompt(element)) askInline(element);
  else seen(featureOf(element, "landedSeen"));
}

/** The innermost marked element is the one that was used; what happens in a prompt is no use. */
function noteUse(event: Event): void {
  const element = event.composedPath().find(isMarked);
  if (element && isUse(element, event.type)) used(featureOf(element, "landedUsed"), element);
}

function isMarked(target: EventTarget): target is HTMLElement {
  const element = target as HTMLElement;
  return !!element.dataset && (isPrompt(element) || !!featureOf(element, "landedUsed"));
}

/** Forms are used by submitting them, and fields by changing them: a click only puts the cursor there. */
function isUse(element: Element, type: string): boolean {
  if (element.matches("form")) return type === "submit";
  return !element.matches(FIELDS) || type === "change";
}

function isPrompt({ localName }: Element): boolean {
  return localName === "landed-prompt";
}

function featureOf({ dataset }: HTMLElement, alone: "landedSeen" | "landedUsed"): string {
  return dataset["landed"] || dataset[alone] || "";
}
