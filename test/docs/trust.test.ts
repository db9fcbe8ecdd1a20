// What SECURITY.md and docs/privacy.md say in numbers and names is what the code does.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { DISCOVERED_FEATURES } from "../../contract/limits.ts";
import { en } from "../../worker/ask/languages/en.ts";
import {
  GRANT_KEPT_MS,
  GRANT_NIGHTS,
  KEPT_MS,
  REPLAYED_KEPT_MS,
} from "../../worker/ledger/keeping.ts";
import { LINK_MS } from "../../worker/people/link.ts";

const ROOT = new URL("../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, ROOT), "utf8");
const DAY_MS = 86_400_000;
const days = (ms: number) => ms / DAY_MS;

/** A number that a source file keeps to itself. */
function numberIn(path: string, pattern: RegExp): number {
  const found = pattern.exec(read(path))?.[1];
  if (found === undefined) throw new Error(`${path} holds no ${pattern}`);
  return Number(found.replaceAll("_", ""));
}

const wrongTokens = numberIn(
  "worker/people/sign-in.ts",
  /"wrong token", times: (\d+), seconds: 60/,
);
const tokenDays = numberIn("worker/people/tokens.ts", /DEFAULT_MS = (\d+) \* 86_400_000/);
const sessionDays = numberIn("worker/people/library.ts", /SESSION_SECONDS = (\d+) \* 86_400/);
const linkDays = numberIn("worker/people/tidy.ts", /LINK_MEMORY_MS = (\d+) \* 86_400_000/);
const looks = numberIn("worker/show/operations/live.ts", /LOOKS = (\d+)/);
const ownIdDays = numberIn("widget/core/person.ts", /(\d+) days, in ms/);

const SECURITY = [
  `a link works once, for ${LINK_MS / 60_000} minutes`,
  `${wrongTokens} wrong ones a minute are all that a network gets`,
  `${tokenDays} days where nothing is said`,
  `${DISCOVERED_FEATURES} features can be invented`,
  `ends within ${looks} seconds`,
  "three may run a script when they are installed (`esbuild`, `node`, `workerd`)",
];

test.each(SECURITY)("SECURITY.md says: %s", (sentence) => {
  expect(read("SECURITY.md")).toContain(sentence);
});

const PRIVACY = [
  "a pseudonym: 128 bits of HMAC-SHA-256",
  `until ${days(KEPT_MS)} days after the next iteration was shipped`,
  `before they are written (\`scrub\`) | ${days(KEPT_MS)} days |`,
  `| ${days(GRANT_KEPT_MS)} days, and up to ${GRANT_NIGHTS} nights more |`,
  `| ${days(KEPT_MS)} days; ${days(REPLAYED_KEPT_MS)} days once they were folded |`,
  `for ${sessionDays} days at most; sign-in links as hashes, for a week`,
  "dropped 13 months after it was made",
  `**${en.labels.never}** on the prompt`,
  `We keep comments for ${days(KEPT_MS)} days`,
];

test.each(PRIVACY)("docs/privacy.md says: %s", (sentence) => {
  expect(read("docs/privacy.md")).toContain(sentence);
});

test("A week and thirteen months are what the code counts", () => {
  expect(linkDays).toBe(7);
  expect(Math.floor(ownIdDays / 30.3)).toBe(13);
});

test("Whatever the pages lead to is there", () => {
  for (const page of ["SECURITY.md", "docs/privacy.md"])
    for (const [, target = ""] of read(page).matchAll(/\]\((?!https?:)([^)#]+)\)/g))
      expect(read(`${page.startsWith("docs/") ? "docs/" : ""}${target}`).length).toBeGreaterThan(0);
});
