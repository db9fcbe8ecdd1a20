// A feature was seen or used: noted once a day, and the first use of a day asks.

import { askAbout } from "./asking.ts";
import { noteOnce } from "./note.ts";
import { settings } from "./settings.ts";

export function seen(feature: string): void {
  noteOnce("seen", feature);
}

/** `control` is what was used, where it is known. */
export function used(feature: string, control?: Element): void {
  if (noteOnce("used", feature) && `${settings?.auto}` !== "false") askAbout(feature, control);
}
