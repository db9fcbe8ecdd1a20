// The one line that marks a feature in a page, in the forms it can take.

import { useState } from "preact/hooks";
import { Copyable } from "../frame/copy.tsx";
import { ChoiceField } from "../frame/form.tsx";
import type { FeatureProps } from "./given.ts";

const FORMS = {
  attribute: {
    words: "A button or form",
    says: "Seen when it has been on screen for a second, used when it is pressed, submitted or changed.",
    code: (key: string) => `<button data-landed="${key}">…</button>`,
  },
  script: {
    words: "By hand, from code",
    says: "Where a use is not a click: when a job is done, or a page was read.",
    code: (key: string) => `landed.seen("${key}");\nlanded.used("${key}");`,
  },
  react: {
    words: "React",
    says: "Marks whatever stands inside.",
    code: (key: string) =>
      `import { Landed } from "landed/react";\n\n<Landed feature="${key}">\n  <ExportButton />\n</Landed>`,
  },
  inline: {
    words: "A question in the page itself",
    says: "Always there, at the end of a panel or an article; one answer per iteration.",
    code: (key: string) => `<landed-prompt feature="${key}"></landed-prompt>`,
  },
} as const;

type Form = keyof typeof FORMS;
const NAMES: readonly Form[] = ["attribute", "script", "react", "inline"];

export function Snippet({ feature, project }: FeatureProps) {
  const [form, setForm] = useState<Form>("attribute");
  const { code, says } = FORMS[form];
  return (
    <div class="stack">
      <div class="form">
        <ChoiceField
          name="form"
          label="Mark it on"
          value={form}
          choices={NAMES.map((name) => [name, FORMS[name].words] as const)}
          onChange={(value) => setForm(NAMES.find((name) => name === value) ?? "attribute")}
        />
      </div>
      <Copyable label="the line" text={code(feature.key)} />
      <p class="soft small">
        {says} Every page also needs the script once: see{" "}
        <a href={`/p/${encodeURIComponent(project.id)}/install`}>Install</a>.
      </p>
    </div>
  );
}
