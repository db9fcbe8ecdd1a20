// The languages the prompt speaks, and which of them fits a reader best.

import { ar } from "./ar.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { fr } from "./fr.ts";
import { he } from "./he.ts";
import { hi } from "./hi.ts";
import { it } from "./it.ts";
import { ja } from "./ja.ts";
import { ko } from "./ko.ts";
import { nl } from "./nl.ts";
import type { LanguagePack } from "./pack.ts";
import { pl } from "./pl.ts";
import { pt } from "./pt.ts";
import { sv } from "./sv.ts";
import { tr } from "./tr.ts";
import { uk } from "./uk.ts";
import { zhHans } from "./zh-Hans.ts";

export const LANGUAGES: readonly LanguagePack[] = [
  en,
  de,
  fr,
  es,
  pt,
  it,
  nl,
  pl,
  sv,
  tr,
  uk,
  ja,
  ko,
  zhHans,
  hi,
  ar,
  he,
];

/**
 * The language for a reader: the first of their tags that a pack speaks, else the project's own, else English.
 * @param wanted BCP 47 tags, best first.
 */
export function pickLanguage(wanted: readonly string[], fallback: string): LanguagePack {
  for (const tag of [...wanted, fallback]) {
    const pack = LANGUAGES.find(({ lang }) => baseOf(lang) === baseOf(tag));
    if (pack) return pack;
  }
  return en;
}

/** The language of a tag without region and script: `pt` of `pt-BR`. Old tags name what is now called otherwise. */
function baseOf(tag: string): string {
  const base = tag.toLowerCase().split("-")[0] ?? tag;
  return OLD_TAGS[base] ?? base;
}

const OLD_TAGS: Record<string, string> = { iw: "he" };
