// Late fees: few use them, and those few are not helped.

import type { DemoFeature } from "./feature.ts";

export const lateFees: DemoFeature = {
  key: "late-fees",
  page: "/invoices/:id",
  promise: {
    name: "Late fees",
    owner: "Mateus Rocha",
    value: "Late payers cost less, because waiting costs them.",
    partners: [{ name: "product" }, { name: "legal" }],
  },
  iterations: [
    {
      label: "1",
      shippedAgo: 57,
      notes: "A fee in percent or as a sum, added after the due date.",
      conduct: {
        audience: 0.8,
        meets: 0.4,
        tries: 0.2,
        keeps: 0.35,
        uses: 0.12,
        answers: 0.5,
        dismisses: 0.28,
        phases: [
          { from: 0, asked: 0.9, helped: 0.38 },
          { from: 22, asked: 0, helped: 0.38 },
        ],
      },
      comments: [
        {
          helped: false,
          language: "en",
          text: "My best client got a 4.20 fee for a bank holiday. Never again.",
        },
        {
          helped: false,
          language: "de",
          text: "Rechtlich unklar, der Verzugszins stimmt so nicht.",
        },
        { helped: false, language: "fr", text: "Ça fâche les clients plus que ça ne rapporte." },
        { helped: true, language: "en", text: "The threat alone works." },
        {
          helped: false,
          language: "en",
          text: "Can't waive it afterwards without a credit note.",
        },
        {
          helped: false,
          language: "es",
          text: "No lo usaría con un cliente que quiero conservar.",
        },
      ],
    },
  ],
  review: {
    goals: { current: "Waiting to pay stops being free." },
    decisions: {
      "1": { decision: "retire", reason: "Not wanted and not kind. Reminders do the job." },
    },
  },
};
