// Three levels of tests: tables of data for the pure core, the real Worker with a real D1, the real browser.

import { defineConfig } from "vitest/config";

const slow = { testTimeout: 120_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/worker/**", "test/browser/**", "test/faults/**"],
          ...slow,
        },
      },
      { test: { name: "worker", include: ["test/worker/**/*.test.ts"], ...slow } },
      {
        test: {
          name: "browser",
          include: ["test/browser/**/*.test.{ts,tsx}"],
          fileParallelism: false,
          ...slow,
        },
      },
    ],
    maxWorkers: 2,
    env: { WRANGLER_SEND_METRICS: "false" },
  },
});
