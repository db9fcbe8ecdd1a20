// The lines of an export that tell of customers and accounts, under their pseudonyms.

import { z } from "zod";
import { day, moment } from "../api/route.ts";
import { sentence, stored } from "../api/wording.ts";
import { COMMENT_LENGTH, PAGE_LENGTH } from "../limits.ts";
import { account, customer, flag, line, pseudonym, ref } from "./fields.ts";

export const tombstone = line("tombstone", { customer: pseudonym("c"), erasedAt: moment });
export const person = line("person", {
  customer,
  refusedAt: moment.nullable(),
  askedOn: day.nullable(),
});
export const member = line("member", { account, customer });
export const grant = line("grant", { ...ref, customer, grantedAt: moment });

/** What scrubbing put in place of an address can be longer than the address. */
const KEPT = 2;
export const answer = line("answer", {
  ...ref,
  subject: pseudonym("cua"),
  customer,
  at: moment,
  day,
  account: account.nullable(),
  helped: flag,
  comment: stored(KEPT * COMMENT_LENGTH),
  page: stored(KEPT * PAGE_LENGTH),
  locale: z.string().regex(/^[A-Za-z0-9-]{0,35}$/),
  proven: flag,
  granted: flag,
  edited: moment,
  triage: z
    .strictObject({ tags: z.array(stored(64)).max(20), hidden: flag, note: sentence.nullable() })
    .optional(),
});

/** A milestone that was not reached is left out. */
export const journey = line("journey", {
  ...ref,
  subject: pseudonym("cua"),
  seenOn: day.optional(),
  usedOn: day.optional(),
  returnedOn: day.optional(),
  lastUsedWeek: day.optional(),
  askedOn: day.optional(),
  dismissedOn: day.optional(),
  answeredAt: moment.optional(),
  answeredOn: day.optional(),
  helped: flag.optional(),
  again: z.array(z.tuple([day, flag])).optional(),
});
