// What the second file is lent of the first: it would otherwise have a storage and a person of its own.

import { pursue } from "./asking.ts";
import { emit, on } from "./events.ts";
import { type More, setMore } from "./more.ts";
import { note } from "./note.ts";
import { isHere } from "./privacy.ts";
import { send } from "./send.ts";
import { settings } from "./settings.ts";
import { namesOf, read, write } from "./storage.ts";

const core = { settings, isHere, note, send, pursue, on, emit, namesOf, read, write };

export type Core = typeof core;

/** `load` is called when the second file is needed, until it has come. */
export function lendTo(load: () => Promise<{ serve(core: Core): More }>): void {
  let file: More | undefined;
  setMore(async () => {
    file ||= (await load()).serve(core);
    return file;
  });
}
