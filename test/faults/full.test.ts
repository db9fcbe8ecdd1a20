// A disk that fills up: nothing is accepted that is not kept, what was kept stays, and all is well when there is room.

import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { tell } from "./form.ts";
import { expectedOf, FEATURES, requestsOf } from "./plan.ts";
import { deliver, makeProduct, mint, newTally, read, send } from "./product.ts";
import { look, migrate, newFolder, prepare, type Running, remove, serve } from "./server.ts";
import { foldedCells, integrity, ledgerCells } from "./tables.ts";

const SIZE_MB = 6;
const REQUESTS = 200;
const REFUSALS = 6;
const small = mkdtempSync(join(tmpdir(), "landed-small-"));
const folder = newFolder();
const isMounted =
  spawnSync("mount", ["-t", "tmpfs", "-o", `size=${SIZE_MB}m`, "tmpfs", small]).status === 0;
let server: Running | null = null;
afterAll(async () => {
  await server?.kill();
  if (isMounted) spawnSync("umount", ["-l", small]);
  remove(small);
  remove(folder);
});

if (!isMounted)
  console.warn(
    "R08 is not run here: only who may mount a small disk (root on Linux) can fill one. " +
      "What the Worker does when SQLite says that it is full is shown beside the other failures of storage.",
  );

test.skipIf(!isMounted)(
  "R08 a full disk is a 503, what was kept is read, and with room again all goes on",
  async () => {
    migrate(folder);
    const token = await mint(folder);
    cpSync(folder, small, { recursive: true });
    prepare(small);
    server = await serve(small);
    const place = { url: server.url };
    const product = await makeProduct(place, token, FEATURES);
    const requests = requestsOf(REQUESTS * 20, 100).map(({ people, signals }) => ({
      people: people.length,
      body: { customer: "nobody", signals },
    }));
    let kept = 0;
    let refused = 0;
    let isFull = false;
    for (const { body } of requests) {
      const refusals = await refusalsOf(body);
      refused += refusals;
      isFull = refusals === REFUSALS;
      if (isFull) break;
      kept++;
    }
    expect(isFull).toBe(true);

    const features = await read(product, "/features");
    expect(features.status).toBe(200);
    expect(await funnel()).toMatchObject(expectedOf("export", kept * 20));
    await server.kill();
    look(small, (db) => {
      expect(integrity(db)).toBe("ok");
      expect(ledgerCells(db)).toEqual(foldedCells(db));
    });

    expect(spawnSync("mount", ["-o", "remount,size=200m", small]).status).toBe(0);
    server = await serve(small);
    place.url = server.url;
    const tally = newTally();
    for (const { body } of requests) await deliver(product, body, { from: "back end", tally });
    expect(await funnel()).toMatchObject(expectedOf("export", REQUESTS * 20));
    tell("Disk full", {
      "MB of room": SIZE_MB,
      "requests kept": kept,
      "refused with 503": refused,
    });

    /** A refusal can free a page or two, in which the next try finds room: full is what refuses again and again. */
    async function refusalsOf(body: (typeof requests)[number]["body"]): Promise<number> {
      for (let refusals = 0; refusals < REFUSALS; refusals++) {
        const { status } = await send(product, body, "back end");
        expect([202, 503]).toContain(status);
        if (status === 202) return refusals;
      }
      return REFUSALS;
    }
    async function funnel(): Promise<object> {
      const detail = await read(product, "/features/export");
      return ((await detail.json()) as { funnel: object }).funnel;
    }
  },
);
