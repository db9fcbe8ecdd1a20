// What others charge, in dollars; as published, read on 25 November 2026.

/** Workers Paid: developers.cloudflare.com/workers, /d1 and /queues, each under platform/pricing. A month. */
export const CLOUDFLARE = {
  base: 5,
  requests: { included: 10e6, perMillion: 0.3 },
  cpuMs: { included: 30e6, perMillion: 0.02 },
  rowsRead: { included: 25e9, perMillion: 0.001 },
  rowsWritten: { included: 50e6, perMillion: 1 },
  /** A message is written, read and deleted: three operations for each 64 KB of it. */
  queueOperations: { included: 1e6, perMillion: 0.4 },
  storedGb: { included: 5, each: 0.75 },
};

/** PostHog's product analytics, a month: posthog.com/pricing. Each event at the price of the step it falls in. */
const POSTHOG_STEPS = [
  { upTo: 1e6, each: 0 },
  { upTo: 2e6, each: 0.000_05 },
  { upTo: 15e6, each: 0.000_034_3 },
  { upTo: 50e6, each: 0.000_029_5 },
  { upTo: 100e6, each: 0.000_021_8 },
  { upTo: 250e6, each: 0.000_015 },
  { upTo: Number.POSITIVE_INFINITY, each: 0.000_009 },
];

/** What so many events cost there. */
export function posthog(events: number): number {
  let [dollars, from] = [0, 0];
  for (const { upTo, each } of POSTHOG_STEPS) {
    dollars += Math.max(0, Math.min(events, upTo) - from) * each;
    from = upTo;
  }
  return dollars;
}

/** What a deployment uses in a month. */
export interface Usage {
  requests: number;
  rowsRead: number;
  rowsWritten: number;
  queueOperations: number;
  storedGb: number;
}

/** CPU of a request, ms: a guess well above what is seen. It decides nothing: a million cost two cents. */
const CPU_MS = 5;

type Price = { included: number; perMillion: number };
const beyond = (used: number, { included, perMillion }: Price) =>
  (Math.max(0, used - included) / 1e6) * perMillion;

/** What it costs at Cloudflare, what the plan includes taken off. */
export function cloudflare(usage: Usage): Record<keyof Usage | "base" | "total", number> {
  const { base, storedGb, ...prices } = CLOUDFLARE;
  const parts = {
    base,
    requests:
      beyond(usage.requests, prices.requests) + beyond(usage.requests * CPU_MS, prices.cpuMs),
    rowsRead: beyond(usage.rowsRead, prices.rowsRead),
    rowsWritten: beyond(usage.rowsWritten, prices.rowsWritten),
    queueOperations: beyond(usage.queueOperations, prices.queueOperations),
    storedGb: Math.max(0, usage.storedGb - storedGb.included) * storedGb.each,
  };
  return { ...parts, total: Object.values(parts).reduce((sum, part) => sum + part, 0) };
}
