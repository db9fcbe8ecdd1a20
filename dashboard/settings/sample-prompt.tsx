// The prompt as this project would show it, about a feature made up for it.

import type { Ask } from "../../contract/ask.ts";
import { ownWords } from "../feature/own-words.ts";
import { Preview } from "../feature/preview.tsx";
import type { Project } from "../project.ts";

/** The prompt as this project would show it, for looking at. */
export function SamplePrompt({
  theme,
  texts,
}: {
  theme: Project["theme"];
  texts?: Pick<Ask, "labels" | "followUp">;
}) {
  const ask: Ask = {
    ...{ feature: "csv-export", iteration: "1", question: ownWords.question("CSV export") },
    ...(texts ?? { labels: ownWords.labels, followUp: ownWords.followUp }),
    ...{ dir: "ltr", lang: "en", placement: "bottom-right", delayMs: 0, theme },
  };
  return <Preview ask={ask} note="" />;
}
