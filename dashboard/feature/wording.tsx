// The words of the prompt: the question, its answers, and what is asked after them.

import { useState } from "preact/hooks";
import type { Ask } from "../../contract/ask.ts";
import { call } from "../api.ts";
import { ChoiceField, FormFoot, TextField, useSubmit } from "../frame/form.tsx";
import { toast } from "../frame/toast.tsx";
import type { FeatureProps } from "./given.ts";
import { ownWords } from "./own-words.ts";
import { Preview } from "./preview.tsx";
import { bodyOf, EVERY, filled, NO_TEXTS, switched, type Texts, wordingsOf } from "./texts.ts";

type WordingProps = FeatureProps & { editable: boolean };

export function Wording({ feature, project, subject, changed, editable }: WordingProps) {
  const [wordings, setWordings] = useState(() => wordingsOf(feature, offeredBy(project)));
  const { each, byLanguage } = wordings;
  const languages = languagesOf(offeredBy(project), Object.keys(byLanguage));
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
  const own = at === EVERY || at === "en" || at.startsWith("en-");
  return (
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
          <Words key={at} feature={feature.name} texts={texts} put={put} />
          <p class="hint">
            Whatever is left empty is Landed's own wording, in seventeen languages.
          </p>
        </fieldset>
        {editable && <FormFoot submission={submission} save="Use these words" />}
      </form>
      <Preview
        ask={askOf(feature, project, { texts, lang: at || "en" })}
        note={
          own
            ? ""
            : `What is left empty is shown in English here, and in ${languageName(at)} to customers.`
        }
      />
    </div>
  );
}

/** All that the prompt is told, as the server would tell it. */
function askOf(
  feature: FeatureProps["feature"],
  project: FeatureProps["project"],
  { texts, lang }: { texts: Texts; lang: string },
): Ask {
  return {
    feature: feature.key,
    iteration: feature.iteration.label,
    question: texts.question.trim() || ownWords.question(feature.name),
    labels: { ...ownWords.labels, ...filled(texts.labels) },
    followUp: { ...ownWords.followUp, ...filled(texts.followUp) },
    dir: RIGHT_TO_LEFT.includes(lang.split("-")[0] ?? "") ? "rtl" : "ltr",
    lang,
    placement: feature.placement,
    delayMs: 0,
    theme: project.theme,
  };
}

const RIGHT_TO_LEFT = ["ar", "he", "fa", "ur"];

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
        placeholder={ownWords.question(feature)}
        value={question}
        maxLength={LONGEST}
        onInput={(value) => put({ question: value })}
      />
      <div class="pair">
        <TextField
          name="yes"
          label="The good answer"
          placeholder={ownWords.labels.yes}
          {...label("yes")}
        />
        <TextField
          name="no"
          label="The other answer"
          placeholder={ownWords.labels.no}
          {...label("no")}
        />
      </div>
      <div class="pair">
        <TextField
          name="followUp.yes"
          label="Asked after the good answer"
          placeholder={ownWords.followUp.yes}
          {...follow("yes")}
        />
        <TextField
          name="followUp.no"
          label="Asked after the other answer"
          placeholder={ownWords.followUp.no}
          {...follow("no")}
        />
      </div>
      <TextField
        name="thanks"
        label="Thanks"
        placeholder={ownWords.labels.thanks}
        {...label("thanks")}
      />
    </>
  );
}

/** Languages that Landed speaks by itself. */
const SPOKEN = "en de fr es pt it nl pl sv tr uk ja ko zh-Hans hi ar he".split(" ");

/** The languages that the project asks in: its own choice, or all. */
function offeredBy({ languages }: FeatureProps["project"]): readonly string[] {
  return languages.length > 0 ? languages : SPOKEN;
}

/** Those that have words already come first. */
function languagesOf(offered: readonly string[], written: readonly string[]): string[] {
  return [...new Set([...written.filter((one) => one !== EVERY), ...offered])];
}

function languageName(tag: string): string {
  return new Intl.DisplayNames("en", { type: "language" }).of(tag) ?? tag;
}
