// npm run link and npm run token: they write hashes alone, and say what they could not do.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { execute } from "../../../scripts/d1.ts";
import { hashOf } from "../../../worker/people/secret.ts";

const ROOT = join(import.meta.dirname, "../../..");
const data = mkdtempSync(join(tmpdir(), "landed-data-"));

function node(...command: string[]): { status: number | null; out: string; error: string } {
  const env = { ...process.env, WRANGLER_SEND_METRICS: "false" };
  const { status, stdout, stderr } = spawnSync("node_modules/.bin/node", command, {
    cwd: ROOT,
    encoding: "utf8",
    env,
  });
  return { status, out: stdout, error: stderr };
}

beforeAll(() => {
  const wrangler = "node_modules/wrangler/bin/wrangler.js";
  const where = ["--local", "--persist-to", data];
  const migrated = node(wrangler, "d1", "migrations", "apply", "DB", ...where);
  if (migrated.status !== 0) throw new Error(migrated.error);
});
afterAll(() => rmSync(data, { recursive: true }));

function rows(statement: string): Record<string, unknown>[] {
  return execute({ remote: false, data }, [statement])[0]?.results ?? [];
}

/** Every file of the database, as it lies on the disk. */
function onDisk(): string {
  const files = readdirSync(data, { recursive: true, withFileTypes: true });
  return files
    .filter((file) => file.isFile())
    .map((file) => readFileSync(join(file.parentPath, file.name), "latin1"))
    .join("");
}

describe("npm run link", () => {
  const name = "Ada O'Hara\"; DROP TABLE user; --";

  test("prints a link once and keeps its hash", async () => {
    const whose = ["--email", "Ada@Example.com", "--name", name, "--owner"];
    const made = node("scripts/link.ts", ...whose, "--data", data);
    expect(made.error).toBe("");
    const [, secret = "none"] =
      /^http:\/\/localhost:8787\/sign-in#token=([\w-]{43})$/m.exec(made.out) ?? [];
    expect(rows("SELECT hash FROM link")).toEqual([{ hash: await hashOf(secret) }]);
    const people = rows("SELECT name, email, deployment FROM user");
    expect(people).toEqual([{ name, email: "ada@example.com", deployment: 1 }]);
    expect(onDisk()).toContain("ada@example.com");
    expect(onDisk()).not.toContain(secret);
  });

  test("makes the set-up link", () => {
    const made = node(
      "scripts/link.ts",
      "--setup",
      "--data",
      data,
      "--origin",
      "https://l.example/x",
    );
    expect(made.out).toMatch(/^https:\/\/l\.example\/sign-in#setup=[\w-]{43}$/m);
  });

  test.each([
    [["--email", "bob@example.com", "--project", "p_nothing"], "There is no project p_nothing."],
    [["--email", "no address"], "--email ada@example.com"],
    [["--email", "bob@example.com", "--role", "admin"], "--role is viewer, editor or owner"],
    [["--email", "bob@example.com", "--remote"], "--origin https://"],
    [["--mail", "bob@example.com"], "--mail"],
    [["--email", "bob@example.com", "--data", join(data, "nowhere")], "no local deployment"],
  ])("%j is refused with: %s", (options, complaint) => {
    const refused = node("scripts/link.ts", "--data", data, ...options);
    expect(refused.status).toBe(1);
    expect(refused.error).toContain(complaint);
    expect(refused.out).not.toContain("#token=");
  });
});

describe("npm run token", () => {
  test("prints a token once and keeps its hash", async () => {
    const made = node("scripts/token.ts", "--name", "ci", "--scope", "write", "--data", data);
    const [secret = "none"] = /^lt_[\w-]{43}$/m.exec(made.out) ?? [];
    const [row] = rows("SELECT hash, scope, project, expires_at - created_at AS lasts FROM token");
    expect(row).toEqual({
      hash: await hashOf(secret),
      scope: "write",
      project: null,
      lasts: 90 * 86_400_000,
    });
    expect(onDisk()).not.toContain(secret);
  });

  test.each([
    [
      ["--name", "ci", "--scope", "read", "--project", "p_nothing"],
      "There is no project p_nothing.",
    ],
    [["--name", "ci"], "--scope is read or write"],
    [["--scope", "read"], "--name ci"],
    [["--name", "ci", "--scope", "read", "--days", "0"], "--days"],
    [["--name", "ci", "--scope", "read", "--days", "soon"], "--days"],
  ])("%j is refused with: %s", (options, complaint) => {
    const refused = node("scripts/token.ts", "--data", data, ...options);
    expect(refused.status).toBe(1);
    expect(refused.error).toContain(complaint);
    expect(refused.out).not.toContain("lt_");
  });
});
