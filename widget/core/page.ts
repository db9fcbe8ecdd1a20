// What the page says about itself: its path or pattern, never query or fragment, and its language.

import { settings } from "./settings.ts";

const PAGE_LENGTH = 1_024;

/** `data-landed-page` gives a pattern such as `/orders/:id`. */
export function pagePath(): string {
  const marked = document.querySelector<HTMLElement>("[data-landed-page]");
  return (marked?.dataset["landedPage"] ?? location.pathname).slice(0, PAGE_LENGTH);
}

/** A BCP 47 tag, or nothing where the page names none that could be one. */
export function pageLocale(): string | undefined {
  return /^[a-z\d-]{2,35}$/i.exec(settings?.locale || document.documentElement.lang)?.[0];
}
