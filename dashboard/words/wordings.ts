// The words of a prompt as they are edited: one set for every language, or a set for each.

import type { FeatureDetail } from "../../contract/api/features.ts";
import type { BodyInput } from "../../contract/api/routes.ts";

type Body = BodyInput<"PATCH /projects/{project}/features/{feature}">;
/** The words as the API keeps them. */
export type Kept = Pick<FeatureDetail, "question" | "labels" | "followUp">;

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

/** `offered` are the languages that a text for all of them stands for, where others have their own. */
export function wordingsOf(
  { question, labels, followUp }: Kept,
  offered: readonly string[],
): Wordings {
  const questions = split(question, isString);
  const words = split<Texts["labels"]>(labels, isTexts);
  const follow = split<Texts["followUp"]>(followUp, isTexts);
  const languages = [questions, words, follow].flatMap((one) => Object.keys(one));
  const each = languages.some((language) => language !== EVERY);
  const mixed = each && languages.includes(EVERY);
  const own = each ? languages.filter((language) => language !== EVERY) : [EVERY];
  const byLanguage = [...new Set([...own, ...(mixed ? offered : [])])].map(
    (language): [string, Texts] => [
      language,
      {
        question: questions[language] ?? questions[EVERY] ?? "",
        labels: words[language] ?? words[EVERY] ?? {},
        followUp: follow[language] ?? follow[EVERY] ?? {},
      },
    ],
  );
  return { each, byLanguage: Object.fromEntries(byLanguage) };
}

/** The other way of holding words, beginning with those that are there: in `language`, or for all. */
export function switched({ each, byLanguage }: Wordings, language: string): Wordings {
  const [from, to] = each ? [language, EVERY] : [EVERY, language];
  const texts = byLanguage[to] ?? byLanguage[from] ?? NO_TEXTS;
  return { each: !each, byLanguage: { ...byLanguage, [to]: texts } };
}

/** One text for all is kept under the empty language. */
function split<T>(
  wording: T | ByLanguage<T> | null,
  isText: (value: T | ByLanguage<T>) => value is T,
): ByLanguage<T> {
  if (wording === null) return {};
  return isText(wording) ? { [EVERY]: wording } : wording;
}

function isString(value: unknown): value is string {
  return typeof value === "string";
}

function isTexts(value: object): value is Texts["labels"] {
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
export function filled(texts: Record<string, string | undefined>): Record<string, string> | null {
  const own = Object.entries(texts).flatMap(([name, text]): [string, string][] =>
    text?.trim() ? [[name, text.trim()]] : [],
  );
  return own.length > 0 ? Object.fromEntries(own) : null;
}
