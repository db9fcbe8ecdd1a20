// Shows what the server gave leave to ask, as soon as the prompt's file is there.

import type { Ask } from "../../contract/ask.ts";
import { emit, on } from "./events.ts";
import { filesHere, type PromptFact } from "./files.ts";
import { fateOf, note } from "./note.ts";
import { pageLocale, pagePath } from "./page.ts";
import type { Answer } from "./post.ts";
import { recall, remember } from "./said.ts";
import type { Sender } from "./sender.ts";
import { settings } from "./settings.ts";

interface Leave {
  answer: Answer;
  feature: string;
  /** Whom the leave was given for. */
  sender: Sender;
  control?: Element | undefined;
  place?: Element | undefined;
}

/** Resolves when the prompt is gone, or at once when there is nothing to ask. */
export async function present({ answer, feature, sender, control, place }: Leave): Promise<void> {
  emit("decided", { feature, asks: !!answer.ask, why: answer.why });
  const said = place && !answer.ask ? recall(feature, sender) : undefined;
  const ask = answer.ask ?? said?.ask;
  if (!ask) return;
  try {
    const { show } = await filesHere().prompt();
    await show({
      ask,
      control,
      place,
      begin: said && { step: "thanked", helped: said.helped },
      shortcut: settings?.shortcut ?? "h",
      tell: (fact) => tell(ask, fact, sender),
      onLeave: (leave) => on("person", leave),
    });
  } catch {
    emit("error", { reason: "prompt" });
  }
}

/** Notes what a person did with the prompt, under whom and what it was about. */
function tell(ask: Ask, fact: PromptFact, sender: Sender) {
  const { feature, iteration } = ask;
  const answer = fact.kind === "answered" && { page: pagePath(), locale: pageLocale() };
  if (answer) remember(ask, fact.helped, sender);
  return fateOf(note({ feature, iteration, ...fact, ...answer }, sender));
}
