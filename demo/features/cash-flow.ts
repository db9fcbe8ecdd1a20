// Cash-flow forecast: asked of everybody at the end of its panel, and within five points of its target.

import type { DemoFeature } from "./feature.ts";

export const cashFlow: DemoFeature = {
  key: "cash-flow-forecast",
  page: "/reports",
  promise: {
    name: "Cash-flow forecast",
    owner: "Yuki Tanaka",
    value: "Owners know in the first week whether the month will be tight.",
    partners: [{ name: "product" }, { name: "data" }],
    targets: { adoption: 0.4, helpfulness: 0.8 },
    placement: "anchored",
    question: "Did the forecast help you plan?",
  },
  iterations: [
    {
      label: "1",
      shippedAgo: 54,
      notes: "Six weeks ahead, from open invoices and how each customer paid before.",
      conduct: {
        audience: 1,
        meets: 0.34,
        tries: 0.9,
        keeps: 0.95,
        uses: 0.3,
        answers: 0.42,
        dismisses: 0,
        inline: true,
        phases: [{ from: 0, asked: 0.95, helped: 0.803 }],
      },
      comments: [
        {
          helped: true,
          language: "en",
          text: "Postponed buying the van by three weeks because of this. Good call.",
        },
        {
          helped: false,
          language: "en",
          text: "It ignores payroll, so it is always too rosy.",
        },
        {
          helped: true,
          language: "de",
          text: "Endlich sehe ich am Monatsanfang, ob es eng wird.",
        },
        {
          helped: false,
          language: "de",
          text: "Lieferantenrechnungen fehlen, so ist es nur die halbe Wahrheit.",
        },
        { helped: true, language: "fr", text: "Clair et utile, je l'ouvre chaque lundi." },
        {
          helped: false,
          language: "es",
          text: "Con clientes nuevos no acierta, no tiene historial.",
        },
        { helped: true, language: "it", text: "Mi ha evitato uno scoperto a fine mese." },
        {
          helped: false,
          language: "nl",
          text: "Zes weken is te kort voor mijn soort projecten.",
        },
        { helped: true, language: "pl", text: "Prosto i na temat." },
        {
          helped: true,
          language: "en",
          text: "The bank asked for a forecast and I just printed this.",
        },
      ],
    },
  ],
  review: { goals: { current: "Owners see a tight month coming." } },
};
