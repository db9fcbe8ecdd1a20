// The project's own words for the prompt's buttons and follow-ups, in all languages or in each.

import { english } from "../../contract/english.ts";
import { FormFoot, TextField } from "../frame/form.tsx";
import { LanguageChoice, useWordings } from "../frame/wordings.tsx";
import { bodyOf, filled, type Texts } from "../words/wordings.ts";
import type { SettingsProps } from "./given.ts";
import { SamplePrompt } from "./sample-prompt.tsx";
import { useSaving } from "./saving.ts";
import { Section } from "./section.tsx";

const LONGEST = 200;

/** In the order in which a customer meets them. */
const LABELS: readonly (readonly [name: keyof typeof english.labels & string, label: string])[] = [
  ["yes", "The good answer"],
  ["no", "The other answer"],
  ["notNow", "To be asked another time"],
  ["never", "Never to be asked again"],
  ["send", "To send a comment"],
  ["close", "To close it"],
  ["thanks", "Thanks"],
  ["saved", "Said while offline"],
];

export function DefaultWording(props: SettingsProps) {
  const { project, editable } = props;
  const editing = useWordings(
    { question: null, labels: project.labels, followUp: project.followUp },
    project.languages,
  );
  const { wordings, at, texts, put } = editing;
  const submission = useSaving(
    props,
    () => {
      const { labels, followUp } = bodyOf(wordings);
      return { labels: labels ?? null, followUp: followUp ?? null };
    },
    "Customers read these words from now on.",
  );
  return (
    <Section
      title="Words of the question"
      says="For every feature that has no words of its own. What is left empty is Landed's own wording, in seventeen languages."
    >
      <div class="two wide-first">
        <form class="form" onSubmit={submission.submit}>
          <fieldset disabled={!editable} class="stack">
            <LanguageChoice editing={editing} />
            <Words key={at} texts={texts} put={put} />
          </fieldset>
          {editable && <FormFoot submission={submission} save="Use these words" />}
        </form>
        <SamplePrompt
          theme={project.theme}
          texts={{
            labels: { ...english.labels, ...filled(texts.labels) },
            followUp: { ...english.followUp, ...filled(texts.followUp) },
          }}
        />
      </div>
    </Section>
  );
}

interface WordsProps {
  texts: Texts;
  put: (changes: Partial<Texts>) => void;
}

function Words({ texts: { labels, followUp }, put }: WordsProps) {
  return (
    <>
      <div class="pair">
        {LABELS.map(([name, label]) => (
          <TextField
            key={name}
            name={name}
            label={label}
            placeholder={english.labels[name]}
            value={labels[name] ?? ""}
            maxLength={LONGEST}
            onInput={(value) => put({ labels: { ...labels, [name]: value } })}
          />
        ))}
      </div>
      {(["yes", "no"] as const).map((name) => (
        <TextField
          key={name}
          name={`followUp.${name}`}
          label={name === "yes" ? "Asked after the good answer" : "Asked after the other answer"}
          placeholder={english.followUp[name]}
          value={followUp[name] ?? ""}
          maxLength={LONGEST}
          onInput={(value) => put({ followUp: { ...followUp, [name]: value } })}
        />
      ))}
    </>
  );
}
