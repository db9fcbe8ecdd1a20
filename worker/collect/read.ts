// Reads a request's signals one by one, so that a bad one does not spoil the good.

import type { Rejection, Signal } from "../../contract/signals.ts";
import { signal as signalSchema } from "../../contract/signals.ts";

/** A signal as read, or why not; `index` is its place in the request. */
export type ReadSignal =
  | { index: number; signal: Signal }
  | { index: number; reason: Rejection; field?: string };

/** Checks every signal's shape. Only a back end may speak for several customers at once. */
export function readSignals(signals: readonly unknown[], backEnd: boolean): ReadSignal[] {
  return signals.map((value, index) => {
    const read = signalSchema.safeParse(value);
    if (!read.success) return { index, ...fault(read.error.issues[0]) };
    const foreign = backEnd ? undefined : foreignField(read.data);
    if (foreign) return { index, reason: "unknown-field", field: foreign };
    return { index, signal: read.data };
  });
}

/** The feature keys that a request names, each once: what the catalogue is asked for. */
export function namedFeatures(read: readonly ReadSignal[], ask?: { feature: string }): string[] {
  const keys = read.flatMap((each) => ("signal" in each ? (each.signal.feature ?? []) : []));
  return [...new Set(ask ? [...keys, ask.feature] : keys)];
}

function foreignField(signal: Signal): string | undefined {
  return (["customer", "account"] as const).find((field) => signal[field] !== undefined);
}

interface Issue {
  code: string;
  path: PropertyKey[];
  keys?: string[];
}

/** What is no object at all lacks the first field that tells a signal's form. */
function fault(issue: unknown): { reason: Rejection; field?: string } {
  const { code, path, keys } = issue as Issue;
  if (code === "unrecognized_keys" && keys?.[0] !== undefined)
    return { reason: "unknown-field", field: keys[0] };
  return { reason: "invalid", field: String(path[0] ?? "kind") };
}
