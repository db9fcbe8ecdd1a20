// What the second file is lent of the first: it would otherwise have a storage and a person of its own.

import { emit, on } from "./events.ts";
import { note } from "./note.ts";
import { fromNow } from "./person.ts";
import { post } from "./post.ts";
import { isHere } from "./privacy.ts";
import { send } from "./send.ts";
import { settings } from "./settings.ts";
import { namesOf, read, write } from "./storage.ts";

/** By place, for every page would pay for names. */
export function lend() {
  return [settings, isHere, note, send, post, on, emit, namesOf, read, write, fromNow] as const;
}
