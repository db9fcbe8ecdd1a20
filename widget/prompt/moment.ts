// One asking, with what the prompt needs of the file that every page has.

import type { Ask } from "../../contract/ask.ts";
import type { Core } from "../core/lend.ts";
import type { Granted } from "../core/more.ts";
import type { State } from "./machine.ts";

/** Where in the page a question belongs. */
export interface Spot {
  /** The control that was used: never covered, and what an anchored prompt stands at. */
  control?: Element | undefined;
  /** The element that the prompt stands in, where it is part of the page. */
  place?: Element | undefined;
}

export interface Moment
  extends Spot,
    Pick<Core, "settings" | "note" | "send" | "on" | "read" | "write"> {
  ask: Ask;
  feature: string;
  /** Whom the leave to ask was given for. */
  from: Pick<Granted, "sender" | "proof">;
  /** Where it is kept what this person said about this feature. */
  memory: string;
  /** A state to begin with. */
  begin?: State;
}

/** What is asked now, of whom it may be asked. */
export function momentOf(core: Core, ask: Ask, from: Moment["from"], spot: Spot): Moment {
  const { feature } = ask;
  return { ...core, ...spot, ask, feature, from, memory: memoryOf(feature, from.sender) };
}

export function memoryOf(feature: string, sender: string): string {
  return `landed.said ${feature} ${sender}`;
}
