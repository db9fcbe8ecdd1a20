// What Ledgerly's back end tells Landed about who is signed in: a JWT that only it can sign.

import { SignJWT } from "jose";
import type { Person } from "./people.ts";

/** Ledgerly as a project of Landed. */
export interface Host {
  /** Where Landed answers. */
  url: string;
  /** The publishable key. */
  key: string;
  project: string;
  identitySecret: string;
}

const GOOD_FOR = "12h";

/** The proof of a person, to stand beside their id on the page. */
export function proofOf(person: Person, { project, identitySecret }: Host): Promise<string> {
  return new SignJWT({ account: person.account })
    .setProtectedHeader({ alg: "HS256" })
    .setSubject(person.id)
    .setAudience(project)
    .setExpirationTime(GOOD_FOR)
    .sign(new TextEncoder().encode(identitySecret));
}
