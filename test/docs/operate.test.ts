// The numbers in docs/operate.md are those of the code.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  DISCOVERED_FEATURES,
  PUBLIC_AGE_MS,
  PUBLIC_BODY_BYTES,
  PUBLIC_SIGNALS,
  SECRET_AGE_MS,
  SECRET_BODY_BYTES,
  SECRET_SIGNALS,
} from "../../contract/limits.ts";
import { waitAfter } from "../../worker/collect/retry.ts";
import { JOURNEYS_A_NIGHT } from "../../worker/ledger/audit.ts";
import {
  BUDGET_KEPT_DAYS,
  GRANT_KEPT_MS,
  GRANT_NIGHTS,
  KEPT_MS,
  REPLAYED_KEPT_MS,
} from "../../worker/ledger/keeping.ts";

const page = readFileSync(new URL("../../docs/operate.md", import.meta.url), "utf8");
const days = (ms: number) => ms / 86_400_000;
const minutes = (attempts: number) => waitAfter(attempts) / 60;

const SENTENCES = [
  `| ${PUBLIC_BODY_BYTES / 1024} KiB, ${PUBLIC_SIGNALS} signals |`,
  `| ${SECRET_BODY_BYTES / 1024} KiB, ${SECRET_SIGNALS.toLocaleString("en")} signals |`,
  `| ${days(PUBLIC_AGE_MS)} days; ${days(SECRET_AGE_MS)} days with a secret key |`,
  `| ${DISCOVERED_FEATURES} a project |`,
  `after ${waitAfter(1)} seconds, ${minutes(2)}, ${minutes(3)} and ${minutes(4)} minutes, and then each hour`,
  `| comments and pages of answers | ${days(KEPT_MS)} days;`,
  `superseded | ${days(KEPT_MS)} days; then it is sealed`,
  `| dead letters | ${days(KEPT_MS)} days; ${days(REPLAYED_KEPT_MS)} days once`,
  `| ${days(GRANT_KEPT_MS)} days, and up to ${GRANT_NIGHTS} nights more |`,
  `| rows written a day | ${BUDGET_KEPT_DAYS} days |`,
  `up to ${JOURNEYS_A_NIGHT.toLocaleString("en")} journeys a night`,
];

test.each(SENTENCES)("The page says: %s", (sentence) => {
  expect(page).toContain(sentence);
});
