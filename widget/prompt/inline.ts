// The question that is part of the page: no other prompt keeps it waiting, and it remembers what was said.

import type { Ask } from "../../contract/ask.ts";
import { newAsk } from "../core/ask.ts";
import type { Core } from "../core/lend.ts";
import { memoryOf, momentOf } from "./moment.ts";
import { perform } from "./perform.ts";

/** A question that stands already is not asked twice. */
export async function inline(core: Core, place: Element): Promise<void> {
  const feature = place.getAttribute("feature");
  const isThere = () => place.shadowRoot?.firstChild;
  if (!feature || isThere()) return;
  const granted = await core.pursue(newAsk(feature, true));
  if (!granted || isThere()) return;
  if (granted.ask) return perform(momentOf(core, granted.ask, granted, { place }));
  // Where nothing is to be asked, what was said before is shown again.
  const said = core.read(memoryOf(feature, granted.sender));
  if (!said) return;
  const [asked, helped]: [Ask, boolean] = JSON.parse(said);
  const begin = { step: "thanked", helped, patience: 0, old: true } as const;
  return perform({ ...momentOf(core, asked, granted, { place }), begin });
}
