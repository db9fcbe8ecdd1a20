// VAT summary: out for a month, with too few answers yet to say.

import type { DemoFeature } from "./feature.ts";

export const vatSummary: DemoFeature = {
  key: "vat-summary",
  page: "/reports",
  promise: {
    name: "VAT summary",
    owner: "Yuki Tanaka",
    value: "The quarterly return is filed from one page.",
    partners: [{ name: "product" }, { name: "legal" }],
  },
  iterations: [
    {
      label: "1",
      shippedAgo: 31,
      notes: "Totals by rate and country, with the invoices behind each.",
      conduct: {
        audience: 0.7,
        meets: 0.2,
        tries: 0.2,
        keeps: 0.7,
        uses: 0.2,
        answers: 0.28,
        dismisses: 0.3,
        phases: [{ from: 0, asked: 0.6, helped: 0.85 }],
      },
      comments: [
        { helped: true, language: "en", text: "Numbers match my accountant's to the cent." },
        {
          helped: false,
          language: "de",
          text: "Reverse-Charge wird noch nicht getrennt ausgewiesen.",
        },
        { helped: true, language: "es", text: "El modelo trimestral en cinco minutos." },
        { helped: true, language: "it", text: "Ottimo, mancherebbe solo la stampa." },
      ],
    },
  ],
  review: { goals: { current: "Filing VAT takes a coffee, not a weekend." } },
};
