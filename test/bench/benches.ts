// Every bench by its name; each prints its tables when it is run.

interface Bench {
  run: () => void | Promise<void>;
}

export const BENCHES: Record<string, () => Promise<Bench>> = {
  verdict: () => import("./verdict.ts"),
  judge: () => import("./judge.ts"),
  size: () => import("./size.ts"),
  signals: () => import("./signals.ts"),
  show: () => import("./show.ts"),
  cost: () => import("./cost.ts"),
  scale: () => import("./scale.ts"),
  grow: () => import("./grow.ts"),
};
