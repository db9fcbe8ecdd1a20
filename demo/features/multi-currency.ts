// Multi-currency: shipped last week, before its fourteenth day.

import type { DemoFeature } from "./feature.ts";

export const multiCurrency: DemoFeature = {
  key: "multi-currency",
  page: "/invoices/new",
  promise: {
    name: "Multi-currency",
    owner: "Mateus Rocha",
    value: "Exporters bill in their customer's currency and book in their own.",
    partners: [{ name: "product" }, { name: "sales" }],
  },
  iterations: [
    {
      label: "1",
      shippedAgo: 8,
      notes: "Twelve currencies, with the rate of the invoice date.",
      conduct: {
        audience: 0.6,
        meets: 0.3,
        tries: 0.35,
        keeps: 0.7,
        uses: 0.2,
        answers: 0.42,
        dismisses: 0.25,
        phases: [{ from: 0, asked: 0.8, helped: 0.81 }],
      },
      comments: [
        {
          helped: true,
          language: "en",
          text: "Our Swiss client got an invoice in francs for the first time in ten years.",
        },
        {
          helped: false,
          language: "fr",
          text: "Le taux n'est pas celui de ma banque, impossible de le changer.",
        },
        { helped: true, language: "de", text: "Kurs vom Rechnungstag ist genau richtig." },
      ],
    },
  ],
  review: { goals: { current: "Exporters bill in any of twelve currencies." } },
};
