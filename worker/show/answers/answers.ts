// What customers answered, newest first, and what the team made of it.

import type { answerRoutes } from "../../../contract/api/answers.ts";
import { shardsOf } from "../../env.ts";
import type { Call, Handlers } from "../../handler.ts";
import { invalid, isRefusal, notFound } from "../../problem.ts";
import { type Current, currentOf } from "../current.ts";
import { cursorOf, type Place, placeOf } from "./answer-cursor.ts";
import { readAnswers } from "./answer-rows.ts";
import { findAnswers } from "./answer-search.ts";
import { soughtBy } from "./answer-words.ts";
import { triage } from "./triage.ts";

type Listing = Call<"GET /projects/{project}/features/{feature}/answers">;

const PAGE = 50;
/** Before which every answer lies. */
const START: Place = { at: Number.MAX_SAFE_INTEGER, id: "" };

async function list(call: Listing) {
  const { env, query: asked } = call;
  const current = await currentOf(call);
  if (isRefusal(current)) return current;
  const scope = { env, feature: current.feature.id };
  const before = asked.cursor === undefined ? START : await placeOf(scope, asked.cursor);
  if (before === null) return invalid("cursor", "is not one that this list gave out");
  const sought = asked.q === undefined || asked.q.trim() === "" ? undefined : soughtBy(asked.q);
  if (sought === null) return invalid("q", "search for at most 100 words");
  const iterations = named(current, asked.iteration);
  if (iterations === null) return notFound("iteration");
  const found = await findAnswers(shardsOf(env), {
    iterations,
    helped: flag(asked.helped),
    hidden: flag(asked.hidden),
    tag: asked.tag,
    sought,
    before,
    limit: asked.limit ?? PAGE,
  });
  return {
    items: await readAnswers(env, current, found.places),
    cursor: found.next && (await cursorOf(scope, found.next)),
  };
}

function named({ iterations }: Current, label: string | undefined): number[] | null {
  const wanted = iterations.filter((each) => label === undefined || each.label === label);
  return wanted.length > 0 ? wanted.map(({ id }) => id) : null;
}

function flag(text: "true" | "false" | undefined): boolean | undefined {
  return text === undefined ? undefined : text === "true";
}

export const answerHandlers: Handlers<
  Pick<
    typeof answerRoutes,
    | "GET /projects/{project}/features/{feature}/answers"
    | "PATCH /projects/{project}/answers/{answer}"
  >
> = {
  "GET /projects/{project}/features/{feature}/answers": list,
  "PATCH /projects/{project}/answers/{answer}": triage,
};
