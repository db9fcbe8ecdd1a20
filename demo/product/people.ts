// Who can be signed in to Ledgerly in the demo: five customers, somebody new at will, or nobody.

import { hashOf } from "../crowd/random.ts";

/** Whoever is signed in, as Ledgerly's own back end knows them. */
export interface Person {
  id: string;
  name: string;
  firm: string;
  account: string;
  city: string;
}

/** The customers that the switch offers, each of another firm. None is among the crowd. */
export const PEOPLE: readonly Person[] = [
  {
    id: "hanna",
    name: "Hanna Berg",
    firm: "Nordlicht Studio",
    account: "nordlicht",
    city: "Hamburg",
  },
  { id: "tom", name: "Tom Okafor", firm: "Okafor & Sons", account: "okafor", city: "Leeds" },
  {
    id: "claire",
    name: "Claire Fontaine",
    firm: "Atelier Fontaine",
    account: "fontaine",
    city: "Lyon",
  },
  {
    id: "giulia",
    name: "Giulia Marchetti",
    firm: "Marchetti Ceramiche",
    account: "marchetti",
    city: "Faenza",
  },
  {
    id: "diego",
    name: "Diego Serrano",
    firm: "Serrano Solar",
    account: "serrano",
    city: "Seville",
  },
];

const FIRST_NAMES = ["Ines", "Noah", "Marta", "Emil", "Leila", "Oscar", "Aiko", "Pavel"];
const LAST_NAMES = ["Vogel", "Moreau", "Silva", "Novak", "Keller", "Byrne", "Costa", "Lind"];
const NEWCOMER = /^new-[a-z0-9]{8}$/;

/** The person of a session, or null where nobody is signed in. An unknown session is the first person's. */
export function personOf(session: string | undefined): Person | null {
  if (session === "nobody") return null;
  if (session !== undefined && NEWCOMER.test(session)) return newcomer(session);
  return PEOPLE.find(({ id }) => id === session) ?? (PEOPLE[0] as Person);
}

/** A session for somebody who has never been here. */
export function newSession(): string {
  return `new-${crypto.randomUUID().replaceAll("-", "").slice(0, 8)}`;
}

/** Newcomers are colleagues at the first firm; their name follows from their session. */
function newcomer(id: string): Person {
  const number = hashOf(id) >>> 0;
  const first = FIRST_NAMES[number % FIRST_NAMES.length];
  const last = LAST_NAMES[(number >>> 8) % LAST_NAMES.length];
  return { ...(PEOPLE[0] as Person), id, name: `${first} ${last}` };
}
