// What the first file lends to this one, by name.

import type { Lent } from "../core/lend.ts";

export function coreOf([
  settings,
  isHere,
  note,
  send,
  post,
  on,
  emit,
  namesOf,
  read,
  write,
  fromNow,
]: Lent) {
  return {
    settings,
    isHere,
    note,
    send,
    post,
    on,
    emit,
    namesOf,
    read,
    write,
    fromNow,
  };
}

export type Core = ReturnType<typeof coreOf>;
