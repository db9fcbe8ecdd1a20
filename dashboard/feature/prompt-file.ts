// The prompt that customers see, as the widget's own built file; it is loaded when somebody edits its words.

import type { Ask } from "../../contract/ask.ts";

/** What a preview shows first. */
export type Step = "asked" | "yes" | "no" | "thanked";

export interface Showing {
  ask: Ask;
  step: Step;
  /** Where it is drawn; left out, it comes up where it would in a product. */
  place?: HTMLElement;
}

type Show = (moment: unknown) => Promise<void>;

let loading: Promise<Show | null> | null = null;
/** What ends the prompt in a place: it would go on drawing where the next one is. */
const leaves = new WeakMap<HTMLElement, () => void>();

/** Draws the prompt; nothing that is pressed in it is sent anywhere. False where it could not be loaded. */
export async function showPrompt(showing: Showing): Promise<boolean> {
  loading ??= load().catch(() => null);
  const show = await loading;
  if (!show) {
    loading = null;
    return false;
  }
  if (showing.place) leaves.get(showing.place)?.();
  await show(momentOf(showing));
  return true;
}

/** The file's name holds its hash; the version's list of hashes knows it. */
async function load(): Promise<Show | null> {
  const { version } = await (await fetch("/v1/health")).json();
  const hashes = await (await fetch(`/v/${version}/integrity.json`)).json();
  const name = Object.keys(hashes).find((each) => each.startsWith("landed-prompt."));
  if (!name) return null;
  const file: unknown = await import(/* @vite-ignore */ `/v/${version}/${name}`);
  return hasShow(file) ? file.show : null;
}

function hasShow(file: unknown): file is { show: Show } {
  return (
    typeof file === "object" && file !== null && "show" in file && typeof file.show === "function"
  );
}

/** A moment as the widget makes one, with nobody behind it and nowhere to send to. */
function momentOf({ ask, step, place }: Showing) {
  return {
    ask,
    feature: ask.feature,
    ...(place && { place }),
    from: "",
    // Nobody is: whatever leaves a prompt makes it go.
    isHere: () => false,
    memory: "",
    settings: {},
    begin: { ...BEGIN[step], patience: Number.POSITIVE_INFINITY },
    note: () => "",
    send: async () => undefined,
    on: (_: string, leave: () => void) => {
      if (place) leaves.set(place, leave);
      return () => undefined;
    },
    read: () => "",
    write: () => undefined,
  };
}

const BEGIN: Record<Step, { step: string; helped?: boolean }> = {
  asked: { step: "asked" },
  yes: { step: "answered", helped: true },
  no: { step: "answered", helped: false },
  thanked: { step: "thanked", helped: true },
};
