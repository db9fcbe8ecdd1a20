// Does what the server says when it does not simply take a batch: wait, mend the clock, or give a signal up.

import type { RejectedSignal } from "../../contract/signals.ts";
import { SKEW, skewOf } from "../core/clock.ts";
import type { Core } from "../core/lend.ts";
import type { Answer } from "../core/more.ts";
import { type Batch, OUTBOX } from "../core/outbox.ts";
import { FIRST_WAIT_MS, spread, WAIT } from "../core/wait.ts";

/** No failure makes the wait longer than this; ms. */
const LONGEST_WAIT_MS = 3_600_000;
/** A failure so long after the last wait is a first one again; ms. */
const CALM_MS = 300_000;
/** A smaller difference of clocks is the network's, and mending it would never end; ms. */
const WORTH_MENDING_MS = 60_000;

/** A word of the server's; all of it may be missing, for anybody may stand in its place. */
export interface Word {
  status: number;
  /** `Retry-After`: seconds, or a date. */
  wish: string | null;
  answer: (Answer & { errors?: RejectedSignal[] }) | null | undefined;
}

/** Names of signals that the server would not take. */
export const refused = new Set<string>();

let failures = 0;
/** Until when it was waited last, in ms since 1970. */
let waited = 0;

/** Nothing is returned when the batch has to be sent again. */
export function heed(core: Core, batch: Batch, { status, wish, answer }: Word): Answer | undefined {
  const said = answer ?? {};
  const isFinal = status > 399 && status < 500 && status !== 429;
  if (said.accepted === undefined && !isFinal) return backOff(core, wish);
  failures = 0;
  if (!said.accepted && mendClock(core, said.now)) return;
  giveUp(core, batch, status, said.rejected ?? said.errors);
  return said;
}

function backOff({ write }: Core, wish: string | null): undefined {
  if (Date.now() > waited + CALM_MS) failures = 0;
  const wait = Math.min(FIRST_WAIT_MS * 4 ** failures++, LONGEST_WAIT_MS);
  waited = Date.now() + spread(Math.max(wait, wishedMs(wish)));
  write(WAIT, `${waited}`);
}

function wishedMs(wish: string | null): number {
  return Number(wish) * 1_000 || Date.parse(wish ?? "") - Date.now() || 0;
}

function giveUp(
  core: Core,
  { list }: Batch,
  status: number,
  rejected: RejectedSignal[] = [],
): void {
  for (const [index, [name]] of list.entries()) {
    const said = rejected.find((each) => each.index === index)?.reason;
    const reason = said ?? (status > 399 && "refused");
    if (!reason) continue;
    refused.add(name);
    core.emit("error", { reason, status });
  }
}

/** Takes the server's word for the time, and moves all that waits by as much. Whether that changes anything. */
function mendClock({ namesOf, read, write }: Core, serverNow = 0): boolean {
  const skew = serverNow && serverNow - Date.now();
  const ahead = serverNow && skew - skewOf(read);
  if (!(Math.abs(ahead) >= WORTH_MENDING_MS)) return false;
  write(SKEW, `${skew}`);
  for (const name of namesOf(OUTBOX)) write(name, shifted(read(name), ahead));
  return true;
}

/** What people wrote is not touched: a quotation mark inside a text has a backslash before it. */
function shifted(signal: string, ms: number): string {
  return signal.replace(/("(?:at|edited)":)(\d+)/g, (_, field, at) => field + (+at + ms));
}
