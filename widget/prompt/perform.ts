// One prompt on its stage: what happens changes the state, and the state is drawn.

import { listenToKeys } from "./keys.ts";
import { type Happening, isOver, next, PATIENCE, type State } from "./machine.ts";
import type { Moment } from "./moment.ts";
import { scribe } from "./scribe.ts";
import { stageFor } from "./stage.ts";
import { type PromptFact, pageLocale, pagePath, tell } from "./tell.ts";
import { view } from "./view.tsx";

const SECOND_MS = 1_000;
/** A reader of screens has to know the line before it hears it change, in ms. */
const ANNOUNCE_MS = 100;

/** Resolves when the prompt is gone, or at once where it is part of the page. */
export function perform(moment: Moment): Promise<void> {
  const { ask, place, begin, settings, isHere, from, on, memory, write } = moment;
  return new Promise((resolve) => {
    const stage = stageFor(ask, moment);
    const path = location.pathname;
    let state: State = begin ?? { step: "asked", patience: PATIENCE };
    let silent = true;

    const note = (fact: PromptFact) => {
      if (fact.kind !== "answered") return tell(moment, ask.iteration, fact);
      write(memory, JSON.stringify([ask, fact.helped]));
      const about = { page: pagePath(), locale: pageLocale(settings) };
      return tell(moment, ask.iteration, { ...fact, ...about });
    };
    const record = scribe(note, (fate) => happen({ type: "fate", fate }));
    const draw = () => stage.draw(view(state, { ask, inline: !!place, silent, happen }));
    const happen = (happening: Happening) => {
      const before = state;
      state = next(state, happening);
      if (state === before) return;
      record(happening, state, stage.written());
      if (isOver(state)) end();
      else if (state.step !== before.step) draw();
    };
    const second = () => {
      if (location.pathname !== path) happen({ type: "leave" });
      else if (!document.hidden && !stage.isAttended()) happen({ type: "second" });
    };
    const end = () => {
      for (const stop of stops) stop();
      stage.clear();
      resolve();
    };

    draw();
    const stops = [on("identify", () => isHere(from) || happen({ type: "leave" }))];
    if (place) resolve();
    else {
      const timer = setInterval(second, SECOND_MS);
      const close = () => happen({ type: "close" });
      stops.push(() => clearInterval(timer), stage.rise());
      stops.push(listenToKeys(stage.root, settings.shortcut ?? "h", close));
    }
    if (!begin) note({ kind: "asked" });
    const announced = setTimeout(() => {
      silent = false;
      draw();
    }, ANNOUNCE_MS);
    stops.push(() => clearTimeout(announced));
  });
}
