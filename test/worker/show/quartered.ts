// Features shipped in given quarters, with customers whose signals lead to given verdicts.

import { type Day, dayToText } from "../../../contract/day.ts";
import { quarterAfter, quarterOf, spanOf } from "../../../contract/quarter.ts";
import { ask, type Product } from "../product.ts";
import { crowd, DAY_MS, shipped, tell } from "./life.ts";

export interface Quarter {
  id: string;
  from: Day;
  to: Day;
}

export function today(): Day {
  return Math.floor(Date.now() / DAY_MS);
}

/** The quarter so many quarters from the running one, in UTC. */
export function quarter(by: number, fiscalStartMonth = 1): Quarter {
  const id = quarterAfter(quarterOf(today(), fiscalStartMonth), by) ?? "";
  const span = spanOf(id, fiscalStartMonth);
  if (!span) throw new Error(`${id} is no quarter`);
  return { id, ...span };
}

const ago = (day: Day) => today() - day;

/** What customers say of a feature that was shipped on a day: settled 30 days later, or never. */
export type Reception = "landed" | "contradicted" | "undecided";

const YES: Record<Reception, number | undefined> = {
  landed: 38,
  contradicted: 2,
  undecided: undefined,
};

/** Ships a feature on a day, and has forty people use it and say what they think. */
export async function received(
  product: Product,
  feature: string,
  given: { on: Day; reception: Reception; value?: string },
): Promise<void> {
  const { on, reception, value } = given;
  await shipped(product, feature, ago(on), value === undefined ? {} : { value });
  const yes = YES[reception];
  const people = { feature, people: 40, usedAgo: ago(on), answeredAgo: ago(on + 2) };
  const signals = crowd({ ...people, ...(yes !== undefined && { yes }) });
  if (reception !== "undecided") await tell(product, signals);
}

export async function view(product: Product, id: string, search = "") {
  const answer = await ask(product, "GET /projects/{project}/quarters/{quarter}", {
    params: { quarter: id },
    search,
  });
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.json;
}

export async function list(product: Product, search = "") {
  const answer = await ask(product, "GET /projects/{project}/quarters", { search });
  if (answer.status !== 200) throw new Error(answer.text);
  return answer.json;
}

export function putGoal(product: Product, quarter: string, feature: string, value: unknown) {
  return ask(product, "PUT /projects/{project}/quarters/{quarter}/goals/{feature}", {
    params: { quarter, feature },
    body: { value },
  });
}

export function dropGoal(product: Product, quarter: string, feature: string) {
  return ask(product, "DELETE /projects/{project}/quarters/{quarter}/goals/{feature}", {
    params: { quarter, feature },
  });
}

export function decide(
  product: Product,
  [quarter, feature, iteration]: [string, string, string],
  body: unknown,
) {
  return ask(
    product,
    "PUT /projects/{project}/quarters/{quarter}/decisions/{feature}/{iteration}",
    { params: { quarter, feature, iteration }, body },
  );
}

export function close(product: Product, quarter: string) {
  return ask(product, "POST /projects/{project}/quarters/{quarter}/close", {
    params: { quarter },
  });
}

export async function lastAudit(product: Product) {
  const answer = await ask(product, "GET /projects/{project}/audit", { search: "?limit=1" });
  return answer.json.items[0];
}

export const text = dayToText;
