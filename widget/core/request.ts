// What one request holds: signals of one person, as many as there is room for.

import type { Waiting } from "./outbox.ts";

/** One request's worth of the list. `room` is in characters, each of at most 3 bytes. */
export function firstBatch(list: Waiting[], room: number): Waiting[] {
  const [first] = list;
  return list.filter((each) => {
    if (each.sender !== first?.sender || each.proof !== first.proof) return false;
    room -= each.signal.length;
    return room > 0 || each === first;
  });
}

/**
 * The request's text, put together from texts that are JSON already: a page that changes how arrays are
 * written does not change what is sent. `skew` is what is to be added to the browser's clock, ms.
 */
export function bodyOf(batch: Waiting[], skew: number): string {
  const signals = batch.flatMap(({ signal }) => signal || []).join();
  const shifted = signals.replace(
    /("(?:at|edited)":)(\d+)/g,
    (_, field, at) => field + (+at + skew),
  );
  const ask = batch.at(-1)?.ask ?? "";
  return `{${batch[0]?.sender}${batch[0]?.proof},"sent":${Date.now() + skew},"signals":[${shifted}]${ask}}`;
}
