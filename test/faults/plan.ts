// What the customers of a test do, made from their numbers alone, and what the counts must be after all of it.

export const DAY_MS = 86_400_000;
/** Noon, UTC, of yesterday. */
const NOON = Math.floor(Date.now() / DAY_MS) * DAY_MS - DAY_MS / 2;
export const FEATURES = ["export", "import", "search"] as const;
const SIGNALS_EACH = 5;
const ACCOUNTS = 97;
/** Accounts have about twenty people each, told of by requests that overlap in time. */
const accountOf = (person: number) =>
  `account-${Math.floor(person / (20 * ACCOUNTS))}-${person % ACCOUNTS}`;

export interface Signal {
  kind: string;
  feature: string;
  customer: string;
  account: string;
  at: number;
  [more: string]: unknown;
}

/** How many people of a feature came how far. */
export interface Funnel {
  seen: number;
  used: number;
  returned: number;
  answered: number;
  helped: number;
}

export const featureOf = (person: number) => FEATURES[person % FEATURES.length] ?? "export";
/** What only this person wrote, so that it can be found again. */
export const commentOf = (person: number) => `written by person ${person}`;
const hasHelped = (person: number) => person % 7 !== 0;
const dayOf = (person: number) => NOON - (20 + (person % 20)) * DAY_MS;

/** Five facts of one person: seen, used on two days, asked, answered. */
export function signalsOf(person: number): Signal[] {
  const own = {
    feature: featureOf(person),
    customer: `customer-${person}`,
    account: accountOf(person),
  };
  const day = dayOf(person);
  return [
    { kind: "seen", ...own, at: day },
    { kind: "used", ...own, at: day + DAY_MS },
    { kind: "used", ...own, at: day + (3 + (person % 9)) * DAY_MS },
    { kind: "asked", ...own, at: day + DAY_MS },
    {
      kind: "answered",
      ...own,
      at: day + DAY_MS + person,
      helped: hasHelped(person),
      comment: commentOf(person),
    },
  ];
}

/** The requests of a back end that tells of so many people, with about so many signals each. */
export function requestsOf(
  people: number,
  signals: number,
): { people: number[]; signals: Signal[] }[] {
  const each = Math.floor(signals / SIGNALS_EACH);
  const requests = [];
  for (let first = 0; first < people; first += each) {
    const own = Array.from({ length: Math.min(each, people - first) }, (_, index) => first + index);
    requests.push({ people: own, signals: own.flatMap(signalsOf) });
  }
  return requests;
}

/** What is true of a feature after all of these people were heard, once each. */
export function expectedOf(feature: string, people: number): Funnel {
  const own = Array.from({ length: people }, (_, index) => index).filter(
    (person) => featureOf(person) === feature,
  );
  const all = own.length;
  const helped = own.filter(hasHelped).length;
  return { seen: all, used: all, returned: all, answered: all, helped };
}
