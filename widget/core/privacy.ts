// Whether this person may be noted and asked, and whether anything of theirs may be kept.

import { isSignedIn, whoIsHere } from "./identity.ts";
import { settings } from "./settings.ts";
import { forgetAll, keepBeyondPage, read, write } from "./storage.ts";

/** Whether nothing may be noted: opted out, or the browser says so for them. */
export function isSilent(): boolean {
  return read("consent") === "out" || (browserObjects() && !isExempt());
}

/** Whether what was noted may leave. */
export function maySend(): boolean {
  return !isSilent() && hasConsent();
}

/** To be called whenever person, settings or consent have changed. */
export function applyPrivacy(): void {
  keepBeyondPage(hasConsent() && !isSilent() && (isSignedIn() || !settings?.anonymous));
}

export function optOut(): void {
  forgetAll();
  keepBeyondPage(true);
  write("consent", "out");
}

export function optIn(): void {
  keepBeyondPage(true);
  write("consent", "in");
  applyPrivacy();
}

function hasConsent(): boolean {
  return !settings?.consent || read("consent") === "in";
}

function browserObjects(): boolean {
  const { globalPrivacyControl, doNotTrack } = navigator as Navigator & {
    globalPrivacyControl?: boolean;
    doNotTrack?: string;
  };
  return globalPrivacyControl === true || doNotTrack === "1";
}

/** The project may be told about proven customers where host and project both say so. */
function isExempt(): boolean {
  return settings?.gpc === "anonymous" && isSignedIn() && !!whoIsHere().proof;
}
