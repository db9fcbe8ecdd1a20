// The numbered cases of trust, shown by tests whose names bear their number in brackets; and the numbered faults.

/** A case, or the reason why there is nothing yet for it to be about. */
export interface Case {
  says: string;
  later?: string;
}

const NO_WEBHOOKS = "there are no webhooks yet";

/** C01 and on: what must hold. T01 and on: how somebody would try to break it. */
export const CASES: Record<string, Case> = {
  C01: { says: "without credentials the API answers nothing" },
  C02: { says: "another project's ids are nowhere" },
  C03: { says: "a viewer changes nothing" },
  C04: { says: "a token that is not good, or not for that, opens nothing" },
  C05: { says: "an altered or ended session's cookie opens nothing" },
  C06: { says: "another site changes nothing with a visitor's cookie" },
  C07: { says: "a link works once, in time, and leads nowhere else" },
  C08: { says: "a project keeps an owner" },
  C09: { says: "redirects stay here; the API is not cached, not framed" },
  C10: { says: "a key that is unknown, revoked or misplaced is refused" },
  C11: { says: "an origin that is not allowed is refused" },
  C12: { says: "hostile input is refused by name and breaks nothing" },
  C13: { says: "invented features end at 200" },
  C14: { says: "a clock that is off is believed or refused as written" },
  C15: { says: "floods are turned away, and cost nobody else anything" },
  C16: { says: "nothing is echoed as more than JSON; other origins see only what they may" },
  C17: { says: "a proof that is not exactly right is no proof" },
  C18: { says: "where proof is required, no other answer moves a verdict" },
  C19: { says: "one person is one vote" },
  C20: { says: "a burst is seen, named, and excluded by a named act" },
  C21: { says: "an unproven answer that nobody was asked for does not count" },
  C22: { says: "a rotated secret leaves one before it valid" },
  C23: { says: "what people wrote is text wherever it is shown" },
  C24: { says: "no cell of a spreadsheet computes" },
  C25: { says: "the dashboard's policy is strict, Trusted Types on" },
  C26: { says: "webhooks reach nothing private", later: NO_WEBHOOKS },
  C27: { says: "an import that is hostile or cut short leaves nothing" },
  C28: { says: "nobody stands in a table, a log or an error" },
  C29: { says: "nothing of ours disturbs the page it is on" },
  C30: { says: "a server in trouble changes nothing that customers see" },
  T01: { says: "proofs of others, altered, unsigned" },
  T02: { says: "proofs beside other accounts and look-alike ids" },
  T03: { says: "proofs too long, too old, too early, rotated away" },
  T04: { says: "200 invented yes where proof is required" },
  T05: { says: "a thousand invented people where it is not" },
  T06: { says: "a hundred answers of one person over ten connections" },
  T07: { says: "origins that look alike" },
  T08: { says: "keys and tokens in the wrong place" },
  T09: { says: "another project's ids on every operation" },
  T10: { says: "every operation by every kind of caller" },
  T11: { says: "fields that are not a caller's to set" },
  T12: { says: "asking whom one may not know about" },
  T13: { says: "forged requests of another site, on every operation" },
  T14: { says: "claiming a fresh deployment" },
  T15: { says: "links opened by scanners, twice, late, at once" },
  T16: { says: "cookies planted, kept, doubled" },
  T17: { says: "guessing tokens and addresses" },
  T18: { says: "headers that other set-ups trust" },
  T19: { says: "markup in every text, on every page" },
  T20: { says: "formulas in spreadsheets" },
  T21: { says: "markup in Markdown" },
  T22: { says: "webhooks to private places", later: NO_WEBHOOKS },
  T23: { says: "searches and cursors that are queries themselves" },
  T24: { says: "a doctored export" },
  T25: { says: "bodies too large, too deep, or no JSON" },
  T26: { says: "claiming other addresses to be counted anew" },
  T27: { says: "inventing features, labels and people" },
  T28: { says: "personal data looked for wherever it could be kept" },
  T29: { says: "whoever was erased comes back; a change without its line" },
  T30: { says: "redirects, frames and caches" },
};

/** R01 and on: what may break under the server. A test's name begins with the number of the fault that it tries. */
export const FAULTS: Record<string, string> = {
  R01: "the server is killed under load",
  R02: "a request is answered before the queue has its message",
  R03: "facts are repeated, reordered, split and interleaved",
  R04: "the same facts arrive on another day",
  R05: "the client's clock is off",
  R06: "storage fails for a while, before or after it commits",
  R07: "storage does not answer",
  R08: "the disk is full, or the day's quota used up",
  R09: "the queue delivers again, out of order, to two consumers",
  R10: "messages that cannot be folded",
  R11: "the consumer is down for days",
  R12: "the queue refuses",
  R13: "migrations are killed, and Workers meet other tables than their own",
  R14: "more arrives than can be taken",
  R15: "somebody is erased while their signals arrive",
  R16: "an earlier copy is put back, and a project is moved",
  R17: "a ledger is changed by hand",
  R18: "days of odd time zones and changes of the clock",
};

/** The faults that a test file tries. */
export function faultsIn(source: string): string[] {
  return [...source.matchAll(/"(R\d\d) /g)].map(([, number = ""]) => number);
}

/** The numbers that a test's name bears. */
export function casesIn(name: string): string[] {
  return [...name.matchAll(/\[([CT]\d\d)\]/g)].map(([, number = ""]) => number);
}
