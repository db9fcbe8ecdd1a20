// Keyboard shortcuts: instrumented by an engineer, made by nobody yet, so signals discover it.

import type { DemoFeature } from "./feature.ts";

export const keyboardShortcuts: DemoFeature = {
  key: "keyboard-shortcuts",
  page: "/invoices",
  promise: null,
  iterations: [
    {
      label: "1",
      shippedAgo: 19,
      notes: null,
      conduct: {
        audience: 1,
        meets: 0.25,
        tries: 0.3,
        keeps: 0.8,
        uses: 0.3,
        answers: 0,
        dismisses: 0,
        phases: [{ from: 0, asked: 0, helped: 0 }],
      },
      comments: [],
    },
  ],
};
