// Invoice templates: those who find them love them, and hardly anybody finds them.

import type { DemoFeature } from "./feature.ts";

export const invoiceTemplates: DemoFeature = {
  key: "invoice-templates",
  page: "/invoices/new",
  promise: {
    name: "Invoice templates",
    owner: "Ada Lindqvist",
    value: "Studios send invoices that look like their brand, without a designer.",
    partners: [{ name: "product" }, { name: "design" }],
  },
  iterations: [
    {
      label: "1",
      shippedAgo: 112,
      notes: "Six layouts, own colours and logo. To be found under More options.",
      conduct: {
        audience: 0.9,
        meets: 0.22,
        tries: 0.16,
        keeps: 0.6,
        uses: 0.2,
        answers: 0.55,
        dismisses: 0.15,
        phases: [
          { from: 0, asked: 0.95, helped: 0.91 },
          { from: 40, asked: 0.12, helped: 0.91 },
        ],
      },
      comments: [
        {
          helped: true,
          language: "en",
          text: "Didn't know this existed until support told me. Looks great!",
        },
        {
          helped: true,
          language: "de",
          text: "Sehr schön, aber warum ist das so versteckt?",
        },
        {
          helped: true,
          language: "fr",
          text: "Mes factures ont enfin une allure professionnelle.",
        },
        {
          helped: true,
          language: "en",
          text: "Found it by accident under 'More options'. Should be on the front page.",
        },
        { helped: false, language: "en", text: "I'd need my own font for it to be useful." },
        { helped: true, language: "it", text: "Bellissimi, soprattutto quello minimale." },
        { helped: true, language: "es", text: "Un cliente me preguntó quién es mi diseñador." },
      ],
    },
  ],
  review: {
    goals: {
      previous: "Invoices look like the brand that sends them.",
      current: "Studios find their layouts while they write the invoice.",
    },
    decisions: {
      "1": {
        decision: "improve",
        reason: "It helps whoever finds it. Move it next to the preview and ship again.",
      },
    },
  },
};
