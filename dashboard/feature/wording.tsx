// The words of the prompt: the question, its answers, and what is asked after them.

import { useState } from "preact/hooks";
import { call } from "../api.ts";
import { ChoiceField, FormFoot, TextField, useSubmit } from "../frame/form.tsx";
import { toast } from "../frame/toast.tsx";
import type { FeatureProps } from "./page.tsx";
import { bodyOf, EVERY, NO_TEXTS, type Texts, wordingsOf } from "./texts.ts";

type WordingProps = FeatureProps & { editable: boolean };

export function Wording({ feature, project, subject, changed, editable }: WordingProps) {
  const [wordings, setWordings] = useState(() => wordingsOf(feature));
  const { each, byLanguage } = wordings;
  const languages = languagesOf(project.languages, Object.keys(byLanguage));
  const [language, setLanguage] = useState(languages[0] ?? "en");
  const submission = useSubmit(
    () => call("PATCH /projects/{project}/features/{feature}", subject, { body: bodyOf(wordings) }),
    (next) => {
      changed(next);
      toast("Customers read these words from now on.");
    },
  );
  const at = each ? language : EVERY;
  const texts = byLanguage[at] ?? NO_TEXTS;
  const put = (changes: Partial<Texts>) =>
    setWordings({ each, byLanguage: { ...byLanguage, [at]: { ...texts, ...changes } } });
  return (
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
            onChange={(value) => setWordings({ ...wordings, each: value === "each" })}
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
        <Words key={at} feature={feature.name} texts={texts} put={put} />
        <p class="hint">Whatever is left empty is Landed's own wording, in seventeen languages.</p>
      </fieldset>
      {editable && <FormFoot submission={submission} save="Use these words" />}
    </form>
  );
}

interface WordsProps {
  feature: string;
  texts: Texts;
  put: (changes: Partial<Texts>) => void;
}

const LONGEST = 200;

function Words({ feature, texts, put }: WordsProps) {
  const { question, labels, followUp } = texts;
  const label = (name: string) => ({
    value: labels[name] ?? "",
    maxLength: LONGEST,
    onInput: (value: string) => put({ labels: { ...labels, [name]: value } }),
  });
  const follow = (name: string) => ({
    value: followUp[name] ?? "",
    maxLength: LONGEST,
    onInput: (value: string) => put({ followUp: { ...followUp, [name]: value } }),
  });
  return (
    <>
      <TextField
        name="question"
        label="The question"
        placeholder={`Did ${feature} help?`}
        value={question}
        maxLength={LONGEST}
        onInput={(value) => put({ question: value })}
      />
      <div class="pair">
        <TextField name="yes" label="The good answer" placeholder="Yes" {...label("yes")} />
        <TextField name="no" label="The other answer" placeholder="No" {...label("no")} />
      </div>
      <div class="pair">
        <TextField
          name="followUp.yes"
          label="Asked after the good answer"
          placeholder="What did it help you do?"
          {...follow("yes")}
        />
        <TextField
          name="followUp.no"
          label="Asked after the other answer"
          placeholder="What got in the way?"
          {...follow("no")}
        />
      </div>
      <TextField name="thanks" label="Thanks" placeholder="Thank you" {...label("thanks")} />
    </>
  );
}

/** Languages that Landed speaks by itself. */
const SPOKEN = "en de fr es pt it nl pl sv tr uk ja ko zh-Hans hi ar he".split(" ");

/** The project's languages, or all, and those that have words already. */
function languagesOf(projects: readonly string[], written: readonly string[]): string[] {
  const offered = projects.length > 0 ? projects : SPOKEN;
  return [...new Set([...written.filter((one) => one !== EVERY), ...offered])];
}

function languageName(tag: string): string {
  return new Intl.DisplayNames("en", { type: "language" }).of(tag) ?? tag;
}
