// The prompt's states as a table: from, what happens, to.

import { expect, test } from "vitest";
import {
  type Happening,
  isOver,
  LAST_WORD,
  next,
  PATIENCE,
  type State,
  type Step,
} from "../../widget/prompt/machine.ts";

const state = (step: Step, more: Partial<State> = {}): State => ({
  step,
  patience: PATIENCE,
  ...more,
});
const said = (step: Step) => state(step, { helped: true });

test.each<[State, Happening, Step]>([
  [state("asked"), { type: "press", helped: true }, "answered"],
  [state("asked"), { type: "press", helped: false }, "answered"],
  [state("asked"), { type: "close" }, "dismissed"],
  [state("asked"), { type: "never" }, "sending"],
  [state("asked"), { type: "leave" }, "left"],
  [state("asked"), { type: "send" }, "asked"],
  [state("asked"), { type: "write" }, "asked"],
  [state("asked"), { type: "fate", fate: "kept" }, "asked"],
  [said("answered"), { type: "write" }, "commenting"],
  [said("answered"), { type: "send" }, "sending"],
  [said("answered"), { type: "change" }, "asked"],
  [said("answered"), { type: "close" }, "left"],
  [said("answered"), { type: "never" }, "answered"],
  [said("asked"), { type: "close" }, "left"],
  [said("commenting"), { type: "send" }, "sending"],
  [said("commenting"), { type: "press", helped: false }, "commenting"],
  [said("sending"), { type: "fate", fate: "kept" }, "thanked"],
  [said("sending"), { type: "fate", fate: "waiting" }, "saved"],
  [said("sending"), { type: "fate", fate: "refused" }, "failed"],
  [said("sending"), { type: "change" }, "sending"],
  [said("sending"), { type: "second" }, "sending"],
  [state("sending", { never: true }), { type: "fate", fate: "kept" }, "refused"],
  [state("sending", { never: true }), { type: "fate", fate: "waiting" }, "saved"],
  [said("thanked"), { type: "change" }, "asked"],
  [said("thanked"), { type: "close" }, "left"],
  [state("dismissed"), { type: "press", helped: true }, "dismissed"],
  [state("left"), { type: "fate", fate: "kept" }, "left"],
])("%j, then %j: %s", (from, happening, to) => {
  expect(next(from, happening).step).toBe(to);
});

test.each<[Step, number]>([
  ["asked", PATIENCE],
  ["answered", PATIENCE],
  ["thanked", LAST_WORD],
])("%s leaves after being ignored for %d seconds, and is no dismissal", (step, seconds) => {
  let now: State = { step, patience: seconds };
  for (let second = 1; second < seconds; second++) now = next(now, { type: "second" });
  expect(isOver(now)).toBe(false);
  expect(next(now, { type: "second" }).step).toBe("left");
});

test("a press begins the wait anew, and a last word does not stay as long as a question", () => {
  const tired = state("asked", { patience: 1 });
  expect(next(tired, { type: "press", helped: true }).patience).toBe(PATIENCE);
  expect(next(said("sending"), { type: "fate", fate: "kept" }).patience).toBe(LAST_WORD);
});
