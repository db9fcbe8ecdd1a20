// Whether this person may be noted and asked, and whether anything of theirs may be kept.

import { senderNow } from "./person.ts";
import { settings } from "./settings.ts";
import { consent, hasConsent } from "./storage.ts";

/** `doNotTrack` is a text: 1 where it is on, 0 or none where it is not. */
declare const navigator: { globalPrivacyControl?: boolean; doNotTrack: number };

/** Whether nothing may be noted: opted out, or the browser objects for them. */
export function isSilent(): boolean {
  return (
    consent() === "out" ||
    ((navigator.globalPrivacyControl || navigator.doNotTrack > 0) &&
      // Proven customers are noted where host and project both say that only visitors are meant.
      !(settings.gpc === "anonymous" && settings.proof))
  );
}

/** Whether something is from whoever is here now, and may be noted; of others not even an id is made. */
export function isHere(from: string): boolean {
  return !isSilent() && from.startsWith(senderNow());
}

/** Whether anything of this person may leave, or be loaded for them. */
export function mayLeave(): boolean {
  return hasConsent() && !isSilent();
}
