// One person by the host's own id: why they are asked or not, all that is kept of them, and forgetting it.

import type { customerRoutes } from "../../../contract/api/customers.ts";
import { isWidgetId } from "../../../contract/signals.ts";
import { explain } from "../../ask/why.ts";
import type { Call, Handlers } from "../../handler.ts";
import { readFeatures } from "../../ledger/catalogue.ts";
import { erase } from "../../ledger/erasing.ts";
import { subjectOf } from "../../ledger/subject.ts";
import { auditLine } from "../../people/audit.ts";
import { notFound } from "../../problem.ts";
import { lookUp } from "./kept-of.ts";

/** The gates as a request with proof would meet them, or one with an id of the widget's. */
async function why({ env, project, body, now }: Call<"POST /projects/{project}/why">) {
  const shipped = (await readFeatures(env.DB, project.id, [body.feature])).get(body.feature);
  if (!shipped) return notFound("feature");
  const name = (kind: "c" | "a", id: string) => subjectOf(env.LANDED_SECRET, project, kind, id);
  return explain(env, {
    project,
    shipped,
    label: body.iteration,
    customer: await name("c", body.customer),
    account: body.account === undefined ? null : await name("a", body.account),
    token: null,
    inline: body.inline ?? false,
    optedOut: false,
    proofMissing: project.require_proof === 1 && isWidgetId(body.customer),
    own: [],
    now,
  });
}

async function find({ env, project, body }: Call<"POST /projects/{project}/customers/lookup">) {
  const customer = await subjectOf(env.LANDED_SECRET, project, "c", body.customer);
  return lookUp(env, project, customer);
}

async function forget(call: Call<"POST /projects/{project}/customers/erase">) {
  const { env, project, body, caller, now } = call;
  const customer = await subjectOf(env.LANDED_SECRET, project, "c", body.customer);
  const line = auditLine(env.DB, {
    project: project.id,
    now,
    by: caller.name,
    action: "customer erased",
    // Whoever was forgotten is not named where they were.
    subject: "a customer",
    before: null,
    after: null,
  });
  const erased = await erase(env, { project, customer, now }, line);
  return { erased: erased.journeys + erased.answers > 0, ...erased };
}

export const customerHandlers: Handlers<typeof customerRoutes> = {
  "POST /projects/{project}/why": why,
  "POST /projects/{project}/customers/lookup": find,
  "POST /projects/{project}/customers/erase": forget,
};
