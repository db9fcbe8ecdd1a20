// The prompt in Swedish.

import type { LanguagePack } from "./pack.ts";

export const sv: LanguagePack = {
  lang: "sv",
  dir: "ltr",
  question: (feature) => `”${feature}”: hjälpte det?`,
  followUp: {
    yes: "Vad hjälpte det med?",
    no: "Vad var det som hindrade?",
  },
  labels: {
    yes: "Ja",
    no: "Nej",
    notNow: "Inte nu",
    close: "Stäng",
    never: "Fråga inte igen",
    send: "Skicka",
    thanks: "Tack, det hjälper oss.",
    saved: "Sparat. Skickas när du är online igen.",
    failed: "Det gick inte att skicka.",
    neverConfirmed: "Vi frågar inte igen.",
    change: "Ändra svaret",
    region: "Synpunkt",
    privacy: "Inga personuppgifter, tack.",
  },
};
