// Everything the prompt needs, in the language that fits best; what people set wins over the packs.

import type { Ask, Labels, Placement, Theme } from "../../contract/ask.ts";
import type { Feature, Iteration, Project } from "../ledger/catalogue.ts";
import { pickLanguage } from "./languages/index.ts";

/** The prompt waits this long after the use, ms, so that it never interrupts the act itself. */
const DELAY_MS = 2_000;

/** A text that holds for every language, or one a language; kept as JSON. */
type Wording<T> = T | Record<string, T>;

export function promptFor(
  project: Project,
  feature: Feature,
  iteration: Iteration,
  locales: readonly string[],
): Ask {
  const allowed = JSON.parse(project.languages) as string[];
  const pack = pickLanguage(wanted(locales, allowed), allowed[0] ?? "en");
  const read = <T>(json: string | null, isText: (value: Wording<T>) => value is T) =>
    json === null ? undefined : inLanguage(JSON.parse(json) as Wording<T>, pack.lang, isText);
  const labels = (json: string | null) => read<Partial<Labels>>(json, isLabels) ?? {};
  const followUp = (json: string | null) => read<Partial<Ask["followUp"]>>(json, isLabels) ?? {};
  return {
    feature: feature.key,
    iteration: iteration.label,
    question: read<string>(feature.question, isString) ?? pack.question(feature.name),
    labels: { ...pack.labels, ...labels(project.labels), ...labels(feature.labels) },
    followUp: { ...pack.followUp, ...followUp(project.follow_up), ...followUp(feature.follow_up) },
    dir: pack.dir,
    lang: pack.lang,
    placement: feature.placement as Placement,
    delayMs: DELAY_MS,
    theme: JSON.parse(project.theme) as Theme,
  };
}

/** A project that lists its languages is asked in no other. */
function wanted(locales: readonly string[], allowed: readonly string[]): string[] {
  if (allowed.length === 0) return [...locales];
  const bases = new Set(allowed.map(base));
  return locales.filter((locale) => bases.has(base(locale)));
}

function inLanguage<T>(
  wording: Wording<T>,
  lang: string,
  isText: (value: Wording<T>) => value is T,
): T | undefined {
  if (isText(wording)) return wording;
  return wording[lang] ?? wording[base(lang)];
}

function isString(value: Wording<string>): value is string {
  return typeof value === "string";
}

/** Labels are an object of texts; labels by language an object of objects. */
function isLabels<T extends object>(value: Wording<T>): value is T {
  return Object.values(value).every((each) => typeof each === "string");
}

function base(tag: string): string {
  return tag.toLowerCase().split("-")[0] ?? tag;
}
