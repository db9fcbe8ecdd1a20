// The records of an export that customers made: people, answers, journeys and the ledger.

import { dayToText } from "../../../contract/day.ts";
import type { LineOf } from "../../../contract/export.ts";
import { MILESTONES, type MilestoneName } from "../../ledger/milestones.ts";
import type { AnswerTable, JourneyTable, LedgerTable, TriageTable } from "../../schema.ts";
import { momentOf, type Ref } from "./export-catalogue.ts";

type Name = (kept: string) => string;

export type AnswerRow = Omit<AnswerTable, "rowid"> & Partial<Nulls<Omit<TriageTable, "answer">>>;
type Nulls<T> = { [K in keyof T]: T[K] | null };

export function answerRecord(row: AnswerRow, ref: Ref, name: Name): LineOf<"answer"> {
  return {
    kind: "answer",
    ...ref,
    subject: name(row.subject),
    customer: name(row.customer),
    at: momentOf(row.at),
    day: dayToText(row.on_day),
    account: row.account === "" ? null : name(row.account),
    helped: row.helped === 1,
    comment: row.comment,
    page: row.page,
    locale: row.locale,
    proven: row.proven === 1,
    granted: row.granted === 1,
    edited: momentOf(row.edited),
    ...(typeof row.tags === "string" && {
      triage: {
        tags: JSON.parse(row.tags) as string[],
        hidden: row.hidden === 1,
        note: row.note ?? null,
      },
    }),
  };
}

export function journeyRecord(row: JourneyTable, ref: Ref, name: Name): LineOf<"journey"> {
  return {
    kind: "journey",
    ...ref,
    subject: name(row.subject),
    ...reached("seenOn", row.seen_on),
    ...reached("usedOn", row.used_on),
    ...reached("returnedOn", row.returned_on),
    ...reached("lastUsedWeek", row.last_used_on),
    ...reached("askedOn", row.asked_on),
    ...reached("dismissedOn", row.dismissed_on),
    ...(row.answered_at !== null && { answeredAt: momentOf(row.answered_at) }),
    ...reached("answeredOn", row.answered_on),
    ...(row.helped !== null && { helped: row.helped === 1 }),
    ...(row.again !== null && {
      again: (JSON.parse(row.again) as [number, 0 | 1][]).map(
        ([day, helped]): [string, boolean] => [dayToText(day), helped === 1],
      ),
    }),
  };
}

function reached<Field extends string>(field: Field, day: number | null) {
  return day === null ? {} : ({ [field]: dayToText(day) } as { [F in Field]: string });
}

/** The ledger's columns as a record names them. */
export const CELLS = {
  seen: "seen",
  used: "used",
  returned: "returned",
  last_used: "lastUsed",
  asked: "asked",
  dismissed: "dismissed",
  helped: "helped",
  unhelped: "unhelped",
  again_helped: "againHelped",
  again_unhelped: "againUnhelped",
} as const satisfies Record<MilestoneName, keyof LineOf<"ledger">["customers"]>;

export function ledgerRecord(row: LedgerTable, ref: Ref): LineOf<"ledger"> {
  return {
    kind: "ledger",
    ...ref,
    day: dayToText(row.day),
    customers: cellsOf(row, "customers"),
    accounts: cellsOf(row, "accounts"),
  };
}

function cellsOf(row: LedgerTable, whose: "customers" | "accounts"): LineOf<"ledger">["customers"] {
  const counted = MILESTONES.filter((milestone) => row[`${whose}_${milestone}`] !== 0);
  return Object.fromEntries(
    counted.map((milestone) => [CELLS[milestone], row[`${whose}_${milestone}`]]),
  );
}
