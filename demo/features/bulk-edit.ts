// Bulk edit: everybody uses it, and it does not do the job they came for.

import type { DemoFeature } from "./feature.ts";

export const bulkEdit: DemoFeature = {
  key: "bulk-edit",
  page: "/invoices",
  promise: {
    name: "Bulk edit",
    owner: "Ada Lindqvist",
    value: "A changed VAT rate is corrected on a hundred drafts in one go.",
    partners: [{ name: "product" }, { name: "support" }],
    targets: { adoption: 0.2, helpfulness: 0.75 },
  },
  iterations: [
    {
      label: "1",
      shippedAgo: 53,
      notes: "Select many invoices; change status, due date or tag.",
      conduct: {
        audience: 0.95,
        meets: 0.6,
        tries: 0.65,
        keeps: 0.85,
        uses: 0.25,
        answers: 0.4,
        dismisses: 0.3,
        phases: [
          { from: 0, asked: 0.8, helped: 0.49 },
          { from: 15, asked: 0, helped: 0.49 },
        ],
      },
      comments: [
        {
          helped: false,
          language: "en",
          text: "I can change the tag of 80 invoices, but not the VAT rate. That was the whole point.",
        },
        {
          helped: false,
          language: "de",
          text: "Steuersatz fehlt. Fälligkeit ändere ich höchstens einmal im Jahr.",
        },
        {
          helped: false,
          language: "en",
          text: "No undo! I moved forty due dates by mistake and fixed each by hand.",
        },
        { helped: true, language: "fr", text: "Pratique pour marquer tout un lot comme payé." },
        { helped: true, language: "en", text: "Saves me a few clicks at month-end." },
        {
          helped: false,
          language: "it",
          text: "Si ferma se una sola fattura è già inviata.",
        },
        { helped: false, language: "nl", text: "Ik wil de regels aanpassen, niet de labels." },
        {
          helped: false,
          language: "pt",
          text: "Não dá para mudar a taxa de IVA, que era o que eu precisava.",
        },
      ],
    },
  ],
  review: {
    goals: { current: "One change reaches a hundred drafts." },
    decisions: {
      "1": {
        decision: "improve",
        reason: "The reach is there. Add the VAT rate and an undo, then ask again.",
      },
    },
  },
};
