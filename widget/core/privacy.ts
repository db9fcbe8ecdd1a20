// Whether this person may be noted and asked, and whether anything of theirs may be kept.

import { OWN_ID, person, senderNow } from "./person.ts";
import { settings } from "./settings.ts";
import { forget, keepBeyondPage, read, write } from "./storage.ts";

const CONSENT = "landed.consent";

/** Whether nothing may be noted: opted out, or the browser objects for them. */
export function isSilent(): boolean {
  const { globalPrivacyControl, doNotTrack } = navigator as Navigator & Objections;
  const objects = globalPrivacyControl || doNotTrack === "1";
  return read(CONSENT) === "out" || !!(objects && !isExempt());
}

/** Whether somebody is still the one who is here, and may be noted. */
export function isHere(sender: string | undefined): boolean {
  return !isSilent() && sender === senderNow();
}

function hasConsent(): boolean {
  return !settings.consent || read(CONSENT) === "in";
}

/** Whether what was noted may leave, and anything be asked for. */
export function mayLeave(): boolean {
  return !isSilent() && hasConsent();
}

/** To be called when person, settings or consent have changed. */
export function applyPrivacy(): void {
  // Who was not to be recognised is not by being named later.
  if (settings.anonymous && person) write(OWN_ID);
  keepBeyondPage(hasConsent() && !!(person || !settings.anonymous));
}

/** Writes down what the person decided; opting out leaves nothing else. */
export function setConsent(consent: string): void {
  if (consent === "out") forget("landed");
  write(CONSENT, consent, true);
}

/** Leaves nothing that names a person; what waits to be sent stays with whom it is about. */
export function forgetPerson(): void {
  const consent = read(CONSENT);
  forget("landed.");
  write(CONSENT, consent, true);
}

interface Objections {
  globalPrivacyControl?: boolean;
  doNotTrack?: string;
}

/** Proven customers are noted where host and project both say that only visitors are meant. */
function isExempt(): boolean {
  return settings.gpc === "anonymous" && !!person?.proof;
}
