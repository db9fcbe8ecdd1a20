// The languages of the prompt: complete, plain, and chosen as a reader would choose.

import { describe, expect, test } from "vitest";
import { LANGUAGES, pickLanguage } from "../../worker/ask/languages/index.ts";

const EXPECTED = ["en", "de", "fr", "es", "pt", "it", "nl", "pl", "sv", "tr", "uk", "ja", "ko"];
const REST = ["zh-Hans", "hi", "ar", "he"];

test("there are seventeen, each once", () => {
  const tags = LANGUAGES.map(({ lang }) => lang);
  expect(tags.toSorted()).toEqual([...EXPECTED, ...REST].toSorted());
});

describe.each(LANGUAGES)("$lang", ({ lang, dir, question, followUp, labels }) => {
  const texts = { ...labels, ...followUp, question: question("CSV export") };

  test("misses no text that English has", () => {
    const english = pickLanguage(["en"], "en");
    expect(Object.keys(labels)).toEqual(Object.keys(english.labels));
    expect(Object.keys(followUp)).toEqual(["yes", "no"]);
    for (const text of Object.values(texts)) expect(text.trim()).not.toBe("");
  });

  test("says everything in its own words", () => {
    const english = pickLanguage(["en"], "en");
    const same = Object.entries(labels).filter(
      ([name, text]) => lang !== "en" && text === english.labels[name as keyof typeof labels],
    );
    // No is no in several languages, and feedback is a Dutch word by now.
    expect(same.map(([name]) => name).filter((name) => !["no", "region"].includes(name))).toEqual(
      [],
    );
    expect(new Set(Object.values(labels)).size).toBe(Object.keys(labels).length);
  });

  test("never raises its voice", () => {
    for (const text of Object.values(texts)) expect(text).not.toMatch(/[!¡！]/);
  });

  test("names the feature once, and asks", () => {
    expect(texts.question.split("CSV export")).toHaveLength(2);
    expect(texts.question).toMatch(/[?？؟か]$/);
  });

  test("keeps buttons short", () => {
    for (const name of ["yes", "no", "notNow", "close", "send"] as const)
      expect([...labels[name]].length).toBeLessThanOrEqual(14);
    expect([...labels.never].length).toBeLessThanOrEqual(24);
    expect([...texts.question].length).toBeLessThanOrEqual(70);
  });

  test("runs the way it is written", () => {
    expect(dir).toBe(["ar", "he"].includes(lang) ? "rtl" : "ltr");
    expect(new Intl.Locale(lang).toString()).toBe(lang);
  });
});

describe("a reader", () => {
  test.each([
    [["de-AT", "en"], "fr", "de"],
    [["pt-BR"], "en", "pt"],
    [["zh-CN"], "en", "zh-Hans"],
    [["zh-Hans-SG", "en"], "en", "zh-Hans"],
    [["iw"], "en", "he"],
    [["DE"], "en", "de"],
    [["xx", "sv"], "en", "sv"],
    [["xx"], "it", "it"],
    [[], "tr-TR", "tr"],
    [["xx"], "yy", "en"],
  ])("who wants %j in a project that speaks %s gets %s", (wanted, fallback, lang) => {
    expect(pickLanguage(wanted, fallback).lang).toBe(lang);
  });
});
