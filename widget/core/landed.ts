// The object that pages speak to. Nothing it does ever throws into the page.

import type { Landed, Person, Settings } from "../npm/index.d.ts";
import { askAbout, resumeAsk } from "./asking.ts";
import { used, watchElements } from "./elements.ts";
import { emit, on } from "./events.ts";
import { files } from "./files.ts";
import { noteOnce } from "./note.ts";
import { person, setPerson } from "./person.ts";
import { applyPrivacy, forgetPerson, isSilent, setConsent } from "./privacy.ts";
import { quietly } from "./quietly.ts";
import { sendAgain, sendBeacons, sendSoon } from "./send.ts";
import { setSettings, settings } from "./settings.ts";

declare const VERSION: string;

type Calls = Omit<Landed, "version" | "on">;
type Call = (...given: never[]) => unknown;

/** Calls made before `init`, in their order. */
const early: (() => unknown)[] = [];

const calls: Calls = {
  init(said: Settings) {
    const isFirst = !settings;
    setSettings(said);
    become(said.customer ? (said as Person) : person);
    if (isFirst) watchPage();
    for (const call of early.splice(0)) call();
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
    if (!isSilent()) askAbout(feature);
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
    const file = await files.debug();
    file.start(landed, files, wanted);
  },
};

export const landed = { version: VERSION, on } as unknown as Landed;
for (const [name, call] of Object.entries(calls) as [keyof Calls, Call][])
  landed[name] = quietly((...given: never[]) =>
    // Nothing is lost for being said before `init`.
    settings || name === "init" || name === "debug"
      ? call(...given)
      : early.push(() => call(...given)),
  );

/** Somebody else is here: prompts go, and what is on the screen is seen anew. */
function become(next?: Person): void {
  setPerson(next);
  applyPrivacy();
  emit("person", {});
  resumeAsk();
  sendSoon();
}

function watchPage(): void {
  watchElements();
  addEventListener("online", quietly(sendAgain));
  addEventListener(
    "visibilitychange",
    quietly(() => document.hidden && sendBeacons()),
  );
}
