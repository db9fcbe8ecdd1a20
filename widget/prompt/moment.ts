// One asking, with what the prompt needs of the file that every page has.

import type { Ask } from "../../contract/ask.ts";
import type { Core } from "./core.ts";
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
    Pick<Core, "settings" | "isHere" | "note" | "send" | "on" | "read" | "write"> {
  ask: Ask;
  feature: string;
  /** Whom the leave to ask was given for, as the text at the beginning of a request. */
  from: string;
  /** Where it is kept what this person said about this feature. */
  memory: string;
  /** A state to begin with. */
  begin?: State;
}

/** What is asked now, of whom it may be asked. */
export function momentOf(core: Core, ask: Ask, from: string, spot: Spot): Moment {
  const { feature } = ask;
  return { ...core, ...spot, ask, feature, from, memory: memoryOf(feature, from) };
}

/** The same for each proof of a person. */
export function memoryOf(feature: string, from: string): string {
  return `landed.said ${feature} ${senderOf(from).sender}`;
}

/** Of a request's beginning: whom it is from without what is asked, and without their proof. */
export function senderOf(asked: string): { from: string; sender: string } {
  const { ask: _, ...from } = JSON.parse(`{${asked}}`);
  const inner = (fields: object) => JSON.stringify(fields).slice(1, -1);
  return { from: inner(from), sender: inner({ ...from, proof: undefined }) };
}
