// Payment reminders: done, and signed by everyone whose word was needed.

import type { DemoFeature } from "./feature.ts";

export const paymentReminders: DemoFeature = {
  key: "payment-reminders",
  page: "/invoices/:id",
  promise: {
    name: "Payment reminders",
    owner: "Mateus Rocha",
    value: "Owners get paid on time without writing an awkward e-mail.",
    partners: [{ name: "product" }, { name: "sales" }],
    targets: { adoption: 0.3, helpfulness: 0.75 },
  },
  iterations: [
    {
      label: "1",
      shippedAgo: 136,
      notes: "Three polite steps, sent from the owner's own address.",
      conduct: {
        audience: 0.95,
        meets: 0.5,
        tries: 0.7,
        keeps: 0.9,
        uses: 0.2,
        answers: 0.44,
        dismisses: 0.22,
        phases: [
          { from: 0, asked: 0.8, helped: 0.89 },
          { from: 15, asked: 0.03, helped: 0.9 },
        ],
      },
      comments: [
        {
          helped: true,
          language: "en",
          text: "Three clients paid the same day. I had given up on one of them.",
        },
        {
          helped: true,
          language: "de",
          text: "Der Ton ist genau richtig: freundlich, aber klar.",
        },
        {
          helped: true,
          language: "fr",
          text: "Je n'ai plus à jouer le méchant. C'est l'outil qui relance.",
        },
        {
          helped: false,
          language: "en",
          text: "It reminded a client who had paid that morning. Embarrassing.",
        },
        { helped: true, language: "es", text: "Cobramos una semana antes que el mes pasado." },
        {
          helped: true,
          language: "nl",
          text: "Scheelt me elke vrijdag een uur bellen.",
        },
        {
          helped: true,
          language: "it",
          text: "I clienti rispondono, prima mi ignoravano.",
        },
        {
          helped: false,
          language: "pl",
          text: "Brakuje mi wersji po polsku dla trzeciego wezwania.",
        },
        {
          helped: true,
          language: "en",
          text: "Set it up once and forgot about it. Best kind of feature.",
        },
        { helped: true, language: "pt", text: "Simples e educado. Os clientes agradecem." },
      ],
    },
  ],
  review: {
    goals: { previous: "Small firms are paid within their terms." },
    decisions: { "1": { decision: "done", reason: "Confirmed well above its target." } },
    signs: [
      { partner: "product", by: "Mateus Rocha", note: "Adoption is past what we hoped for." },
      {
        partner: "sales",
        by: "Jonas Weber",
        note: "It closes demos. Customers bring it up first.",
      },
    ],
  },
};
