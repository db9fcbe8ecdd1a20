// Levels of tests: tables of data for the pure core, the real Worker with a real D1, the real browser, and faults.

import { defineConfig } from "vitest/config";

const slow = { testTimeout: 300_000, hookTimeout: 300_000 };
const drawn = { setupFiles: ["test/drawn.ts"] };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/worker/**", "test/browser/**", "test/faults/**"],
          ...slow,
          ...drawn,
        },
      },
      { test: { name: "worker", include: ["test/worker/**/*.test.ts"], ...slow, ...drawn } },
      {
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.{ts,tsx}"],
          fileParallelism: false,
          ...slow,
        },
      },
      {
        test: {
          name: "faults",
          include: ["test/faults/**/*.test.ts"],
          fileParallelism: false,
          testTimeout: 3_600_000,
          hookTimeout: 300_000,
        },
      },
    ],
    maxWorkers: 2,
    // What the Worker logs helps whoever looks into a failure; the long form's figures are for all.
    silent: process.env["FAULTS"] === "long" ? false : "passed-only",
    env: { WRANGLER_SEND_METRICS: "false" },
  },
});
