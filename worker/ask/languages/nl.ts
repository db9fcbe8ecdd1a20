// The prompt in Dutch.

import type { LanguagePack } from "./pack.ts";

export const nl: LanguagePack = {
  lang: "nl",
  dir: "ltr",
  question: (feature) => `‘${feature}’: heeft dit geholpen?`,
  followUp: {
    yes: "Waarbij heeft het geholpen?",
    no: "Wat zat er in de weg?",
  },
  labels: {
    yes: "Ja",
    no: "Nee",
    notNow: "Niet nu",
    close: "Sluiten",
    never: "Niet meer vragen",
    send: "Versturen",
    thanks: "Bedankt, dat helpt ons verder.",
    saved: "Bewaard. Wordt verstuurd zodra je weer online bent.",
    failed: "Versturen is niet gelukt.",
    neverConfirmed: "We vragen het niet meer.",
    change: "Antwoord wijzigen",
    region: "Feedback",
    privacy: "Geen persoonlijke gegevens, alsjeblieft.",
  },
};
