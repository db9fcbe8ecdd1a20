// An imported project's names: a permutation that can be taken back, and that no other project shares.

import { describe, expect, test } from "vitest";
import { fromOwn, toOwn } from "../../worker/ledger/own-names.ts";
import { subjectOf } from "../../worker/ledger/subject.ts";

const SECRET = "a-secret-for-tests-of-at-least-32-characters";

function randomNames(count: number): Uint8Array<ArrayBuffer>[] {
  return Array.from({ length: count }, () => crypto.getRandomValues(new Uint8Array(16)));
}

async function kept(
  project: string,
  names: Uint8Array<ArrayBuffer>[],
): Promise<Uint8Array<ArrayBuffer>> {
  const own = await Promise.all(names.map((name) => toOwn(SECRET, project, name)));
  return Uint8Array.from(own.flatMap((each) => [...each]));
}

describe("names of an imported project", () => {
  test.each([1, 2, 500])("%i of them come back as they were", async (count) => {
    const names = randomNames(count);
    const back = await fromOwn(SECRET, "p_b", await kept("p_b", names));
    expect([...back]).toEqual(names.flatMap((name) => [...name]));
  });

  test("are others in every project, and under every secret", async () => {
    const [name = new Uint8Array()] = randomNames(1);
    const all = await Promise.all([
      toOwn(SECRET, "p_b", name),
      toOwn(SECRET, "p_c", name),
      toOwn(`${SECRET}!`, "p_b", name),
    ]);
    expect(new Set([name, ...all].map(String)).size).toBe(4);
  });

  test("leave a project's own people alone", async () => {
    const own = await subjectOf(SECRET, { id: "p_a", pseudonym_scope: null }, "c", "u_1");
    const imported = await subjectOf(SECRET, { id: "p_b", pseudonym_scope: "p_a" }, "c", "u_1");
    expect(imported).not.toBe(own);
    expect(imported).toMatch(/^c[A-Za-z0-9_-]{22}$/);
  });
});
