// Bank feeds: a pilot with a closed list of customers, decided with certainty.

import type { DemoFeature } from "./feature.ts";

export const bankFeeds: DemoFeature = {
  key: "bank-feeds",
  page: "/settings",
  promise: {
    name: "Bank feeds (pilot)",
    owner: "Yuki Tanaka",
    value: "Payments find their invoices by themselves overnight.",
    partners: [{ name: "product" }, { name: "engineering" }],
    targets: { adoption: 0.4, helpfulness: 0.7 },
    population: 80,
    window: 14,
  },
  iterations: [
    {
      label: "1",
      shippedAgo: 47,
      notes: "Pilot with twelve invited firms and two banks.",
      conduct: {
        audience: 0.04,
        meets: 0.8,
        tries: 0.95,
        keeps: 0.98,
        uses: 0.6,
        answers: 0.85,
        dismisses: 0.3,
        phases: [
          { from: 0, asked: 1, helped: 0.92 },
          { from: 30, asked: 0.4, helped: 0.92 },
        ],
      },
      comments: [
        {
          helped: true,
          language: "en",
          text: "Came in this morning and yesterday's payments were already matched.",
        },
        { helped: true, language: "de", text: "Das spart mir jeden Tag eine halbe Stunde." },
        {
          helped: false,
          language: "en",
          text: "Needs to re-authorise with the bank every week.",
        },
        { helped: true, language: "fr", text: "Rapprochement automatique, enfin." },
        { helped: true, language: "en", text: "Please don't take it away after the pilot." },
      ],
    },
  ],
  review: {
    goals: { current: "Nobody matches payments by hand any more." },
    signs: [
      {
        partner: "product",
        by: "Yuki Tanaka",
        note: "The pilot firms would not give it back.",
      },
    ],
  },
};
