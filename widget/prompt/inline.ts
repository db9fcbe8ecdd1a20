// The question that is part of the page: no other prompt keeps it waiting, and it remembers what was said.

import type { Ask } from "../../contract/ask.ts";
import type { AskRequest } from "../../contract/signals.ts";
import type { Answer } from "../core/more.ts";
import { TOKEN_MS, WAIT } from "../core/names.ts";
import { randomId } from "../core/random.ts";
import type { Core } from "./core.ts";
import { memoryOf, momentOf } from "./moment.ts";
import { perform } from "./perform.ts";

const PAUSE_MS = 5_000;

/** Whose question is on its way to a place. */
const underway = new WeakMap<Element, string>();

/** A question that stands already, or is on its way, is not asked twice. */
export async function inline(core: Core, place: Element): Promise<void> {
  const feature = place.getAttribute("feature");
  const from = core.fromNow();
  if (!feature || place.shadowRoot?.firstChild || underway.get(place) === from) return;
  underway.set(place, from);
  const answer = await pursue(core, inlineAsk(core, feature), from);
  if (underway.get(place) !== from) return;
  underway.delete(place);
  if (!answer || !core.isHere(from)) return;
  if (answer.ask) return perform(momentOf(core, answer.ask, from, { place }));
  // Where nothing is to be asked, what was said before is shown again.
  const said = core.read(memoryOf(feature, from));
  if (!said) return;
  const [asked, helped]: [Ask, boolean] = JSON.parse(said);
  const begin = { step: "thanked", helped, patience: 0, old: true } as const;
  return perform({ ...momentOf(core, asked, from, { place }), begin });
}

function inlineAsk({ settings }: Core, feature: string): string {
  const locale = settings.locale || document.documentElement.lang;
  return JSON.stringify({
    feature,
    token: randomId(),
    locale,
    inline: true,
  } satisfies AskRequest);
}

function mayTry({ read }: Core): boolean {
  return navigator.onLine && !(Number(read(WAIT)) > Date.now());
}

/** Repeats an ask that nobody answered, for as long as its token is known and its person here. */
async function pursue(core: Core, ask: string, from: string): Promise<Answer | undefined> {
  const until = Date.now() + TOKEN_MS;
  while (Date.now() < until && core.isHere(from)) {
    const answer = mayTry(core) && (await core.post([`${from},"ask":${ask}`]));
    if (answer) {
      core.emit("ask", [ask, answer]);
      return answer;
    }
    await new Promise((resume) => setTimeout(resume, PAUSE_MS));
  }
  return;
}
