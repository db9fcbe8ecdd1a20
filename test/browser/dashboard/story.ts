// A product's past, small enough to be told in a second: features that are done, slipping, not helping, or new.

import type { BodyInput } from "../../../contract/api/routes.ts";
import { ask, type Posted, type Product, report } from "../../worker/product.ts";

const DAY_MS = 86_400_000;

export interface Heard {
  /** Days ago. */
  ago: number;
  helped: boolean;
  comment?: string;
}

export interface Past {
  key: string;
  settings?: Omit<BodyInput<"POST /projects/{project}/features">, "key">;
  iterations: readonly Iteration[];
}

interface Iteration {
  label: string;
  shippedAgo: number;
  reached: number;
  used: number;
  returned: number;
  answers: readonly Heard[];
}

/** So many answers alike, on one day. */
export function answers(number: number, heard: Heard): Heard[] {
  return Array.from({ length: number }, () => heard);
}

/** Makes the features, ships their iterations on their days, and reports what customers did. */
export async function tell(product: Product, pasts: readonly Past[]): Promise<void> {
  for (const past of pasts) await tellOne(product, past);
}

async function tellOne(product: Product, { key, settings, iterations }: Past): Promise<void> {
  await ask(product, "POST /projects/{project}/features", { body: { key, ...settings } });
  for (const iteration of iterations) {
    const { label, shippedAgo } = iteration;
    await ask(product, "POST /projects/{project}/features/{feature}/iterations", {
      params: { feature: key },
      body: { label, shippedAt: new Date(Date.now() - shippedAgo * DAY_MS).toISOString() },
    });
  }
  for (const iteration of iterations) await say(product, signalsOf(key, iteration));
}

/** Reports signals as the back end does. */
export async function say(product: Product, signals: readonly Posted[]): Promise<void> {
  const { status, text } = await report(product, { customer: "back-fill", signals });
  if (status !== 202 || !text.includes('"rejected":[]')) throw new Error(`${status} ${text}`);
}

export function signalsOf(feature: string, iteration: Iteration): Posted[] {
  const { label, shippedAgo, reached, used, returned } = iteration;
  const signal = (kind: string, index: number, ago: number, more: Posted = {}) => ({
    kind,
    feature,
    iteration: label,
    customer: `${feature}-${label}-${index}`,
    at: Date.now() - ago * DAY_MS,
    ...more,
  });
  const all = (number: number, each: (index: number) => Posted) =>
    Array.from({ length: number }, (_, index) => each(index));
  return [
    ...all(reached, (index) => signal("seen", index, shippedAgo - 1)),
    ...all(used, (index) => signal("used", index, shippedAgo - 1)),
    ...all(returned, (index) => signal("used", index, shippedAgo - 3)),
    ...iteration.answers.map(({ ago, helped, comment }, index) =>
      signal("answered", index, ago, { helped, page: "/reports", ...(comment && { comment }) }),
    ),
  ];
}

/** Done: customers confirm it; its partners have not signed. The first iteration did not help. */
export const csvExport: Past = {
  key: "csv-export",
  settings: {
    name: "CSV export",
    owner: "Ada",
    value: "Finance teams close the month without retyping.",
    partners: [{ name: "product" }, { name: "support" }],
  },
  iterations: [
    {
      ...{ label: "1", shippedAgo: 120, reached: 30, used: 20, returned: 12 },
      answers: [
        ...answers(14, { ago: 110, helped: false, comment: "Columns are in the wrong order" }),
        ...answers(3, { ago: 110, helped: true }),
      ],
    },
    {
      ...{ label: "2", shippedAgo: 60, reached: 90, used: 80, returned: 60 },
      answers: [
        ...answers(56, { ago: 50, helped: true }),
        { ago: 40, helped: true, comment: "Month-end took ten minutes" },
        { ago: 30, helped: false, comment: "Please let me pick the date format" },
        { ago: 20, helped: true, comment: "<img src=x onerror=alert(1)> just text" },
      ],
    },
  ],
};

/** It was done; then answers became worse. */
export const recurring: Past = {
  key: "recurring-invoices",
  settings: { name: "Recurring invoices", owner: "Mateus" },
  iterations: [
    {
      ...{ label: "1", shippedAgo: 90, reached: 120, used: 110, returned: 90 },
      answers: [
        ...answers(50, { ago: 70, helped: true }),
        ...answers(30, { ago: 5, helped: false, comment: "The wrong month again" }),
      ],
    },
  ],
};

/** People come for it, and it does not do the job. */
export const bulkEdit: Past = {
  key: "bulk-edit",
  settings: { name: "Bulk edit", owner: "Ada" },
  iterations: [
    {
      ...{ label: "1", shippedAgo: 70, reached: 60, used: 50, returned: 30 },
      answers: [
        ...answers(30, { ago: 50, helped: false }),
        ...answers(10, { ago: 50, helped: true }),
      ],
    },
  ],
};

/** Too young to be judged. */
export const vatSummary: Past = {
  key: "vat-summary",
  settings: { name: "VAT summary", owner: "Yuki" },
  iterations: [
    {
      ...{ label: "1", shippedAgo: 8, reached: 20, used: 8, returned: 2 },
      answers: answers(4, { ago: 3, helped: true }),
    },
  ],
};

export const everything = [csvExport, recurring, bulkEdit, vatSummary];
