// Texts and targets as people set them: one for every language, or one a language.

import { z } from "zod";

/** Whether a text comes back from storage as it went in. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes("\u0000");
}

/** A text that comes back from storage as it went in; `most` is in UTF-16 units. */
export const stored = (most: number) =>
  z.string().max(most).refine(isStorable, "no NUL, no lone surrogates");

export const name = z
  .string()
  .trim()
  .min(1, "may not be empty")
  .max(200, "at most 200 characters")
  .refine(isStorable, "no NUL, no lone surrogates");

/** A longer text: a sentence of value, a reason, a note. */
export const sentence = z
  .string()
  .max(2_000, "at most 2,000 characters")
  .refine(isStorable, "no NUL, no lone surrogates");

export const reason = sentence.min(3, "say why, in at least 3 characters");

const share = z
  .number()
  .min(0.05, "0.05 to 0.95")
  .max(0.95, "0.05 to 0.95")
  .refine((value) => Math.abs(value * 100 - Math.round(value * 100)) < 1e-9, "in hundredths");

/** Adoption and helpfulness to reach, as shares in hundredths. */
export const targets = z.strictObject({ adoption: share, helpfulness: share });

const language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "a language tag such as de");
const wording = z.string().trim().min(1).max(200).refine(isStorable, "no NUL, no lone surrogates");

const byLanguage = <T extends z.ZodType>(text: T) => z.union([text, z.record(language, text)]);

const labels = z
  .strictObject({
    yes: wording,
    no: wording,
    notNow: wording,
    close: wording,
    never: wording,
    send: wording,
    thanks: wording,
    saved: wording,
  })
  .partial();

export const questionText = byLanguage(wording);
export const labelsText = byLanguage(labels);
export const followUpText = byLanguage(z.strictObject({ yes: wording, no: wording }).partial());
