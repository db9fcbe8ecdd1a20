// The places on a feature's definition of done where somebody signs.

import type { FeatureDetail } from "../../contract/api/features.ts";

export interface Place {
  /** As the API names it; null where no partners are agreed. */
  partner: string | null;
  name: string;
  /** Whose word it is, in words; empty where anybody may give it. */
  who: string;
  signature: FeatureDetail["confirmation"]["partners"][number] | null;
}

/** A place for each partner; without partners there is one, for any editor. */
export function placesOf({ partners, confirmation }: FeatureDetail): Place[] {
  const signatureOf = (partner: string | null) =>
    confirmation.partners.find((one) => one.partner === partner) ?? null;
  if (partners.length === 0)
    return [{ partner: null, name: "The team", who: "any editor", signature: signatureOf(null) }];
  return partners.map(({ name, role, member }) => ({
    partner: name,
    name,
    who: member ? "by one member" : role ? `by any ${role}` : "",
    signature: signatureOf(name),
  }));
}
