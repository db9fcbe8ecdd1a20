// The project's own words for the prompt's buttons and follow-ups, in all languages or in each.

import { useState } from "preact/hooks";
import { ownWords } from "../feature/own-words.ts";
import {
  bodyOf,
  EVERY,
  filled,
  NO_TEXTS,
  switched,
  type Texts,
  wordingsOf,
} from "../feature/texts.ts";
import { ChoiceField, FormFoot, TextField } from "../frame/form.tsx";
import { languageName, SPOKEN } from "../words/languages.ts";
import type { SettingsProps } from "./given.ts";
import { SamplePrompt } from "./sample-prompt.tsx";
import { useSaving } from "./saving.ts";
import { Section } from "./section.tsx";

const LONGEST = 200;

/** In the order in which a customer meets them. */
const LABELS: readonly (readonly [name: keyof typeof ownWords.labels & string, label: string])[] = [
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
  const offered = project.languages.length > 0 ? project.languages : SPOKEN;
  const [wordings, setWordings] = useState(() =>
    wordingsOf({ question: null, labels: project.labels, followUp: project.followUp }, offered),
  );
  const { each, byLanguage } = wordings;
  const languages = [
    ...new Set([...Object.keys(byLanguage).filter((one) => one !== EVERY), ...offered]),
  ];
  const [language, setLanguage] = useState(languages[0] ?? "en");
  const submission = useSaving(
    props,
    () => {
      const { labels, followUp } = bodyOf(wordings);
      return { labels: labels ?? null, followUp: followUp ?? null };
    },
    "Customers read these words from now on.",
  );
  const at = each ? language : EVERY;
  const texts = byLanguage[at] ?? NO_TEXTS;
  return (
    <Section
      title="Words of the question"
      says="For every feature that has no words of its own. What is left empty is Landed's own wording, in seventeen languages."
    >
      <div class="two wide-first">
        <form class="form" onSubmit={submission.submit}>
          <fieldset disabled={!editable} class="stack">
            <div class="pair">
              <ChoiceField
                name="each"
                label="These words hold"
                value={each ? "each" : "every"}
                choices={[
                  ["every", "for every language"],
                  ["each", "for each language its own"],
                ]}
                onChange={() => setWordings(switched(wordings, language))}
              />
              {each && (
                <ChoiceField
                  name="language"
                  label="Language"
                  value={language}
                  choices={languages.map((one) => [one, languageName(one)] as const)}
                  onChange={setLanguage}
                />
              )}
            </div>
            <Words
              key={at}
              texts={texts}
              put={(changes) =>
                setWordings({
                  each,
                  byLanguage: { ...byLanguage, [at]: { ...texts, ...changes } },
                })
              }
            />
          </fieldset>
          {editable && <FormFoot submission={submission} save="Use these words" />}
        </form>
        <SamplePrompt
          theme={project.theme}
          texts={{
            labels: { ...ownWords.labels, ...filled(texts.labels) },
            followUp: { ...ownWords.followUp, ...filled(texts.followUp) },
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
            placeholder={ownWords.labels[name]}
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
          placeholder={ownWords.followUp[name]}
          value={followUp[name] ?? ""}
          maxLength={LONGEST}
          onInput={(value) => put({ followUp: { ...followUp, [name]: value } })}
        />
      ))}
    </>
  );
}
