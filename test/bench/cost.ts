// Dollars for a million monthly customers, from rows that the Worker's own code reads and writes.

import { sizes } from "./bytes.ts";
import { whole } from "./median.ts";
import { DAYS_OF_USE, liveMonths, type Month } from "./month.ts";
import { cloudflare, posthog, type Usage } from "./prices.ts";
import { printTable } from "./table.ts";

const MILLION = 1e6;
const FEATURES = Object.keys(DAYS_OF_USE).length;

/** Rows of a design that keeps each event: the row itself and its place in the one index that finds it. */
const ROWS_PER_EVENT = 2;
/** An event's row and its place in the index, with names of customer and feature as Landed keeps them. */
const BYTES_PER_EVENT = 120;

const dollars = (value: number) => `$${value.toFixed(2)}`;

/** What so many monthly customers use of the platform. */
export function usageOf(customers: number, month: Month, bytesEach: number): Usage {
  return {
    requests: customers * month.requests,
    rowsRead: customers * month.rowsRead,
    rowsWritten: customers * month.rowsWritten,
    queueOperations: customers * month.messages * 3,
    storedGb: (customers * bytesEach) / 1e9,
  };
}

function measuredRow(name: string, month: Month): string[] {
  const { requests, signals, answers, rowsRead, rowsWritten } = month;
  return [name, ...[requests, signals, answers, rowsRead, rowsWritten].map((n) => n.toFixed(2))];
}

function costRow(name: string, usage: Usage): string[] {
  const { total, ...parts } = cloudflare(usage);
  const { requests, rowsRead, rowsWritten, queueOperations, storedGb, base } = parts;
  const shown = [base + requests, rowsRead, rowsWritten, queueOperations, storedGb, total];
  return [name, ...shown.map(dollars)];
}

/** Prints the tables. */
export async function run(): Promise<void> {
  const [direct, queued] = [await liveMonths("direct"), await liveMonths("queued")];
  printTable(
    "A month of one customer",
    ["month", "requests", "signals", "answers", "rows read", "rows written"],
    [
      measuredRow("the first, direct", direct.first),
      measuredRow("a later one, direct", direct.later),
      measuredRow("the first, queued", queued.first),
      measuredRow("a later one, queued", queued.later),
    ],
  );
  const { perJourney, perAnswer } = await sizes();
  const bytes = FEATURES * perJourney + (direct.first.answers + direct.later.answers) * perAnswer;
  const usage = (month: Month) => usageOf(MILLION, month, bytes);
  const events = MILLION * direct.first.signals;
  const telling = MILLION * (direct.first.signals - direct.first.seen);
  printTable(
    "Dollars for a million monthly customers, in a month",
    ["design", "plan and requests", "rows read", "rows written", "queue", "storage", "all"],
    [
      costRow("Landed, direct, all customers new", usage(direct.first)),
      costRow("Landed, direct, a later month", usage(direct.later)),
      costRow("Landed, queued, all customers new", usage(queued.first)),
      costRow("Landed, queued, a later month", usage(queued.later)),
      costRow("a row an event, direct, kept a year", {
        ...usage(direct.first),
        rowsRead: 0,
        rowsWritten: events * ROWS_PER_EVENT,
        storedGb: (12 * events * BYTES_PER_EVENT) / 1e9,
      }),
      ["the same signals as events on PostHog", "", "", "", "", "", dollars(posthog(events))],
      ["those without what was only seen", "", "", "", "", "", dollars(posthog(telling))],
    ],
  );
  console.log(
    `\nA journey takes ${whole(perJourney)} bytes, an answer ${whole(perAnswer)}. Looking at a row-per-event design is not counted: there, each look reads rows as events.`,
  );
}
