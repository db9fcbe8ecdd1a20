// Takes the server's word on each signal of a batch: kept, refused for good, or the clock is off.

import type { Batch } from "./batches.ts";
import { mendClock } from "./clock.ts";
import { emit } from "./events.ts";
import { settle } from "./outbox.ts";
import type { Answer } from "./post.ts";
import { senderNow } from "./sender.ts";

/** Names of signals that the server would not take. */
export const refusedNames = new Set<string>();

/** The proof of whoever is here, once it was refused; null while none was. */
let refusedProof: string | null = null;

/** Whether requests like this one were refused on this page: a new proof is waited for. */
export function isRefusedSender({ proof }: Batch): boolean {
  return proof === refusedProof;
}

/** Returns whether the clock was mended, so that what it spoiled is to be sent again. */
export function take(batch: Batch, answer: Answer, status: number): boolean {
  if (status === 401 && batch.sender === senderNow().sender) {
    refusedProof = batch.proof;
    emit("error", { reason: "unauthenticated", status });
    return false;
  }
  const mended = mendClock(answer.now);
  const rejected = new Map(
    (answer.rejected ?? answer.errors)?.map((each) => [each.index, each.reason]),
  );
  let dropped = 0;
  batch.signals.forEach((each, index) => {
    const reason = rejected.get(index);
    if (mended && reason === "clock") return;
    if (status >= 400 || reason) {
      refusedNames.add(each.name);
      dropped++;
    }
    settle(each);
  });
  if (dropped) emit("error", { reason: [...rejected.values()][0] ?? "refused", status, dropped });
  return mended;
}
