// Who is using the product: as the host says, or a random id that is this browser's alone.

import type { Person } from "../npm/index.d.ts";
import { randomId } from "./random.ts";
import { settings } from "./settings.ts";
import { read, write } from "./storage.ts";

/** A random id is dropped 13 months after it was made, and never prolonged: 395 days, in ms. */
const ID_LIFE_MS = 395 * 86_400_000;

let person: Person | undefined;
let passing = "";

/** Signs in, or out. Whether somebody else is here now. */
export function setPerson(said: Person | undefined): boolean {
  const before = person;
  person = said?.customer ? tidy(said) : undefined;
  if (!person) forgetId();
  return !person || person.customer !== before?.customer || person.account !== before?.account;
}

/** Pages write numbers where ids are text, and nothing where there is none. */
function tidy({ customer, account, proof }: Person): Person {
  return {
    customer: `${customer}`,
    account: account ? `${account}` : undefined,
    proof: proof || undefined,
  };
}

/** Whoever signals are about now. */
export function whoIsHere(): Person {
  return person ?? { customer: settings?.anonymous ? passingId() : ownId() };
}

/** Whether the host has said who this is. */
export function isSignedIn(): boolean {
  return !!person;
}

function passingId(): string {
  passing ||= `~${randomId()}`;
  return passing;
}

function ownId(): string {
  const [id, born] = read("id").split(" ");
  if (id && born && Date.now() - +born < ID_LIFE_MS) return id;
  const made = `~${randomId()}`;
  write("id", `${made} ${Date.now()}`);
  return made;
}

function forgetId(): void {
  passing = "";
  write("id", "");
}
