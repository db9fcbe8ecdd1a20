// The lines of an export that a verdict follows from, and the verdict: sums by day, and what else the judge was told.

import { z } from "zod";
import { day } from "../api/route.ts";
import { verdict } from "../api/verdict.ts";
import { terms } from "./catalogue.ts";
import { count, line, ref } from "./fields.ts";

/** What the judge was told besides the ledger, so that anybody can tell it again. */
export const told = z.looseObject({
  attempt: count,
  shippedOn: z.int(),
  terms,
  changes: z.array(z.looseObject({ day: z.int(), from: terms, to: terms, answers: count })),
  checked: z.array(z.int()),
});

/** How many journeys reached each milestone on a day; zeros are left out. */
const cells = z
  .strictObject({
    seen: z.int(),
    used: z.int(),
    returned: z.int(),
    lastUsed: z.int(),
    asked: z.int(),
    dismissed: z.int(),
    helped: z.int(),
    unhelped: z.int(),
    againHelped: z.int(),
    againUnhelped: z.int(),
  })
  .partial();
export const ledger = line("ledger", { ...ref, day, customers: cells, accounts: cells });

export const judged = line("verdict", { ...ref, day, history: told, verdict });
