// The object that pages speak to. Nothing it does ever throws into the page.

import type { Landed, Person, Settings } from "../npm/index.d.ts";
import { newAsk } from "./ask.ts";
import { askAbout, resumeAsk } from "./asking.ts";
import { used, watchElements } from "./elements.ts";
import { emit, on } from "./events.ts";
import { more } from "./more.ts";
import { noteOnce } from "./note.ts";
import { person, setPerson } from "./person.ts";
import { applyPrivacy, forgetPerson, isSilent, setConsent } from "./privacy.ts";
import { quietly } from "./quietly.ts";
import { sendAgain, sendBeacons, sendSoon } from "./send.ts";
import { settings } from "./settings.ts";

declare const VERSION: string;

type Calls = Omit<Landed, "version" | "on">;

/** The name of a function of `Landed`, and what it is given. */
export type Call = [name: keyof Calls, ...given: unknown[]];

/** Calls made before `init`, in their order. */
export const early: Call[] = [];

let isWatching = false;

const calls: Calls = {
  init(said: Settings) {
    Object.assign(settings, said);
    become(said.customer ? (said as Person) : person);
    watchPage();
    catchUp();
  },
  /** A newer proof of the same person changes nothing else. */
  identify(said: Person) {
    const isSame = person?.customer === said.customer && person.account === said.account;
    if (isSame) setPerson(said);
    else become(said);
  },
  reset() {
    forgetPerson();
    become();
  },
  seen(feature: string) {
    noteOnce("seen", feature);
  },
  used(feature: string) {
    used(feature);
  },
  ask(feature: string) {
    if (!isSilent()) askAbout(newAsk(feature));
  },
  optIn() {
    setConsent("in");
    become(person);
  },
  optOut() {
    setConsent("out");
    become(person);
  },
  async debug(wanted = true) {
    await (await more()).debug(landed, wanted);
  },
};

export const landed = { version: VERSION, on } as unknown as Landed;
for (const name of Object.keys(calls) as (keyof Calls)[])
  landed[name] = quietly((...given: unknown[]) =>
    // Nothing is lost for being said before `init`.
    settings.key || name === "init" || name === "debug"
      ? (calls[name] as (...given: unknown[]) => unknown)(...given)
      : early.push([name, ...given]),
  );

/**
 * Sets up what its tag says, unless the page has said otherwise meanwhile, and makes up for earlier calls.
 * The address may ask to see what is decided.
 */
export function begin(said?: Partial<Settings>): void {
  const isNew = !settings.key;
  Object.assign(settings, { ...said, ...settings });
  if (isNew && settings.key) landed.init(settings as Settings);
  catchUp();
  // Servers that render pages have none.
  if (/[?&]landed-[dp]/.test(globalThis.location?.search)) landed.debug();
}

function catchUp(): void {
  for (const [name, ...given] of early.splice(0))
    (landed[name] as (...given: unknown[]) => void)(...given);
}

/** Somebody else is here: prompts go, and what is on the screen is seen anew. */
function become(next?: Person): void {
  setPerson(next);
  applyPrivacy();
  emit("person");
  resumeAsk();
  sendSoon();
}

function watchPage(): void {
  if (isWatching) return;
  isWatching = true;
  watchElements();
  addEventListener("online", quietly(sendAgain));
  addEventListener(
    "visibilitychange",
    quietly(() => document.hidden && sendBeacons()),
  );
}
