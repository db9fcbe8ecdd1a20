// Data import: used once by nature, and done by that rule.

import type { DemoFeature } from "./feature.ts";

export const dataImport: DemoFeature = {
  key: "data-import",
  page: "/customers",
  promise: {
    name: "Data import",
    owner: "Yuki Tanaka",
    value: "New firms bring their customers and open invoices along in one evening.",
    partners: [{ name: "product" }, { name: "support" }],
    targets: { adoption: 0.1 },
    adoptionRule: "once",
    window: 14,
  },
  iterations: [
    {
      label: "1",
      shippedAgo: 121,
      notes: "Reads the files of the five tools that firms come from most.",
      conduct: {
        audience: 0.6,
        meets: 0.3,
        tries: 0.24,
        keeps: 0.15,
        uses: 0.1,
        answers: 0.58,
        dismisses: 0.15,
        phases: [
          { from: 0, asked: 0.95, helped: 0.87 },
          { from: 30, asked: 0.15, helped: 0.87 },
        ],
      },
      comments: [
        {
          helped: true,
          language: "en",
          text: "Moved 1,400 customers over during dinner. Only six needed a fix.",
        },
        {
          helped: true,
          language: "de",
          text: "Hat alle offenen Posten richtig übernommen, auch die Teilzahlungen.",
        },
        {
          helped: false,
          language: "en",
          text: "Gave up at the address columns. It wants one field, my file has four.",
        },
        { helped: true, language: "nl", text: "Verrassend soepel. Binnen een half uur over." },
        { helped: true, language: "fr", text: "Import sans douleur, doublons détectés." },
        {
          helped: true,
          language: "pl",
          text: "Wszystko przeszło za pierwszym razem.",
        },
      ],
    },
  ],
  review: {
    goals: { previous: "Switching to Ledgerly costs an evening, not a week." },
    decisions: { "1": { decision: "done", reason: "Whoever needs it gets through." } },
    signs: [
      { partner: "product", by: "Yuki Tanaka", note: "Met its target within the first month." },
    ],
  },
};
