// The words of a feature's prompt as they are edited: one set for every language, or a set for each.

import type { FeatureDetail } from "../../contract/api/features.ts";
import type { BodyInput } from "../../contract/api/routes.ts";

type Body = BodyInput<"PATCH /projects/{project}/features/{feature}">;
type Kept = Pick<FeatureDetail, "question" | "labels" | "followUp">;

/** One language's words; what is left out is Landed's own. */
export interface Texts {
  question: string;
  labels: Record<string, string | undefined>;
  followUp: Record<string, string | undefined>;
}

export interface Wordings {
  /** Whether each language has its own; else the set under `EVERY` holds for all. */
  each: boolean;
  byLanguage: Record<string, Texts>;
}

/** Stands for all languages at once. */
export const EVERY = "";

export const NO_TEXTS: Texts = { question: "", labels: {}, followUp: {} };

type ByLanguage<T> = Record<string, T>;

export function wordingsOf({ question, labels, followUp }: Kept): Wordings {
  const questions = split<string>(question, (value) => typeof value === "string");
  const words = split<Texts["labels"]>(labels, isTexts);
  const follow = split<Texts["followUp"]>(followUp, isTexts);
  const languages = [questions, words, follow].flatMap((one) => Object.keys(one));
  const each = languages.some((language) => language !== EVERY);
  const own = new Set(each ? languages.filter((language) => language !== EVERY) : [EVERY]);
  const byLanguage = [...own].map((language): [string, Texts] => [
    language,
    {
      question: questions[language] ?? questions[EVERY] ?? "",
      labels: words[language] ?? words[EVERY] ?? {},
      followUp: follow[language] ?? follow[EVERY] ?? {},
    },
  ]);
  return { each, byLanguage: Object.fromEntries(byLanguage) };
}

/** One text for all is kept under the empty language. */
function split<T>(
  wording: T | ByLanguage<T> | null,
  isText: (value: T | ByLanguage<T>) => boolean,
): ByLanguage<T> {
  if (wording === null) return {};
  return isText(wording) ? { [EVERY]: wording as T } : (wording as ByLanguage<T>);
}

function isTexts(value: object): boolean {
  return Object.values(value).every((each) => typeof each === "string");
}

/** The words as the API takes them; null where there are none. */
export function bodyOf({
  each,
  byLanguage,
}: Wordings): Pick<Body, "question" | "labels" | "followUp"> {
  const pick = <T>(of: (texts: Texts) => T | null) =>
    each ? pickEach(byLanguage, of) : of(byLanguage[EVERY] ?? NO_TEXTS);
  return {
    question: pick(({ question }) => question.trim() || null),
    labels: pick(({ labels }) => filled(labels)),
    followUp: pick(({ followUp }) => filled(followUp)),
  };
}

function pickEach<T>(
  byLanguage: Wordings["byLanguage"],
  of: (texts: Texts) => T | null,
): ByLanguage<T> | null {
  const found = Object.entries(byLanguage).flatMap(([language, texts]): [string, T][] => {
    const own = of(texts);
    return language === EVERY || own === null ? [] : [[language, own]];
  });
  return found.length > 0 ? Object.fromEntries(found) : null;
}

/** Those that say something; null where none does. */
function filled(texts: Record<string, string | undefined>): Record<string, string> | null {
  const own = Object.entries(texts).flatMap(([name, text]): [string, string][] =>
    text?.trim() ? [[name, text.trim()]] : [],
  );
  return own.length > 0 ? Object.fromEntries(own) : null;
}
