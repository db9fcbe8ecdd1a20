// What answers say: as many yes as an iteration earns, and each comment from somebody who speaks its language.

import type { Signal } from "../../contract/signals.ts";
import type { Comment, DemoIteration } from "../features/feature.ts";
import { type Deed, phaseOf } from "./life.ts";
import { randomOf } from "./random.ts";

/** Writing a comment takes this long, from and to, in ms. */
const WRITING_MS = [8_000, 75_000] as const;

type Answered = Extract<Signal, { kind: "answered" }>;
type Words = Pick<Answered, "comment" | "edited">;

/** What each answer says, by its deed. */
export function answersOf(deeds: readonly Deed[]): Map<Deed, Pick<Answered, "helped"> & Words> {
  const answered = deeds.filter(({ kind }) => kind === "answered");
  const said = new Map<Deed, Pick<Answered, "helped"> & Words>();
  for (const [iteration, given] of Map.groupBy(answered, (deed) => deed.iteration)) {
    const inOrder = given.sort((a, b) => a.at - b.at || (a.customer.id < b.customer.id ? -1 : 1));
    const helped = helpedOf(inOrder, iteration);
    const words = wordsOf(inOrder, helped, iteration);
    for (const deed of inOrder) {
      said.set(deed, { helped: helped.get(deed) === true, ...words.get(deed) });
    }
  }
  return said;
}

/**
 * Yes and no so spread that at every moment the share of yes is the phase's, to within one answer. What is to
 * be seen is how a share becomes a verdict; with plain chance another day's crowd would tell another story.
 */
function helpedOf(inOrder: readonly Deed[], { conduct }: DemoIteration): Map<Deed, boolean> {
  let owed = 0.5;
  return new Map(
    inOrder.map((deed) => {
      owed += phaseOf(conduct.phases, deed.age).helped;
      const helped = owed >= 1;
      if (helped) owed -= 1;
      return [deed, helped];
    }),
  );
}

/** Gives each comment to an answer that fits it, later ones first, so that the newest page has some to read. */
function wordsOf(
  inOrder: readonly Deed[],
  helped: ReadonlyMap<Deed, boolean>,
  iteration: DemoIteration,
): Map<Deed, Words> {
  const words = new Map<Deed, Words>();
  for (const [place, comment] of iteration.comments.entries()) {
    const random = randomOf("comment", comment.text);
    const fits = inOrder.filter(
      (deed) => !words.has(deed) && helped.get(deed) === comment.helped && speaks(deed, comment),
    );
    const back = Math.floor(random() * Math.min(fits.length, 3 + place));
    const deed = fits.at(-1 - back);
    if (!deed) continue;
    const [least, most] = WRITING_MS;
    const edited = deed.at + Math.floor(least + (most - least) * random());
    words.set(deed, { comment: comment.text, edited });
  }
  return words;
}

function speaks({ customer }: Deed, { language }: Comment): boolean {
  return customer.locale.startsWith(language);
}
