// How the prompt looks: light or dark, the colour of its buttons, its corners; with the real prompt beside it.

import { useState } from "preact/hooks";
import { ChoiceField, FormFoot, fieldsOf, TextField } from "../frame/form.tsx";
import type { Project } from "../project.ts";
import type { SettingsProps } from "./given.ts";
import { SamplePrompt } from "./sample-prompt.tsx";
import { useSaving } from "./saving.ts";
import { Section } from "./section.tsx";

type Look = Project["theme"];

export function Theme(props: SettingsProps) {
  const { project, editable } = props;
  const [look, setLook] = useState<Look>(project.theme);
  const submission = useSaving(props, (fields) => ({ theme: lookOf(fields) }));
  return (
    <Section title="How the question looks">
      <div class="two wide-first">
        <form
          class="form"
          onSubmit={submission.submit}
          onInput={({ currentTarget }) => setLook(lookOf(fieldsOf(currentTarget)))}
        >
          <fieldset disabled={!editable} class="stack">
            <ChoiceField
              name="scheme"
              label="Light or dark"
              value={project.theme.scheme}
              choices={[
                ["auto", "as the customer's system"],
                ["light", "light"],
                ["dark", "dark"],
              ]}
              problem={submission.problem}
            />
            <TextField
              name="accent"
              label="Colour"
              value={project.theme.accent ?? ""}
              placeholder="#2f6f4f"
              pattern="#[0-9a-fA-F]{6}"
              hint="Of the good answer's button, such as #2f6f4f. Empty: Landed's own."
              problem={submission.problem}
            />
            <TextField
              name="radius"
              label="Corners, in px"
              type="number"
              min={0}
              max={32}
              value={project.theme.radius ?? ""}
              hint="0 is square. Empty: Landed's own."
              problem={submission.problem}
            />
          </fieldset>
          {editable && <FormFoot submission={submission} save="Use this look" />}
        </form>
        <SamplePrompt theme={look} />
      </div>
    </Section>
  );
}

function lookOf({ scheme, accent, radius }: Record<string, string>): Look {
  return {
    scheme: scheme === "light" || scheme === "dark" ? scheme : "auto",
    accent: accent && /^#[0-9a-fA-F]{6}$/.test(accent) ? accent : null,
    radius: radius ? Number(radius) : null,
  };
}
