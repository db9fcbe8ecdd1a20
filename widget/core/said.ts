// What this browser's person answered last about a feature, so that an inline question remembers it.

import type { Ask } from "../../contract/ask.ts";
import type { Sender } from "./sender.ts";
import { read, write } from "./storage.ts";

export function remember(ask: Ask, helped: boolean | undefined, { sender }: Sender): void {
  write(`said ${ask.feature}`, JSON.stringify([sender, ask, helped]));
}

export function recall(
  feature: string,
  { sender }: Sender,
): { ask: Ask; helped: boolean } | undefined {
  const text = read(`said ${feature}`);
  const [whose, ask, helped] = text ? JSON.parse(text) : [];
  return whose === sender ? { ask, helped } : undefined;
}
