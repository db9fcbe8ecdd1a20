// Runs the benches: all of them, or those named. `npm run bench -- verdict judge`

import { cpus, totalmem } from "node:os";
import { fail, readNames } from "../../scripts/arguments.ts";
import { BENCHES } from "./benches.ts";

const USAGE = `npm run bench -- [${Object.keys(BENCHES).join("] [")}]`;

async function main(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !(name in BENCHES));
  if (unknown.length > 0) fail(`There is no bench ${unknown.join(", nor ")}.`, USAGE);
  console.log(machine());
  for (const [name, load] of Object.entries(BENCHES))
    if (names.length === 0 || names.includes(name)) await (await load()).run();
}

/** What the times hold for. */
function machine(): string {
  const cores = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cores.length} × ${cores[0]?.model ?? "?"}, ${memory} GB, ${process.platform}, Node ${process.version}`;
}

await main(readNames(USAGE));
