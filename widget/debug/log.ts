// Prints one line per decision, with the server's reason where it gave one.

import type { Landed } from "../npm/index.d.ts";

// biome-ignore lint/suspicious/noExplicitAny: each event tells something else
type Detail = any;

/** Each thing that happens, in words. */
const LINES: Record<string, (detail: Detail) => string> = {
  ask: ([ask, { ask: granted, why = "no reason given" }]) =>
    `${JSON.parse(ask).feature}: ${granted ? "may be asked" : `not asked (${why})`}`,
  seen: ({ feature }) => `${feature} was seen`,
  used: ({ feature }) => `${feature} was used`,
  asked: ({ feature }) => `${feature}: the prompt is shown`,
  answered: ({ feature, helped }) => `${feature}: answered ${helped ? "yes" : "no"}`,
  dismissed: ({ feature }) => `${feature}: closed without an answer`,
  refused: ({ feature }) => `${feature}: does not want to be asked again`,
  dropped: () => "a signal was dropped: the outbox is full",
  error: ({ reason, status }) => `error: ${reason}${status ? `, status ${status}` : ""}`,
};

let ends: (() => void)[] = [];

export function logDecisions({ on }: Landed, wanted: boolean): void {
  for (const end of ends) end();
  ends = [];
  if (!wanted) return;
  const listen = on as (name: string, listener: (detail: Detail) => void) => () => void;
  for (const [name, line] of Object.entries(LINES))
    ends.push(listen(name, (detail) => console.info(`landed: ${line(detail)}`)));
}
