// Editing the prompt's words: for which languages they hold, and the words of the one in hand.

import { useState } from "preact/hooks";
import { languageName, SPOKEN } from "../words/languages.ts";
import {
  EVERY,
  type Kept,
  NO_TEXTS,
  switched,
  type Texts,
  type Wordings,
  wordingsOf,
} from "../words/wordings.ts";
import { ChoiceField } from "./form.tsx";

export interface Editing {
  wordings: Wordings;
  languages: readonly string[];
  /** The language in hand; empty where the words hold for all. */
  at: string;
  texts: Texts;
  put: (changes: Partial<Texts>) => void;
  /** From words for all languages to words for each, or back. */
  turn: () => void;
  choose: (language: string) => void;
}

/** `asked` are the languages that the project asks in; none stands for all that Landed speaks. */
export function useWordings(kept: Kept, asked: readonly string[]): Editing {
  const offered = asked.length > 0 ? asked : SPOKEN;
  const [wordings, setWordings] = useState(() => wordingsOf(kept, offered));
  const { each, byLanguage } = wordings;
  const languages = languagesOf(offered, Object.keys(byLanguage));
  const [language, choose] = useState(languages[0] ?? "en");
  const at = each ? language : EVERY;
  const texts = byLanguage[at] ?? NO_TEXTS;
  return {
    ...{ wordings, languages, at, texts, choose },
    put: (changes) =>
      setWordings({ each, byLanguage: { ...byLanguage, [at]: { ...texts, ...changes } } }),
    turn: () => setWordings(switched(wordings, language)),
  };
}

/** Those that have words already come first. */
function languagesOf(offered: readonly string[], written: readonly string[]): string[] {
  return [...new Set([...written.filter((one) => one !== EVERY), ...offered])];
}

export function LanguageChoice({ editing }: { editing: Editing }) {
  const { wordings, languages, at, turn, choose } = editing;
  return (
    <div class="pair">
      <ChoiceField
        name="each"
        label="These words hold"
        value={wordings.each ? "each" : "every"}
        choices={[
          ["every", "for every language"],
          ["each", "for each language its own"],
        ]}
        onChange={turn}
      />
      {wordings.each && (
        <ChoiceField
          name="language"
          label="Language"
          value={at}
          choices={languages.map((one) => [one, languageName(one)] as const)}
          onChange={choose}
        />
      )}
    </div>
  );
}
