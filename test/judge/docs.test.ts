// What docs/verdicts.md says in numbers is what the judge says.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { calculate, plan } from "../../worker/judge/calculator.ts";
import { judge } from "../../worker/judge/judge.ts";
import { LADDER } from "../../worker/judge/ladder.ts";
import { day, history, SHIPPED } from "./story.ts";

const page = readFileSync(new URL("../../docs/verdicts.md", import.meta.url), "utf8");

test("the table of answers is the planning table at 70 %", () => {
  const rows = [...page.matchAll(/^\| (\d+) % \| (\d+) \| (confirmed|refuted) \|$/gm)];
  const told = rows.map(([, share, answers, direction]) => ({
    share: Number(share) / 100,
    answers: Number(answers),
    direction,
    days: null,
  }));
  expect(told).toHaveLength(7);
  for (const row of told) expect(plan(0.7).plan).toContainEqual(row);
});

test("the sentences quoted are sentences the judge says", () => {
  const rows = [day(0, { seen: 300, asked: 120 }), day(28, { helped: 41, unhelped: 11 })];
  const { because } = judge(history(rows), SHIPPED + 30).verdict;
  const quoted = because.filter((reason) => /the true share|more answers/.test(reason));
  expect(quoted).toHaveLength(2);
  for (const reason of quoted) expect(page).toContain(reason);
});

test("the turning point of the example", () => {
  const { silence } = calculate({ answers: 52, helped: 41, target: 0.7, asked: 120 });
  expect(Math.round((silence.breakEven ?? 0) * 100)).toBe(63);
  expect(page).toContain("if 63 % of the other 68 said yes");
});

test("a list of 30 needs 21 at 70 %, and is certain then", () => {
  const { helpfulness } = calculate({ answers: 21, helped: 21, target: 0.7, population: 30 });
  expect(helpfulness).toMatchObject({ verdict: "confirmed", logUp: "Infinity" });
});

test("the ladder is the one that the formula names", () => {
  expect(page).toContain(`r = ${LADDER.map(({ ratio }) => ratio).join(", ")}`);
  expect(page).toContain(`w = ${LADDER.map(({ weight }) => weight).join(", ")}`);
});
