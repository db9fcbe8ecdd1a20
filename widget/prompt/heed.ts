// Does what the server says when it does not simply take a batch: wait, mend the clock, or give a signal up.

import type { RejectedSignal } from "../../contract/signals.ts";
import type { Answer } from "../core/more.ts";
import { OUTBOX, SKEW, WAIT, WAITING } from "../core/names.ts";
import type { Batch } from "../core/outbox.ts";
import type { Core } from "./core.ts";

/** After a first failure, in ms; each further one quadruples it. */
const FIRST_WAIT_MS = 5_000;
/** No failure makes the wait longer than this; ms. */
const LONGEST_WAIT_MS = 3_600_000;
/** A failure so long after the last wait is a first one again; ms. */
const CALM_MS = 300_000;
/** What has been put right goes again after this, so that it can never be a storm; ms. */
const SOON_MS = 1_000;
/** A smaller difference of clocks is the network's, and mending it would never end; ms. */
const WORTH_MENDING_MS = 60_000;

/** Whoever says another time of day again and again on one page is no clock. */
const MOST_MENDINGS = 5;

/** A word of the server's; all of it may be missing, for anybody may stand in its place. */
export interface Word {
  status: number;
  /** `Retry-After`: seconds, or a date. */
  wish: string | null;
  answer: (Answer & { errors?: RejectedSignal[] }) | null | undefined;
}

/** Names of signals that the server would not take. */
export const refused = new Set<string>();

/** What signals are called since their clock was mended, by what they were called before. */
export const mended = new Map<string, string>();

let failures = 0;
let mendings = 0;
/** Until when it was waited last, in ms since 1970. */
let waited = 0;

/** Nothing is returned when the batch has to be sent again. */
export function heed(core: Core, batch: Batch, { status, wish, answer }: Word): Answer | undefined {
  const said = answer ?? {};
  const isFinal = status > 399 && status < 500 && status !== 429;
  if (said.accepted === undefined && !isFinal) return backOff(core, wish);
  failures = 0;
  const [, ...names] = batch;
  if (isFinal && dropUnreadable(core, names)) return goAgain(core);
  if (!said.accepted && mendClock(core, said.now)) return goAgain(core);
  giveUp(core, names, status, said.rejected ?? said.errors);
  if (said.accepted || names.length === 0) return said;
  // Where nothing that it went with was taken, an ask has not been heard.
  for (const name of names) core.write(name);
  return goAgain(core);
}

function backOff(core: Core, wish: string | null): undefined {
  if (Date.now() > waited + CALM_MS) failures = 0;
  const wait = Math.min(FIRST_WAIT_MS * 4 ** failures++, LONGEST_WAIT_MS);
  waited = Date.now() + spread(Math.max(wait, wishedMs(wish)));
  core.write(WAIT, `${waited}`);
}

/** So many ms, or up to half as many more: not everybody comes back at once. */
function spread(ms: number): number {
  return ms * (1 + Math.random() / 2);
}

function wishedMs(wish: string | null): number {
  return Number(wish) * 1_000 || Date.parse(wish ?? "") - Date.now() || 0;
}

function goAgain(core: Core): undefined {
  core.write(WAIT, `${Date.now() + SOON_MS}`);
}

/** One name that is no JSON spoils the request it goes with. Whether there was one. */
function dropUnreadable(core: Core, names: readonly string[]): boolean {
  const unreadable = names.filter((name) => !isJson(name.slice(OUTBOX.length)));
  for (const name of unreadable) core.write(name);
  return unreadable.length > 0;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function giveUp(
  core: Core,
  names: readonly string[],
  status: number,
  rejected: RejectedSignal[] = [],
): void {
  for (const [index, name] of names.entries()) {
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
  if (!(Math.abs(ahead) >= WORTH_MENDING_MS) || mendings++ >= MOST_MENDINGS) return false;
  write(SKEW, `${skew}`);
  for (const name of namesOf(WAITING)) {
    const anew = shifted(name, ahead);
    const from = read(name);
    write(name);
    write(anew, from);
    mended.set(name, anew);
  }
  return true;
}

/** What is to be added to this browser's clock, in ms. */
export function skewOf(read: Core["read"]): number {
  return Number(read(SKEW)) || 0;
}

/** What people wrote is not touched: a quotation mark inside a text has a backslash before it. */
function shifted(name: string, ms: number): string {
  return name.replace(/("(?:at|edited)":)(\d+)/g, (_, field, at) => field + (+at + ms));
}
