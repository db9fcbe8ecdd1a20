// A product in which every text that anybody can write is hostile: people of the team, customers, pages.

import { ask, type Product, report } from "../../worker/product.ts";
import { hostile } from "../../worker/trust/hostile.ts";

const DAY_MS = 86_400_000;

/** The nth hostile text; each place begins elsewhere in the corpus, so that all are everywhere. */
export function text(place: number): string {
  return hostile.markup[place % hostile.markup.length] ?? "";
}

/** Names lose what stands around them. */
export const NAMES = hostile.markup.map((each) => each.trim());

export const FEATURES = hostile.markup.map((_, index) => `f-${index}`);

/** Writes such texts wherever the API and signals take any. */
export async function writeEverywhere(product: Product): Promise<void> {
  await must(ask(product, "PATCH /projects/{project}", { body: { name: text(0) } }));
  for (const index of FEATURES.keys()) await writeFeature(product, index);
  const { json } = await ask(product, "GET /projects/{project}/quarters");
  for (const { id } of json.items) await writeQuarter(product, id);
  for (const kind of ["publishable", "secret", "test"] as const)
    await must(ask(product, "POST /projects/{project}/keys", { body: { kind, name: text(1) } }));
  await must(
    ask(product, "POST /projects/{project}/tokens", { body: { name: text(2), scope: "read" } }),
  );
  for (const [index, name] of NAMES.entries())
    await must(
      ask(product, "POST /projects/{project}/members", {
        body: { email: `m${index}@example.com`, role: "viewer", name },
      }),
    );
}

async function writeFeature(product: Product, index: number): Promise<void> {
  const feature = `f-${index}`;
  const settings = {
    ...{ key: feature, name: text(index), owner: text(index + 1), value: text(index + 2) },
    ...{ question: text(index + 3), labels: { yes: text(index + 4), no: text(index + 5) } },
    ...{ followUp: { no: text(index + 6) }, partners: [{ name: text(index + 7) }] },
  };
  await must(ask(product, "POST /projects/{project}/features", { body: settings }));
  const shippedAt = new Date(Date.now() - 60 * DAY_MS).toISOString();
  const iteration = { label: text(index).slice(0, 60), notes: text(index + 8), shippedAt };
  const ship = "POST /projects/{project}/features/{feature}/iterations";
  const params = { feature };
  await must(ask(product, ship, { params, body: { label: "1", shippedAt } }));
  const { shippedAt: _, ...now } = iteration;
  await answer(product, feature, index);
  await must(ask(product, ship, { params, body: now }));
  await answer(product, feature, index);
  await triage(product, feature, index);
  const confirm = "POST /projects/{project}/features/{feature}/confirmation";
  const words = { partner: text(index + 7).trim(), note: text(index + 9) };
  await must(
    ask(product, confirm, { params, body: { ...words, override: true, reason: text(index) } }),
  );
}

/** Customers say, name and come from what is hostile; and a feature is only heard of. */
async function answer(product: Product, feature: string, index: number): Promise<void> {
  const signals = hostile.markup.map((comment, place) => ({
    ...{ kind: "answered", feature, at: Date.now() - 60_000, helped: place % 2 === 0 },
    ...{ comment, page: text(place + index), customer: `${index} ${text(place)}` },
    account: text(place),
  }));
  const heard = { kind: "seen", feature: `heard-${index}`, at: Date.now() - 60_000 };
  const sent = await report(product, { customer: "job", signals: [...signals, heard] });
  if (sent.status !== 202 || sent.json.rejected.length > 0) throw new Error(sent.text);
}

async function triage(product: Product, feature: string, index: number): Promise<void> {
  const list = "GET /projects/{project}/features/{feature}/answers";
  const { json } = await ask(product, list, { params: { feature } });
  for (const { id } of json.items.slice(0, 3))
    await must(
      ask(product, "PATCH /projects/{project}/answers/{answer}", {
        params: { answer: id },
        body: {
          tags: [
            text(index).trim().slice(0, 60),
            text(index + 1)
              .trim()
              .slice(0, 60),
          ],
          note: text(index + 2),
        },
      }),
    );
}

async function writeQuarter(product: Product, quarter: string): Promise<void> {
  for (const index of FEATURES.keys()) {
    const params = { quarter, feature: `f-${index}` };
    const goal = "PUT /projects/{project}/quarters/{quarter}/goals/{feature}";
    await must(ask(product, goal, { params, body: { value: text(index + 3) } }));
  }
  const { json } = await ask(product, "GET /projects/{project}/quarters/{quarter}", {
    params: { quarter },
  });
  const decide = "PUT /projects/{project}/quarters/{quarter}/decisions/{feature}/{iteration}";
  for (const [index, { feature, iteration }] of json.shipped.entries())
    await must(
      ask(product, decide, {
        params: { quarter, feature, iteration },
        body: { decision: "improve", reason: text(index + 4) },
      }),
    );
}

async function must(sent: Promise<{ status: number; text: string }>): Promise<void> {
  const { status, text: said } = await sent;
  if (status >= 300) throw new Error(`${status} ${said}`);
}
