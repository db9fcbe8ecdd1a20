// What goes over the wire between the widget and Landed, and a server that can be made to fail.

import { setTimeout } from "node:timers/promises";
import type { BrowserContext, Request, Route } from "playwright-core";

/** One request as it left the page. */
export interface Sent {
  at: number;
  bytes: number;
  body: {
    customer: string;
    proof?: string;
    signals: { kind: string; feature: string; at: number; comment?: string; helped?: boolean }[];
    ask?: { feature: string; token: string; inline?: boolean };
  };
}

export interface Wire {
  sent: Sent[];
  /** What the server does from now on; null: what it does by itself. */
  answer(how: ((route: Route) => unknown) | null): void;
  /** Waits, for a moment at most, until what was sent is answered. */
  settled(): Promise<void>;
}

/** Listens to all that a browser sends to Landed. */
export async function wireOf(context: BrowserContext): Promise<Wire> {
  const sent: Sent[] = [];
  let how: ((route: Route) => unknown) | null = null;
  const underway = new Set<Request>();
  context.on("request", (request) => underway.add(request));
  context.on("requestfinished", (request) => underway.delete(request));
  context.on("requestfailed", (request) => underway.delete(request));
  await context.route("**/v1/signals", async (route) => {
    const text = route.request().postData() ?? "";
    sent.push({ at: Date.now(), bytes: Buffer.byteLength(text), body: JSON.parse(text) });
    if (how) await how(route);
    else await route.continue();
  });
  return {
    sent,
    answer(next) {
      how = next;
    },
    async settled() {
      for (let tries = 0; underway.size > 0 && tries < 100; tries++) await setTimeout(10);
      underway.clear();
    },
  };
}

/** All signals that were sent, in order. */
export function signalsOf({ sent }: Wire) {
  return sent.flatMap(({ body }) => body.signals);
}

const READABLE = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "Retry-After",
};

/** An answer of any status. */
export function status(code: number, headers: Record<string, string> = {}, body = "{}") {
  return (route: Route) =>
    route.fulfill({ status: code, headers: { ...READABLE, ...headers }, body });
}
