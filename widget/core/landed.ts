// The object that pages speak to. Nothing it does ever throws into the page.

import type { Landed, Person, Settings } from "../npm/index.d.ts";
import { askAbout, resumeAsk } from "./asking.ts";
import { watchElements } from "./elements.ts";
import { emit, on } from "./events.ts";
import { seen, used } from "./facts.ts";
import { filesHere } from "./files.ts";
import { setPerson } from "./identity.ts";
import { applyPrivacy, optIn, optOut } from "./privacy.ts";
import { sendAgain, sendBeacons, sendSoon } from "./send.ts";
import { setSettings, settings } from "./settings.ts";

declare const VERSION: string;

/** Calls made before `init`, in their order. */
const early: (() => void)[] = [];
let watching = false;

export const landed: Landed = {
  version: VERSION,
  on,
  init: quietly(init),
  debug: quietly(debug),
  identify: onceReady(identify),
  reset: onceReady(() => identify()),
  seen: onceReady(seen),
  used: onceReady((feature: string) => used(feature)),
  ask: onceReady((feature: string) => askAbout(feature)),
  optIn: onceReady(() => {
    optIn();
    sendSoon();
  }),
  optOut: onceReady(() => {
    optOut();
    emit("person", {});
  }),
};

function init(said: Settings): void {
  setSettings(said);
  if (said.customer) identify({ ...said, customer: said.customer });
  applyPrivacy();
  if (!watching) watchPage();
  watching = true;
  for (const call of early.splice(0)) call();
}

function watchPage(): void {
  watchElements();
  addEventListener("online", sendAgain);
  addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") sendBeacons();
  });
  resumeAsk();
  sendSoon();
}

/** Whoever was asked before is not asked any more when somebody else is here. */
function identify(person?: Person): void {
  if (setPerson(person)) emit("person", {});
  applyPrivacy();
  resumeAsk();
  sendSoon();
}

async function debug(wanted = true): Promise<void> {
  try {
    (await filesHere().debug()).start(landed, filesHere(), wanted);
  } catch {}
}

/** Nothing of ours ever throws into the page. */
function quietly<Arguments extends unknown[]>(work: (...given: Arguments) => void) {
  return (...given: Arguments) => {
    try {
      work(...given);
    } catch {}
  };
}

function onceReady<Arguments extends unknown[]>(work: (...given: Arguments) => void) {
  return quietly((...given: Arguments) => {
    if (settings) work(...given);
    else early.push(() => work(...given));
  });
}
