// Reads all that verdicts are judged from: ledgers, and what warnings are read from.

import type { Day } from "../../contract/day.ts";
import type { Env } from "../env.ts";
import { startOf } from "../ledger/calendar.ts";
import { readLedgers } from "../ledger/sums.ts";
import { readBursts } from "./bursts.ts";
import type { Evidence, Story } from "./history.ts";
import { readSignedOff } from "./sign-off.ts";

/** The evidence of some iterations of one project as of the end of a day, by iteration. */
export async function readEvidence(
  env: Env,
  stories: readonly Story[],
  until: Day,
): Promise<Map<number, Evidence>> {
  const ids = stories.map(({ iteration }) => iteration.id);
  const end = startOf(until + 1, stories[0]?.timeZone ?? "UTC") - 1;
  const [ledgers, signedOff, bursts] = await Promise.all([
    readLedgers(env, ids),
    readSignedOff(env.DB, stories, end),
    readBursts(env.DB, ids),
  ]);
  return new Map(
    ids.map((id) => {
      const evidence = { ledger: ledgers.get(id) ?? [], signedOff: signedOff.get(id) ?? null };
      return [id, { ...evidence, bursts: bursts.get(id) ?? [] }];
    }),
  );
}
