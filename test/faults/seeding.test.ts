// `npm start` that is killed while it fills the demo: the next one goes on, and every count is as if nothing happened.

import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { isLong, tell } from "./form.ts";
import { look, newFolder, ROOT, remove } from "./server.ts";
import { foldedCells, integrity, ledgerCells } from "./tables.ts";

const undisturbed = newFolder();
const disturbed = newFolder();
/** How many journeys there are when it is killed. */
const MOMENTS = [100, 3_000, 6_000];
const running = new Set<ChildProcess>();
afterAll(async () => {
  for (const child of running) await kill(child);
  remove(undisturbed);
  remove(disturbed);
});

if (!isLong)
  console.log(
    "Killing `npm start` while it fills the demo takes minutes: npm run test:faults runs it.",
  );

test.runIf(isLong)(
  "A start that is killed while it fills the demo is completed by the next",
  async () => {
    const met: number[] = [];
    for (const moment of MOMENTS) {
      const start = await npmStart(disturbed);
      await until(() => isReady(start) || journeys(disturbed) >= moment);
      await kill(start.child);
      expect(start.said).not.toContain("ready ");
      met.push(journeys(disturbed));
      look(disturbed, (db) => expect(ledgerCells(db)).toEqual(foldedCells(db)));
    }
    for (const folder of [disturbed, undisturbed]) {
      const start = await npmStart(folder);
      await until(() => isReady(start));
      await kill(start.child);
    }
    const cells = look(disturbed, (db) => {
      expect(integrity(db)).toBe("ok");
      expect(ledgerCells(db)).toEqual(foldedCells(db));
      return ledgerCells(db);
    });
    expect(cells).toEqual(look(undisturbed, ledgerCells));
    tell("Starts killed while they filled the demo", {
      kills: MOMENTS.length,
      "at journeys": met.join("/"),
      cells: cells.length,
    });
  },
);

interface Start {
  child: ChildProcess;
  said: string;
}

/** Fails with the start's own words where it gave up. */
function isReady({ child, said }: Start): boolean {
  if (child.exitCode !== null) throw new Error(said);
  return said.includes("ready ");
}

async function npmStart(folder: string): Promise<Start> {
  const port = await freePorts();
  const child = spawn("npm", ["start", "--", "--port", `${port}`, "--data", folder], {
    cwd: join(ROOT),
    env: { ...process.env, WRANGLER_SEND_METRICS: "false" },
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  const start = { child, said: "" };
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (bytes: Buffer) => {
      start.said += bytes.toString();
    });
  return start;
}

async function kill(child: ChildProcess): Promise<void> {
  running.delete(child);
  if (child.pid === undefined || child.exitCode !== null) return;
  const exited = new Promise((resolve) => child.once("exit", resolve));
  process.kill(-child.pid, "SIGKILL");
  await exited;
  await pause(500);
}

function journeys(folder: string): number {
  try {
    return look(folder, (db) =>
      Number(db.prepare("SELECT count(*) AS n FROM journey").get()?.["n"]),
    );
  } catch {
    return 0;
  }
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries++) {
    if (tries > 2_400) throw new Error("It did not come to that within four minutes.");
    await pause(100);
  }
}

/** A free port whose next is likely free too. */
function freePorts(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
