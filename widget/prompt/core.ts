// What the first file lends to this one, by name.

import type { lend } from "../core/lend.ts";

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
]: ReturnType<typeof lend>) {
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
