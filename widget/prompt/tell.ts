// Tells what the person did, under whom and what it was about, and brings back what became of it.

import { skewOf } from "../core/clock.ts";
import { refused } from "./heed.ts";
import type { Fate } from "./machine.ts";
import type { Moment } from "./moment.ts";

export interface PromptFact {
  kind: "asked" | "answered" | "dismissed" | "refused";
  /** When it happened by this browser's clock, in ms; now, where it is left out. */
  at?: number;
  edited?: number;
  helped?: boolean | undefined;
  comment?: string | undefined;
  page?: string;
  locale?: string | undefined;
}

const PAGE_LENGTH = 1_024;

/** Notes a fact, sends it at once, and tells its fate. */
export async function tell(moment: Moment, iteration: string, fact: PromptFact): Promise<Fate> {
  const { feature, from, note, send, read } = moment;
  const { at, edited } = fact;
  const skew = skewOf(read);
  const times = at && edited && { at: at + skew, edited: edited + skew };
  const name = note({ feature, iteration, ...fact, ...times }, from.sender, from.proof);
  refused.delete(name);
  await send();
  return read(name) ? "waiting" : refused.has(name) ? "refused" : "kept";
}

/** The path without query and fragment, or the pattern that the page gives. */
export function pagePath(): string {
  const marked = document.querySelector<HTMLElement>("[data-landed-page]");
  return (marked?.dataset["landedPage"] ?? location.pathname).slice(0, PAGE_LENGTH);
}
