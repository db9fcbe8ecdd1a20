// Which limits unproven traffic meets, and that no limiter learns whom it counts.

import { expect, test } from "vitest";
import { overCustomer, overNetwork, overNew } from "../../worker/collect/rate.ts";
import type { Env } from "../../worker/env.ts";

const ADDRESS = "203.0.113.7";
const LIMITS = [
  "LIMIT_NETWORK",
  "LIMIT_CUSTOMER",
  "LIMIT_NEW_NETWORK",
  "LIMIT_NEW_PROJECT",
] as const;

/** What each kind of visit is told while one limit is exceeded, and what the limiters were told. */
async function met(exceeded: (typeof LIMITS)[number] | null) {
  const keys: string[] = [];
  const limiter = (name: string) => ({
    limit: async ({ key }: { key: string }) => {
      keys.push(key);
      return { success: name !== exceeded };
    },
  });
  const limits = Object.fromEntries(LIMITS.map((name) => [name, limiter(name)]));
  const env = { LANDED_SECRET: "a secret", ...limits } as unknown as Env;
  const request = new Request("https://landed.example/v1/signals", {
    headers: { "cf-connecting-ip": ADDRESS },
  });
  const visit = { env, request, project: "p_1" };
  const answers = [await overNetwork(visit), await overCustomer(env, "c1"), await overNew(visit)];
  return { refused: answers.map((answer) => answer?.refused ?? null), keys };
}

test.each([
  { exceeded: null, refused: [null, null, null] },
  { exceeded: "LIMIT_NETWORK", refused: ["too-many", null, null] },
  { exceeded: "LIMIT_CUSTOMER", refused: [null, "too-many", null] },
  { exceeded: "LIMIT_NEW_NETWORK", refused: [null, null, "too-many"] },
  { exceeded: "LIMIT_NEW_PROJECT", refused: [null, null, "too-many"] },
] as const)("Where $exceeded is exceeded, those it is for are refused", async (given) => {
  const { refused, keys } = await met(given.exceeded);
  expect(refused).toEqual(given.refused);
  for (const key of keys) expect(key).toMatch(/^[\w-]{22}$/);
});
