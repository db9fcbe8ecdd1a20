// CSV export: the first iteration came out in the wrong order, the second one landed.

import type { DemoFeature } from "./feature.ts";

export const csvExport: DemoFeature = {
  key: "csv-export",
  page: "/invoices",
  promise: {
    name: "CSV export",
    owner: "Ada Lindqvist",
    value: "Bookkeepers hand the month to their accountant in one file, without retyping a line.",
    partners: [{ name: "product" }, { name: "support" }],
    question: { en: "Did the CSV export help?", de: "Hat der CSV-Export geholfen?" },
  },
  iterations: [
    {
      label: "1",
      shippedAgo: 128,
      notes: "All columns of the list, as they are stored.",
      conduct: {
        audience: 0.9,
        meets: 0.4,
        tries: 0.55,
        keeps: 0.75,
        uses: 0.22,
        answers: 0.42,
        dismisses: 0.25,
        phases: [
          { from: 0, asked: 0.8, helped: 0.52 },
          { from: 15, asked: 0, helped: 0.52 },
        ],
      },
      comments: [
        {
          helped: false,
          language: "en",
          text: "Columns come out in a different order every month. My import macro breaks each time.",
        },
        {
          helped: false,
          language: "de",
          text: "Spalten in falscher Reihenfolge, und die Umlaute sind in Excel kaputt.",
        },
        {
          helped: false,
          language: "fr",
          text: "Les montants utilisent un point, Excel attend une virgule. Il faut tout corriger à la main.",
        },
        {
          helped: false,
          language: "en",
          text: "It exports the internal status codes. What is a '3'?",
        },
        { helped: true, language: "en", text: "Finally. Not pretty, but I can work with it." },
        { helped: false, language: "nl", text: "Btw-kolom ontbreekt in het bestand." },
        {
          helped: false,
          language: "es",
          text: "Falta el número de cliente, sin eso no puedo cuadrarlo.",
        },
      ],
    },
    {
      label: "2",
      shippedAgo: 56,
      notes:
        "Fixed column order, VAT column, decimal sign by country, UTF-8 with a mark for Excel.",
      conduct: {
        audience: 0.9,
        meets: 0.45,
        tries: 0.6,
        keeps: 0.85,
        uses: 0.28,
        answers: 0.46,
        dismisses: 0.2,
        phases: [
          { from: 0, asked: 0.85, helped: 0.88 },
          { from: 15, asked: 0.04, helped: 0.88 },
        ],
      },
      comments: [
        {
          helped: true,
          language: "en",
          text: "Month-end took me ten minutes instead of an afternoon. Thank you!",
        },
        {
          helped: true,
          language: "de",
          text: "Endlich stimmt die Reihenfolge. Geht direkt in DATEV rein.",
        },
        {
          helped: true,
          language: "fr",
          text: "Parfait, mon comptable n'a plus rien à me redemander.",
        },
        { helped: true, language: "it", text: "Finalmente la colonna IVA è al posto giusto." },
        {
          helped: false,
          language: "en",
          text: "Please let me pick the date format too. Ours is day first.",
        },
        {
          helped: true,
          language: "en",
          text: "Same columns two months in a row. That's all I ever wanted.",
        },
        { helped: true, language: "pl", text: "Działa od razu w arkuszu, bez poprawek." },
        {
          helped: false,
          language: "de",
          text: "Gutschriften stehen als positive Beträge drin, das muss ich von Hand drehen.",
        },
        { helped: true, language: "es", text: "Mucho mejor que antes, un clic y listo." },
        {
          helped: true,
          language: "nl",
          text: "Boekhouder blij, ik blij.",
        },
      ],
    },
  ],
  review: {
    goals: {
      previous: "Bookkeepers stop copying invoices into spreadsheets by hand.",
      current: "The monthly file goes to the accountant untouched.",
    },
    decisions: {
      "1": {
        decision: "improve",
        reason: "Used a lot, trusted by few. Column order and VAT come first next quarter.",
      },
      "2": { decision: "done", reason: "Customers confirm it and support tickets dried up." },
    },
    signs: [
      {
        partner: "product",
        by: "Ada Lindqvist",
        note: "The promise is kept: one file, no retyping.",
      },
      {
        partner: "support",
        by: "Samira Haddad",
        note: "Two export tickets this month, down from forty.",
      },
    ],
  },
};
