// Runs the benches: all of them, or those named. `npm run bench -- verdict judge`

/** Each bench prints its tables when it is run. */
interface Bench {
  run: () => void | Promise<void>;
}

const BENCHES: Record<string, () => Promise<Bench>> = {
  verdict: () => import("./verdict.ts"),
  judge: () => import("./judge.ts"),
  size: () => import("./size.ts"),
  signals: () => import("./signals.ts"),
  grow: () => import("./grow.ts"),
  show: () => import("./show.ts"),
  cost: () => import("./cost.ts"),
};

async function main(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !(name in BENCHES));
  if (unknown.length > 0)
    throw new Error(`no bench named ${unknown}; there are ${Object.keys(BENCHES).join(", ")}`);
  for (const [name, load] of Object.entries(BENCHES))
    if (names.length === 0 || names.includes(name)) await (await load()).run();
}

await main(process.argv.slice(2));

export {};
