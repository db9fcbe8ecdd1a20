// The dashboard's words: what would change a verdict, what moving a promise means, and sentences as people read them.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Verdict } from "../../contract/verdict.ts";
import { changesOf, stillToAdopt } from "../../dashboard/words/changes.ts";
import { meaningOf, movesOf, type Terms } from "../../dashboard/words/moving.ts";
import { sentenceOf } from "../../dashboard/words/sentences.ts";
import { bodyOf, switched, wordingsOf } from "../../dashboard/words/wordings.ts";
import { judge } from "../../worker/judge/judge.ts";
import { histories, todays } from "../judge/stories.ts";
import { day, history, SHIPPED } from "../judge/story.ts";

const terms: Terms = {
  adoption: 0.2,
  helpfulness: 0.7,
  population: null,
  adoptionRule: "twice",
  window: 28,
};

describe("what would change a verdict", () => {
  test("counts the people who must still adopt it in exact decimals", () => {
    const adoption = { target: 0.55, reached: 100, adopted: 50 } as Verdict["adoption"];
    expect(stillToAdopt(adoption)).toBe(5);
    expect(stillToAdopt({ ...adoption, adopted: 90 })).toBe(0);
  });

  test("is whole sentences for any verdict there is, with numbers in them that exist", () => {
    fc.assert(
      fc.property(histories, todays, (story, today) => {
        for (const sentence of changesOf(judge(story, today).verdict)) {
          expect(sentence).toMatch(/^[A-Z\d].*\.$/);
          expect(sentence).not.toMatch(/NaN|undefined|null|Infinity|-\d/);
        }
      }),
    );
  });

  test("names answers and people while it is collecting", () => {
    const days = [
      day(0, { seen: 100, used: 40, returned: 10, helped: 25, unhelped: 5, asked: 30 }),
    ];
    expect(changesOf(judge(history(days), SHIPPED + 20).verdict)).toEqual([
      "More answers like the ones so far: they would confirm that it helps.",
      "10 more customers coming back on a second day: that would be 20\u00a0% of the 100 reached so far.",
    ]);
  });
});

describe("moving a promise", () => {
  test("says nothing where nothing is moved", () => {
    expect(movesOf(terms, { ...terms })).toEqual([]);
    expect(meaningOf(terms, { ...terms }, { reached: 100, answers: 50 })).toEqual([]);
  });

  test("is simply the promise before anything was heard", () => {
    const to = { ...terms, helpfulness: 0.8 };
    expect(meaningOf(terms, to, { reached: 0, answers: 0 })).toEqual([
      "Nothing has been heard yet: this simply becomes the promise.",
    ]);
  });

  test("warns where it becomes easier, and not where it becomes harder", () => {
    const heard = { reached: 100, answers: 12 };
    const easier = meaningOf(terms, { ...terms, adoption: 0.1 }, heard).join(" ");
    expect(easier).toMatch(/“adoption target lowered from 20.% to 10.% after 12 answers”/);
    expect(easier).toContain("easier to reach");
    const harder = meaningOf(terms, { ...terms, helpfulness: 0.8 }, heard).join(" ");
    expect(harder).not.toContain("easier to reach");
  });

  test("names every term that is moved", () => {
    const to: Terms = { ...terms, population: 80, adoptionRule: "once", window: 90 };
    expect(movesOf(terms, to)).toEqual([
      "customer base changed from everyone to a closed list of 80",
      "adoption changed from used twice within 28 days to used once within 90 days",
    ]);
  });
});

describe("the judge's reasons as sentences", () => {
  test.each([
    ["since 2026-07-16, 55 of 92 said so", "Since 16 Jul 2026, 55 of 92 said so."],
    ["is it slow?", "Is it slow?"],
    ["41 of 52 said it helped: 79 %", "41 of 52 said it helped: 79\u00a0%."],
    ["99-99-2026 is no day, nor is 2026-99-99", "99-99-2026 is no day, nor is 2026-99-99."],
  ])("%s", (reason, sentence) => {
    expect(sentenceOf(reason)).toBe(sentence);
  });
});

describe("the prompt's words as they are edited", () => {
  const none = { question: null, labels: null, followUp: null };

  test.each([
    ["none", none],
    ["one text for all", { ...none, question: "Right?", labels: { yes: "Yes!" } }],
    [
      "texts by language",
      { ...none, question: { de: "Gut?", en: "Good?" }, followUp: { de: { no: "?" } } },
    ],
  ])("are kept as they were where nothing is changed: %s", (_, kept) => {
    expect(bodyOf(wordingsOf(kept, ["en", "de"]))).toEqual(kept);
  });

  test("a text for all languages is lost in none of them when another text has languages", () => {
    const kept = { ...none, question: "Right?", labels: { de: { yes: "Ja!" } } };
    expect(bodyOf(wordingsOf(kept, ["en", "de"])).question).toEqual({ en: "Right?", de: "Right?" });
  });

  test("switching to languages and back begins with the words that are there", () => {
    const kept = wordingsOf({ ...none, question: "Right?" }, ["en", "de"]);
    const each = switched(kept, "en");
    expect(bodyOf(each).question).toEqual({ en: "Right?" });
    expect(bodyOf(switched(each, "en")).question).toBe("Right?");
  });
});
