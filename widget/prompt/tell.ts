// Tells what the person did, under whom and what it was about, and brings back what became of it.

import type { Moment } from "../core/files.ts";
import type { Fate } from "./machine.ts";

export interface PromptFact {
  kind: "asked" | "answered" | "dismissed" | "refused";
  /** When it happened, in ms; now, where it is left out. */
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
  const { feature, from, note, send, read, refused } = moment;
  const name = note({ feature, iteration, ...fact }, from);
  refused.delete(name);
  await send();
  return read(name) ? "waiting" : refused.has(name) ? "refused" : "kept";
}

/** The path without query and fragment, or the pattern that the page gives. */
export function pagePath(): string {
  const marked = document.querySelector<HTMLElement>("[data-landed-page]");
  return (marked?.dataset["landedPage"] ?? location.pathname).slice(0, PAGE_LENGTH);
}
