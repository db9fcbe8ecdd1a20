// Cuts what waits into requests: one person each, no larger than it may be.

import type { Waiting } from "./outbox.ts";

/** Most signals in one request. */
const SIGNALS = 100;
/** Room for what stands around the signals, in bytes. */
const FRAME = 500;

export interface Batch {
  sender: string;
  proof: string;
  signals: Waiting[];
  bytes: number;
  /** The question whether to ask, as JSON text. */
  ask?: string;
}

/** `here` is whoever is using the product now: what waits for them goes with their newest proof. */
export function toBatches(
  waiting: readonly Waiting[],
  here: Pick<Waiting, "sender" | "proof">,
  limit: number,
): Batch[] {
  const batches: Batch[] = [];
  for (const each of waiting) {
    const { sender } = each;
    const proof = sender === here.sender ? here.proof : each.proof;
    const bytes = byteLength(each.signal);
    let batch = batches.find(
      (one) =>
        one.sender === sender &&
        one.proof === proof &&
        one.bytes + bytes <= limit &&
        one.signals.length < SIGNALS,
    );
    if (!batch) {
      batch = { sender, proof, signals: [], bytes: FRAME + byteLength(sender + proof) };
      batches.push(batch);
    }
    batch.signals.push(each);
    batch.bytes += bytes + 1;
  }
  return batches;
}

/**
 * The request's text. It is put together from texts that are JSON already, so that a page which
 * changes how arrays are written cannot change what is sent. `skew` is added to the browser's clock, ms.
 */
export function toBody({ sender, proof, signals, ask }: Batch, skew: number): string {
  const shifted = signals.map(({ signal }) =>
    signal.replace(/"(at|edited)":(\d+)/g, (_, field, at) => `"${field}":${+at + skew}`),
  );
  return `{${sender}${proof},"sent":${Date.now() + skew},"signals":[${shifted.join()}]${ask ? `,"ask":${ask}` : ""}}`;
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
