// A partner of a definition of done may be a member of the project; nobody else is named by an id.

import { query, rows } from "../../database.ts";
import type { Env } from "../../env.ts";
import { invalid, type Refusal } from "../../problem.ts";
import type { Change } from "../features/feature-settings.ts";

/** Why partners cannot be named like this, or null. */
export async function whyNoPartners(
  env: Env,
  project: string,
  partners: Change["partners"],
): Promise<Refusal | null> {
  if (!partners?.some(({ member }) => member != null)) return null;
  const members = await rows(
    env.DB,
    query.selectFrom("member").where("project", "=", project).select("id"),
  );
  const known = new Set(members.map(({ id }) => id));
  const stranger = partners.findIndex(({ member }) => member != null && !known.has(member));
  if (stranger < 0) return null;
  return invalid(`partners.${stranger}.member`, "is the id of nobody in this project");
}
