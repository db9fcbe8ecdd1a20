// Confirmations as the API shows them: who has signed for which partner, and the evidence frozen when all had.

import { sql } from "kysely";
import type { z } from "zod";
import type { confirmation } from "../../../contract/api/features.ts";
import { query, rows, wanted } from "../../database.ts";
import { completing, partnerNames } from "../../standing/sign-off.ts";

export type Confirmation = z.output<typeof confirmation>;

/** Of an iteration that nobody has signed. */
export const UNSIGNED: Confirmation = {
  complete: false,
  overridden: false,
  partners: [],
  frozen: null,
};

/** The confirmations that stand, or stood at a moment, by iteration; one that nobody signed is left out. */
export async function confirmationsOf(
  db: D1Database,
  iterationIds: readonly number[],
  at = Number.MAX_SAFE_INTEGER,
): Promise<Map<number, Confirmation>> {
  const found = await readSignatures(db, iterationIds);
  const byIteration = Map.groupBy(found, ({ iteration }) => iteration);
  return new Map([...byIteration].map(([id, signatures]) => [id, shown(signatures, at)]));
}

/** The daily sums that a signature froze are left out: they are long, and an export holds them. */
async function readSignatures(db: D1Database, iterationIds: readonly number[]) {
  return rows(
    db,
    query
      .selectFrom(wanted(iterationIds))
      .innerJoin("confirmation", "confirmation.iteration", "wanted.value")
      .innerJoin("iteration", "iteration.id", "confirmation.iteration")
      .innerJoin("feature", "feature.id", "iteration.feature")
      .select(["confirmation.iteration", "confirmation.partner", "confirmation.by_name"])
      .select(["confirmation.at", "confirmation.ended_at", "confirmation.note"])
      .select(["confirmation.override", "confirmation.imported", "feature.partners"])
      .select(sql<string>`json_remove(confirmation.frozen, '$.ledger')`.as("frozen"))
      .orderBy("confirmation.id"),
  );
}

type Signature = Awaited<ReturnType<typeof readSignatures>>[number];

function shown(signatures: readonly Signature[], at: number): Confirmation {
  const [first] = signatures;
  const named = partnerNames(first ?? { partners: "[]" });
  const standing = signatures
    .filter((each) => each.at <= at && (each.ended_at === null || each.ended_at > at))
    .sort((a, b) => a.at - b.at);
  const last = completing(named, standing, at);
  return {
    complete: last !== undefined,
    overridden: standing.some(({ override }) => override !== null),
    partners: standing.map(({ partner, by_name, at: signedAt, note, override, imported }) => ({
      partner,
      by: by_name,
      at: new Date(signedAt).toISOString(),
      note,
      override,
      imported: imported === 1,
    })),
    frozen: last ? (JSON.parse(last.frozen) as Confirmation["frozen"]) : null,
  };
}
