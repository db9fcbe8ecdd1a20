// What a language has to say: every text of the prompt.

import type { Labels } from "../../../contract/ask.ts";

/**
 * The prompt in one language. Texts are short and warm, without exclamation marks, and address the reader as
 * products in that language usually do. The question names the feature as a title, so that it fits whether the
 * name is singular or plural, and of whatever gender.
 */
export interface LanguagePack {
  /** BCP 47. */
  lang: string;
  dir: "ltr" | "rtl";
  question: (feature: string) => string;
  /** What is asked after a yes, and after a no. */
  followUp: { yes: string; no: string };
  labels: Labels;
}
