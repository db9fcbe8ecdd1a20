// Answers the question beside a request's signals: whether this person may be asked now.

import { isWidgetId, type SignalsAnswer } from "../../contract/signals.ts";
import { decide } from "../ask/decide.ts";
import type { Fact } from "../ledger/fact.ts";
import { localesOf } from "./locales.ts";
import type { Subjects } from "./people.ts";
import type { Received } from "./received.ts";

/** The ask or the reason there is none; neither where nobody asked, or nobody may know. */
export async function askIfWanted(
  received: Received,
  own: readonly Fact[],
  subjects: Subjects,
): Promise<Pick<SignalsAnswer, "ask" | "why">> {
  const { body, sender, env, now, request, apart } = received;
  const person = subjects.of({}, body);
  // Where proof is required, the answer to an unproven request does not depend on the person at all.
  if (!body.ask || apart || person.internal) return {};
  const shipped = sender.features.get(body.ask.feature);
  const decision = shipped
    ? await decide(
        env,
        {
          project: sender.key.project,
          shipped,
          label: body.ask.iteration,
          customer: person.customer,
          account: person.account,
          token: body.ask.token ?? null,
          inline: body.ask.inline ?? false,
          optedOut: false,
          proofMissing: false,
          own,
          now,
        },
        { locales: localesOf(request, body), rehearse: sender.key.kind === "test" },
      )
    : ({ why: "discovered" } as const);
  return "ask" in decision || isToldWhy(received) ? decision : {};
}

/** A stranger who knows somebody's id learns nothing about them from a reason. */
export function isToldWhy({ sender, body, apart }: Received): boolean {
  return sender.trusted || (isWidgetId(body.customer) && !apart);
}
