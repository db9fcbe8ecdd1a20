// Shows the prompt on the real page with sample wording. Nothing is sent, and the server is not asked.

import { type Ask, PLACEMENTS, type Placement } from "../../contract/ask.ts";
import { english } from "../../contract/english.ts";
import type { Step } from "../prompt/machine.ts";
import type { show } from "../prompt/show.ts";

/** What `landed-state=` may ask for; the question is there without it. */
const STEPS: readonly Step[] = [
  "answered",
  "commenting",
  "sending",
  "thanked",
  "refused",
  "saved",
  "failed",
];
/** A preview stays as long as it is looked at. */
const FOREVER = Number.POSITIVE_INFINITY;

export async function preview(feature: string, shown: typeof show): Promise<void> {
  const wish = new URLSearchParams(location.search);
  const step = STEPS.find((each) => each === wish.get("landed-state"));
  await shown({
    ask: sample(feature, wish),
    feature,
    from: "",
    memory: "",
    settings: {},
    control: document.querySelector(`[data-landed="${CSS.escape(feature)}"]`) ?? undefined,
    begin: {
      step: step ?? "asked",
      patience: FOREVER,
      ...(step && step !== "refused" && { helped: true }),
    },
    isHere: () => true,
    note: () => "",
    send: async () => {},
    on: () => () => {},
    read: () => "",
    write: () => {},
  });
}

function placementOf(wish: string | null): Placement {
  return PLACEMENTS.find((each) => each === wish) ?? "bottom-right";
}

function sample(feature: string, wish: URLSearchParams): Ask {
  const scheme = wish.get("landed-scheme");
  return {
    feature,
    iteration: "preview",
    question: english.question(feature),
    followUp: english.followUp,
    labels: english.labels,
    dir: wish.get("landed-dir") === "rtl" ? "rtl" : "ltr",
    lang: "en",
    placement: placementOf(wish.get("landed-placement")),
    delayMs: 0,
    theme: {
      scheme: scheme === "dark" || scheme === "light" ? scheme : "auto",
      accent: null,
      radius: null,
    },
  };
}
