// Every command that can be told something says how, and what was wrong with what it was told, in words.

import { execFile } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../..");

const COMMANDS = [
  ["npm start", "scripts/start/main.ts"],
  ["npm run link", "scripts/link.ts"],
  ["npm run token", "scripts/token.ts"],
  ["npm run carry", "scripts/carry.ts"],
  ["npm run verify", "scripts/verify.ts"],
  ["npm run shots", "scripts/shots.ts"],
  ["npm run deploy", "scripts/deploy.ts"],
  ["npm run bench", "test/bench/bench.ts"],
] as const;

interface Ended {
  status: number | string | null | undefined;
  out: string;
  error: string;
}

function run(script: string, ...told: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, [join(ROOT, script), ...told], (failed, out, error) =>
      resolve({ status: failed ? failed.code : 0, out, error }),
    );
  });
}

test.each(COMMANDS)(
  "%s says what it does not know, and how it is called",
  async (command, script) => {
    const { status, out, error } = await run(script, "--no-such-option");
    expect([status, out]).toEqual([1, ""]);
    expect(error).toMatch(/^Unknown option '--no-such-option'/);
    expect(error).toContain(`\n${command}`);
    expect(error).not.toMatch(/^ +at /m);
  },
);

test("whoever asks is told how a command is called", async () => {
  const { status, out, error } = await run("scripts/link.ts", "--help");
  expect([status, error]).toEqual([0, ""]);
  expect(out).toMatch(/^npm run link -- --email/);
});

test("npm start names the port it cannot take", async () => {
  const { status, error } = await run("scripts/start/main.ts", "--port", "70000");
  expect(status).toBe(1);
  expect(error).toContain("--port is a number from 1 to 65534, not 70000");
});

test("npm run bench names the benches there are", async () => {
  const { status, error } = await run("test/bench/bench.ts", "verdicts");
  expect(status).toBe(1);
  expect(error).toMatch(/^There is no bench verdicts\.\n\nnpm run bench -- \[verdict\] \[/);
});
