// The words of the prompt: the question, its answers, and what is asked after them.

import type { Ask } from "../../contract/ask.ts";
import { english } from "../../contract/english.ts";
import { call } from "../api.ts";
import { FormFoot, TextField, useSubmit } from "../frame/form.tsx";
import { toast } from "../frame/toast.tsx";
import { LanguageChoice, useWordings } from "../frame/wordings.tsx";
import { languageName } from "../words/languages.ts";
import { bodyOf, EVERY, filled, type Texts } from "../words/wordings.ts";
import type { FeatureProps } from "./given.ts";
import { Preview } from "./preview.tsx";

type WordingProps = FeatureProps & { editable: boolean };

export function Wording({ feature, project, subject, changed, editable }: WordingProps) {
  const editing = useWordings(feature, project.languages);
  const { wordings, at, texts, put } = editing;
  const submission = useSubmit(
    () => call("PATCH /projects/{project}/features/{feature}", subject, { body: bodyOf(wordings) }),
    (next) => {
      changed(next);
      toast("Customers read these words from now on.");
    },
  );
  const own = at === EVERY || at === "en" || at.startsWith("en-");
  return (
    <div class="two wide-first">
      <form class="form" onSubmit={submission.submit}>
        <fieldset disabled={!editable} class="stack">
          <LanguageChoice editing={editing} />
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
    question: texts.question.trim() || english.question(feature.name),
    labels: { ...english.labels, ...filled(texts.labels) },
    followUp: { ...english.followUp, ...filled(texts.followUp) },
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
        placeholder={english.question(feature)}
        value={question}
        maxLength={LONGEST}
        onInput={(value) => put({ question: value })}
      />
      <div class="pair">
        <TextField
          name="yes"
          label="The good answer"
          placeholder={english.labels.yes}
          {...label("yes")}
        />
        <TextField
          name="no"
          label="The other answer"
          placeholder={english.labels.no}
          {...label("no")}
        />
      </div>
      <div class="pair">
        <TextField
          name="followUp.yes"
          label="Asked after the good answer"
          placeholder={english.followUp.yes}
          {...follow("yes")}
        />
        <TextField
          name="followUp.no"
          label="Asked after the other answer"
          placeholder={english.followUp.no}
          {...follow("no")}
        />
      </div>
      <TextField
        name="thanks"
        label="Thanks"
        placeholder={english.labels.thanks}
        {...label("thanks")}
      />
    </>
  );
}
