// Tells what the person did, under whom and what it was about, and brings back what became of it.

import type { Settings } from "../npm/index.d.ts";
import { mended, refused, skewOf } from "./heed.ts";
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
  const { kind, at, edited, ...rest } = fact;
  const skew = skewOf(read);
  const times = at && edited && { at: at + skew, edited: edited + skew };
  const name = note(kind, { feature, iteration, ...rest, ...times }, from);
  refused.delete(name);
  await send();
  if (refused.has(name)) return "refused";
  return read(mended.get(name) ?? name) ? "waiting" : "kept";
}

/** The path without query and fragment, or the pattern that the page gives. */
export function pagePath(): string {
  const marked = document.querySelector<HTMLElement>("[data-landed-page]");
  return (marked?.dataset["landedPage"] ?? location.pathname).slice(0, PAGE_LENGTH);
}

/** The page's language as a BCP 47 tag, or nothing where it names none that could be one. */
export function pageLocale(settings: Partial<Settings>): string | undefined {
  return /^[a-z\d-]{2,35}$/i.exec(settings.locale || document.documentElement.lang)?.[0];
}
