// The prompt as this project would show it, about a feature made up for it.

import type { Ask } from "../../contract/ask.ts";
import { english } from "../../contract/english.ts";
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
    ...{ feature: "csv-export", iteration: "1", question: english.question("CSV export") },
    ...(texts ?? { labels: english.labels, followUp: english.followUp }),
    ...{ dir: "ltr", lang: "en", placement: "bottom-right", delayMs: 0, theme },
  };
  return <Preview ask={ask} note="" />;
}
