// Shows one prompt, from the pause before it to its last word.

import type { Moment } from "../core/files.ts";
import { listenToKeys } from "./keys.ts";
import { type Happening, isOver, next, PATIENCE, type State } from "./machine.ts";
import { quiet } from "./quiet.ts";
import { scribe } from "./scribe.ts";
import { stageFor } from "./stage.ts";
import { view } from "./view.tsx";

/** The server's leave lapses after this long, in ms. */
const LEAVE_MS = 1_800_000;
const SECOND_MS = 1_000;
/** A reader of screens has to know the line before it hears it change, in ms. */
const ANNOUNCE_MS = 100;

/** Resolves when the prompt is gone; one that stands in the page is left to the page. */
export async function show(moment: Moment): Promise<void> {
  const due = Date.now() + LEAVE_MS;
  let left = false;
  const stop = moment.onLeave(() => {
    left = true;
  });
  if (!moment.place) await quiet(moment.ask.delayMs);
  stop();
  if (!left && Date.now() < due) await perform(moment);
}

function perform(moment: Moment): Promise<void> {
  const { ask, place, begin } = moment;
  return new Promise((resolve) => {
    const stage = stageFor(moment);
    const path = location.pathname;
    let state: State = { step: "asked", patience: PATIENCE, ...begin };
    let silent = true;

    const tell = scribe(moment, (fate) => happen({ type: "fate", fate }));
    const happen = (happening: Happening) => {
      const before = state;
      state = next(state, happening);
      if (state === before) return;
      tell(happening, state, stage.written());
      if (isOver(state)) end();
      else if (happening.type !== "second") draw();
    };
    const draw = () => stage.draw(view(state, { ask, inline: !!place, silent, happen }));
    const end = () => {
      stop.forEach((each) => each());
      stage.clear();
      resolve();
    };
    const tick = () => {
      if (location.pathname !== path) happen({ type: "leave" });
      else if (!place && !document.hidden && !stage.isAttended()) happen({ type: "second" });
    };
    const timer = setInterval(tick, SECOND_MS);
    const stop = [
      () => clearInterval(timer),
      moment.onLeave(() => happen({ type: "leave" })),
      place ? () => {} : listenToKeys(stage.root, moment.shortcut, () => happen({ type: "close" })),
    ];
    draw();
    stop.push(stage.rise());
    if (!begin) moment.tell({ kind: "asked" });
    setTimeout(() => {
      silent = false;
      draw();
    }, ANNOUNCE_MS);
    if (place) resolve();
  });
}
