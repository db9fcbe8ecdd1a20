// Recurring invoices: landed last quarter, and slipping since copies began to carry the wrong period.

import type { DemoFeature } from "./feature.ts";

export const recurringInvoices: DemoFeature = {
  key: "recurring-invoices",
  page: "/invoices/new",
  promise: {
    name: "Recurring invoices",
    owner: "Mateus Rocha",
    value: "Retainers are billed on the first of the month while nobody is at the desk.",
    partners: [{ name: "product" }, { name: "engineering" }],
  },
  iterations: [
    {
      label: "1",
      shippedAgo: 146,
      notes: "Weekly, monthly and yearly series, with a draft to check or without.",
      conduct: {
        audience: 0.85,
        meets: 0.45,
        tries: 0.6,
        keeps: 0.9,
        uses: 0.2,
        answers: 0.5,
        dismisses: 0.2,
        phases: [
          { from: 0, asked: 0.8, helped: 0.88 },
          { from: 15, asked: 0.05, helped: 0.88 },
          { from: 98, asked: 0.12, helped: 0.34 },
        ],
      },
      comments: [
        {
          helped: true,
          language: "en",
          text: "Twelve retainers, zero clicks. I keep checking because I can't believe it.",
        },
        {
          helped: true,
          language: "de",
          text: "Läuft seit drei Monaten ohne einen einzigen Fehler.",
        },
        { helped: true, language: "fr", text: "Un gain de temps énorme le premier du mois." },
        {
          helped: false,
          language: "en",
          text: "Worked fine for months. Since the last update every copy says last month's period.",
        },
        {
          helped: false,
          language: "de",
          text: "Leistungszeitraum ist seit ein paar Wochen immer der vom Vormonat. Muss jede Rechnung korrigieren.",
        },
        {
          helped: false,
          language: "en",
          text: "Two clients sent their invoices back because of the wrong month. Please fix.",
        },
        {
          helped: false,
          language: "es",
          text: "El periodo sale mal desde hace poco. Antes iba perfecto.",
        },
        {
          helped: false,
          language: "fr",
          text: "La période n'est plus mise à jour, je repasse tout à la main.",
        },
        {
          helped: false,
          language: "nl",
          text: "Sinds de update klopt de maand niet meer. Ik zet het voorlopig uit.",
        },
        {
          helped: false,
          language: "it",
          text: "Ho dovuto emettere sei note di credito per il mese sbagliato.",
        },
        { helped: true, language: "pt", text: "Continua a funcionar bem para nós." },
      ],
    },
  ],
  review: {
    goals: { previous: "Retainers bill themselves." },
    decisions: {
      "1": { decision: "done", reason: "Confirmed by customers and steady in use." },
    },
  },
};
