// npm start: builds, brings the database up to date, serves, fills the demo, and says where everything is.

import { mkdirSync } from "node:fs";
import { startDemo } from "../../demo/server.ts";
import { makeAccess } from "./access.ts";
import { makeBuilt } from "./built.ts";
import { makeDemo } from "./demo.ts";
import { needsAlone, readHandle, writeHandle } from "./handle.ts";
import { readOptions } from "./options.ts";
import { migrate, needsPort, type Server, serve } from "./server.ts";
import { step } from "./steps.ts";

/** Where everybody is still asked, so that whoever tries the demo meets the question. */
const TRY_THIS =
  "  In the demo, press VAT summary and close it again: it is new, so everybody is asked whether it helped.";

const { port, data, empty, seed } = readOptions();
const running: (() => void | Promise<void>)[] = [];
let isStopping = false;

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(signal, () => void stop(0));
try {
  await start();
} catch (error) {
  if (!isStopping) {
    console.error(`\n${error instanceof Error ? error.message : String(error)}`);
    await stop(1);
  }
}

async function start(): Promise<void> {
  await needsPort(port, "dashboard");
  if (!empty) await needsPort(port + 1, "demo");
  await needsAlone(data);
  mkdirSync(data, { recursive: true });
  await makeBuilt();
  await step("Bringing the tables up to date", () => migrate(data));
  const server = await step("Starting the Worker", () => serve({ port, data }));
  running.push(server.stop);
  void server.ended.then(tellEnd);
  await fillAndTell(server);
}

async function fillAndTell({ url }: Server): Promise<void> {
  const before = readHandle(data);
  const nobody = { project: null, key: null, secretKey: null, identitySecret: null };
  const first = await makeAccess({ data, url, empty, before });
  const access = { url, token: first.token };
  writeHandle(data, { ...nobody, ...before, url, token: first.token });
  const demo = empty ? null : await makeDemo({ access, data, seed });
  writeHandle(data, { url, ...nobody, ...demo, token: first.token });
  const places: [string, string][] = [[empty ? "Set up" : "Dashboard", first.link]];
  if (demo) {
    const product = await startDemo({ url, ...demo }, port + 1);
    running.push(product.close);
    places.push(["Demo", product.url]);
  }
  tell([...places, ["API", `${url}/api/docs`]]);
  console.log(`ready ${url}`);
}

function tell(places: [string, string][]): void {
  console.log("");
  for (const [name, place] of places) console.log(`  ${name.padEnd(10)} ${place}`);
  if (!empty) console.log(`\n${TRY_THIS}`);
  console.log(
    "\n  The first link signs you in; it works once, within 15 minutes. Ctrl-C stops everything.\n",
  );
}

/** A demo that goes on alone would hold its port and ask a Worker that is gone. */
async function tellEnd(said: string): Promise<void> {
  if (isStopping) return;
  console.error(
    `\nThe Worker ended by itself, so everything else ends too. Its data is kept in ${data}.\n` +
      `Start again: npm start -- --port ${port} --data ${data}${said && `\nIts last words:\n${said}`}`,
  );
  await stop(1);
}

async function stop(code: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  for (const end of running.reverse()) await end();
  process.exit(code);
}
