// A project with something of everything that an export holds, and how its exports are read.

import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ExportLine } from "../../../contract/export.ts";
import type { Server } from "../harness.ts";
import { ask, makeProduct, type Product, report, reportFromPage } from "../product.ts";
import { change, crowd, iso, noon, ship, shipped, tell } from "./life.ts";

/** Makes such a project. Nothing in it is of a day that goes on changing but today's. */
export async function richProject(server: Server): Promise<Product> {
  const product = await makeProduct(server, {
    timeZone: "Europe/Berlin",
    internal: { customers: ["boss"], accounts: ["our-own"] },
  });
  await landed(product);
  await slowed(product);
  await discoveredAndRetired(product);
  await keptApart(product);
  await decided(product);
  return product;
}

/** Shipped long ago, used again and again, signed off; its target was changed on the way. */
async function landed(product: Product) {
  await shipped(product, "csv-export", 120, {
    name: "CSV export",
    value: "Finance closes the month without retyping",
    partners: [{ name: "support" }],
    targets: { helpfulness: 0.8 },
  });
  await tell(product, crowd({ feature: "csv-export", people: 60, yes: 58, usedAgo: 110 }));
  await tell(product, [
    {
      kind: "answered",
      feature: "csv-export",
      customer: "p3",
      at: noon(5),
      helped: false,
      comment: "=1+1 “columns” come out\u2028in the wrong order",
      page: "/reports",
      locale: "de",
    },
    { kind: "refused", customer: "nobody-else", at: noon(4) },
    { kind: "asked", feature: "csv-export", customer: "p4", at: noon(3) },
    { kind: "refused", feature: "csv-export", customer: "p4", at: noon(3) },
  ]);
  await must(change(product, "csv-export", { targets: { helpfulness: 0.7 } }));
  await must(
    ask(product, "POST /projects/{project}/features/{feature}/confirmation", {
      params: { feature: "csv-export" },
      body: { partner: "support", note: "It works", override: true, reason: "to be on record" },
    }),
  );
  const answers = await ask(product, "GET /projects/{project}/features/{feature}/answers", {
    params: { feature: "csv-export" },
  });
  await must(
    ask(product, "PATCH /projects/{project}/answers/{answer}", {
      params: { answer: answers.json.items[0]?.id ?? "" },
      body: { tags: ["order", "columns"], hidden: true, note: "Known" },
    }),
  );
}

/** Two iterations; customers of accounts. */
async function slowed(product: Product) {
  await shipped(product, "bulk-edit", 60);
  const members = (name: string, ago: number) =>
    Array.from({ length: 6 }, (_, index) => ({
      kind: "used",
      feature: "bulk-edit",
      customer: `${name}${index}`,
      account: name,
      at: noon(ago),
    }));
  await tell(product, [...members("acme", 50), ...members("globex", 45), ...members("acme", 40)]);
  await tell(product, [
    {
      kind: "answered",
      feature: "bulk-edit",
      customer: "acme1",
      account: "acme",
      at: noon(39),
      edited: noon(39) + 60_000,
      helped: true,
      comment: "Better now",
    },
  ]);
  await must(ship(product, "bulk-edit", { label: "2", shippedAt: iso(noon(20)), notes: "Faster" }));
  await tell(product, members("globex", 10));
}

async function discoveredAndRetired(product: Product) {
  await tell(product, [{ kind: "seen", feature: "found-it", customer: "p1", at: noon(2) }]);
  await shipped(product, "old-thing", 30);
  await tell(product, [{ kind: "used", feature: "old-thing", customer: "p1", at: noon(20) }]);
  await must(
    ask(product, "DELETE /projects/{project}/features/{feature}", {
      params: { feature: "old-thing" },
    }),
  );
}

/** Answers that do not count: nobody was granted an ask for them. And somebody who is forgotten. */
async function keptApart(product: Product) {
  const at = Date.now() - 60_000;
  await reportFromPage(product, {
    customer: "stranger",
    signals: [{ kind: "answered", feature: "csv-export", at, helped: false, comment: "Bad" }],
  });
  await report(product, {
    customer: "gone",
    account: "acme",
    signals: [{ kind: "answered", feature: "bulk-edit", at, helped: true, comment: "Mine" }],
  });
  await must(
    ask(product, "POST /projects/{project}/customers/erase", { body: { customer: "gone" } }),
  );
}

async function decided(product: Product) {
  const quarters = await ask(product, "GET /projects/{project}/quarters");
  const [current, last] = quarters.json.items.map(({ id }) => id);
  const quarter = (id: string | undefined, more: Record<string, string> = {}) => ({
    quarter: id ?? "",
    ...more,
  });
  await must(
    ask(product, "PUT /projects/{project}/quarters/{quarter}/goals/{feature}", {
      params: quarter(current, { feature: "bulk-edit" }),
      body: { value: "Nobody edits line by line" },
    }),
  );
  await must(
    ask(product, "PUT /projects/{project}/quarters/{quarter}/decisions/{feature}/{iteration}", {
      params: quarter(current, { feature: "bulk-edit", iteration: "2" }),
      body: { decision: "improve", reason: "Not enough answers yet" },
    }),
  );
  await must(
    ask(product, "POST /projects/{project}/quarters/{quarter}/close", { params: quarter(last) }),
  );
}

async function must(sent: Promise<{ status: number; text: string }>): Promise<void> {
  const { status, text } = await sent;
  if (status >= 300) throw new Error(`${status} ${text}`);
}

/** The export as text. */
export async function exported(product: Product, ending = "ndjson"): Promise<string> {
  const answer = await fetch(`${pathOf(product)}/export.${ending}`, { headers: bearer(product) });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(text);
  return text;
}

/** What importing answered. */
export interface Imported {
  status: number;
  json: {
    detail?: string;
    errors?: { line?: number; field: string; detail: string }[];
    lines?: number;
    features?: number;
    journeys?: number;
    answers?: number;
  };
}

export async function imported(product: Product, body: BodyInit): Promise<Imported> {
  const answer = await fetch(`${pathOf(product)}/import`, {
    method: "POST",
    headers: bearer(product),
    body,
    ...(body instanceof ReadableStream && { duplex: "half" }),
  });
  return { status: answer.status, json: (await answer.json()) as Imported["json"] };
}

function pathOf({ server, id }: Product): string {
  return `${server.url}/api/projects/${id}`;
}

function bearer({ token }: Product) {
  return { authorization: `Bearer ${token}` };
}

/** The lines of an export, each with its line break taken off. */
export function linesOf(text: string): string[] {
  return text.split("\n").filter((line) => line !== "");
}

export function recordsOf(text: string): (ExportLine & { check?: string })[] {
  return linesOf(text).map((line) => JSON.parse(line) as ExportLine);
}

/** A file that holds a text. */
export function fileOf(text: string): string {
  const file = join(mkdtempSync(join(tmpdir(), "landed-export-")), "export.ndjson");
  writeFileSync(file, text);
  return file;
}
