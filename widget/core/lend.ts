// What the second file is lent of the first: it would otherwise have a storage and a person of its own.

import { emit, on } from "./events.ts";
import type { More } from "./more.ts";
import { note } from "./note.ts";
import { fromNow } from "./person.ts";
import { post } from "./post.ts";
import { isHere } from "./privacy.ts";
import { send } from "./send.ts";
import { settings } from "./settings.ts";
import { namesOf, read, write } from "./storage.ts";

/** By place, for every page would pay for names. */
function lend() {
  return [settings, isHere, note, send, post, on, emit, namesOf, read, write, fromNow] as const;
}

export type Lent = ReturnType<typeof lend>;

/** What the second file is once it has been lent all that. */
export function lendTo(file: { serve(...lent: Lent): More }): More {
  return file.serve(...lend());
}
