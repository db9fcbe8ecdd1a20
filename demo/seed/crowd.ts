// Sends the crowd's signals as a back end does its history: with the secret key, a thousand at a time.

import type { Day } from "../../contract/day.ts";
import { SECRET_SIGNALS } from "../../contract/limits.ts";
import type { Signal, SignalsAnswer } from "../../contract/signals.ts";
import { crowdOf } from "../crowd.ts";
import { features } from "../features/all.ts";

/** Tries of one batch before the seed gives up. */
const TRIES = 5;

/** Where to, and how far it is. */
export interface Sending {
  url: string;
  secretKey: string;
  anchor: Day;
  onProgress: (done: number, all: number) => void;
}

/** Sends everything. It may be broken off and begun again: what is known already changes nothing. */
export async function sendCrowd({ url, secretKey, anchor, onProgress }: Sending): Promise<void> {
  const batches = batchesOf(crowdOf(features, anchor));
  for (const [index, signals] of batches.entries()) {
    await send(url, secretKey, signals);
    onProgress(index + 1, batches.length);
  }
}

/** By time, so that the story could be watched while it arrives. */
function batchesOf(signals: Signal[]): Signal[][] {
  const inOrder = signals.toSorted((a, b) => a.at - b.at);
  const batches: Signal[][] = [];
  for (let start = 0; start < inOrder.length; start += SECRET_SIGNALS)
    batches.push(inOrder.slice(start, start + SECRET_SIGNALS));
  return batches;
}

async function send(
  url: string,
  secretKey: string,
  signals: Signal[],
  tries = TRIES,
): Promise<void> {
  const response = await fetch(`${url}/v1/signals`, {
    method: "POST",
    headers: { authorization: `Bearer ${secretKey}`, "content-type": "application/json" },
    body: JSON.stringify({ customer: "ledgerly-history", signals }),
  }).catch(() => null);
  if (response?.status === 202) return mustBeAccepted(await response.json(), signals.length);
  const isPassing = response === null || response.status === 429 || response.status >= 500;
  if (!isPassing || tries === 0)
    throw new Error(
      `the crowd's signals were not taken: ${response?.status} ${await response?.text()}`,
    );
  const wait = Number(response?.headers.get("retry-after") ?? 1);
  await new Promise((resolve) => setTimeout(resolve, wait * 1000));
  return send(url, secretKey, signals, tries - 1);
}

function mustBeAccepted(answer: unknown, sent: number): void {
  const { accepted, rejected } = answer as SignalsAnswer;
  if (accepted !== sent) throw new Error(`a signal was refused: ${JSON.stringify(rejected[0])}`);
}
