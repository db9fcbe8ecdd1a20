// The object that pages speak to. Nothing it does ever throws into the page.

import type { Landed, Person, Settings } from "../npm/index.d.ts";
import { lookAgain, onScreen, used, usesOf, watchElements } from "./elements.ts";
import { emit, on } from "./events.ts";
import { type More, more } from "./more.ts";
import { CONSENT } from "./names.ts";
import { noteOnce } from "./note.ts";
import { tryAnew } from "./post.ts";
import { quietly } from "./quietly.ts";
import { askAbout, resume, sendBeacons } from "./send.ts";
import { settings } from "./settings.ts";
import { forget, moveMemory, openStore, write } from "./storage.ts";

declare const VERSION: string;

type Calls = Omit<Landed, "version" | "on">;
type Given = (...given: unknown[]) => unknown;

/** The name of a function of `Landed`, and what it is given. */
type Call = [name: keyof Calls, ...given: unknown[]];

/** What a stub has kept stands in `q`. */
export const page = globalThis as unknown as { landed?: Landed & { q?: Call[] } };

/** Calls made before there is a key, in their order. */
let early: Call[];

const calls = {
  seen: (feature: string) => noteOnce("seen", feature),
  used,
  debug: (wanted?: boolean) => more().then((file) => (file as More).debug(landed, wanted)),
  /** Also to begin anew: somebody else is here, or they have decided about what may be kept. */
  init(said?: Partial<Settings>) {
    Object.assign(settings, said);
    if (settings.key) {
      if (!onScreen) watchPage();
      // Who was not to be recognised is not by being named later: what memory has of them stays there.
      if (!settings.anonymous) moveMemory();
      emit("identify");
      lookAgain();
      resume();
    }
    for (const [name, ...given] of early.splice(0)) (landed[name] as Given)(...given);
  },
  reset() {
    forget("landed.");
    calls.identify();
  },
  identify(said?: Person) {
    settings.customer = settings.account = settings.proof = "";
    calls.init(said);
  },
  optIn() {
    write(CONSENT, "in", true);
    calls.init();
  },
  /** Leaves nothing but that. */
  optOut() {
    forget("landed");
    write(CONSENT, "out", true);
    calls.init();
  },
  ask: askAbout,
};

/** A click only opens a list, puts the cursor into a field, or is on its way to a form. */
const heard: Record<string, (event: Event) => void> = {
  submit: usesOf("*"),
  click: usesOf(":not(form,select,textarea,input:read-write)"),
  change: usesOf(":not(form)"),
  online() {
    tryAnew();
    calls.init();
  },
  visibilitychange: sendBeacons,
};

export const landed = { version: VERSION, on } as unknown as Landed;

/** To be called once. */
function watchPage(): void {
  openStore();
  watchElements();
  for (const kind in heard)
    addEventListener(kind, quietly(heard[kind] as (event: Event) => void), true);
  // The address may ask to see what is decided.
  if (/[?&]landed-[dp]/.test(location as unknown as string)) landed.debug();
}

/** Whether the page has an instance already. */
export function isThere(): boolean {
  return !!page.landed?.version?.at;
}

/** Makes ours the page's instance, with the calls that a stub has kept. */
export function claim(): void {
  early = page.landed?.q || [];
  page.landed = landed;
}

for (const name in calls)
  landed[name as keyof Calls] = quietly((...given: unknown[]) =>
    // Nothing is lost for being said before `init`.
    settings.key || name === "init"
      ? (calls[name as keyof Calls] as Given)(...given)
      : early.push([name as keyof Calls, ...given]),
  );
