// The partners of a definition of done: whose word is needed, and who may give it.

import { first, query } from "../../database.ts";
import type { Env } from "../../env.ts";
import type { Caller } from "../../handler.ts";
import type { Feature } from "../../ledger/catalogue.ts";
import { forbidden, invalid, type Refusal } from "../../problem.ts";

/** A partner as a feature's settings keep it. */
interface Partner {
  name: string;
  /** A member's id: nobody else speaks for this partner. */
  member?: string | null;
  /** Who speaks for it holds at least this role. */
  role?: "editor" | "owner" | null;
}

/** Whoever wants to speak, and where. */
interface Speaker {
  env: Env;
  caller: Caller;
  role: "viewer" | "editor" | "owner" | null;
  project: string;
}

/** The partner that is named; null where the definition of done names none and one word is enough. */
export function partnerNamed(
  { partners }: Pick<Feature, "partners">,
  name: string | undefined,
): Partner | null | Refusal {
  const known = JSON.parse(partners) as Partner[];
  if (known.length === 0 && name === undefined) return null;
  if (known.length === 0) return invalid("partner", "this feature names no partners; leave it out");
  const names = known.map((each) => each.name).join(", ");
  const partner = known.find((each) => each.name === name);
  return partner ?? invalid("partner", `is none of the partners, which are: ${names}`);
}

/**
 * Why a caller may not speak for a partner; null if they may. A partner that is a member is spoken for by that
 * person alone: not by an owner, and not by a token, which is nobody. Any other one is spoken for by whoever
 * holds the role, a token included, which signs under its own name.
 */
export async function whySilent(speaker: Speaker, partner: Partner): Promise<Refusal | null> {
  if (partner.role === "owner" && speaker.role !== "owner")
    return forbidden(`Only an owner speaks for ${partner.name}; your role is ${speaker.role}.`);
  if (partner.member == null || (await isMember(speaker, partner.member))) return null;
  return forbidden(`Only the member named for ${partner.name} speaks for it.`);
}

async function isMember({ env, caller, project }: Speaker, member: string): Promise<boolean> {
  if (caller.kind !== "session") return false;
  const own = await first(
    env.DB,
    query
      .selectFrom("member")
      .where("id", "=", member)
      .where("project", "=", project)
      .where("user", "=", caller.id)
      .select("id"),
  );
  return own !== undefined;
}
