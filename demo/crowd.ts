// The crowd: everything that 3,000 simulated customers did over two quarters, as signals of the public contract.

import type { Day } from "../contract/day.ts";
import type { Signal } from "../contract/signals.ts";
import { answersOf } from "./crowd/answers.ts";
import { lifeOf } from "./crowd/life.ts";
import { everyone } from "./crowd/people.ts";
import type { DemoFeature } from "./features/feature.ts";

/**
 * All signals until the day before `anchor`, person by person. The same anchor gives the same signals, so they
 * may be sent again from the start at any time. Every one names its customer and account, as a back end's may.
 */
export function crowdOf(features: readonly DemoFeature[], anchor: Day): Signal[] {
  const deeds = everyone().flatMap((customer) => lifeOf(customer, features, anchor));
  const said = answersOf(deeds);
  return deeds.map((deed): Signal => {
    const { kind, feature, customer, at } = deed;
    const { id, account, locale } = customer;
    const fact = { feature: feature.key, customer: id, account, at };
    if (kind !== "answered") return { kind, ...fact };
    const answer = said.get(deed);
    if (!answer) throw new Error("an answer that nothing was said in");
    return { kind, ...fact, ...answer, page: feature.page, locale };
  });
}
