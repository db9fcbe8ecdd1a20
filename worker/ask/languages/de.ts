// The prompt in German.

import type { LanguagePack } from "./pack.ts";

export const de: LanguagePack = {
  lang: "de",
  dir: "ltr",
  question: (feature) => `„${feature}“: Hat das geholfen?`,
  followUp: {
    yes: "Wobei hat es geholfen?",
    no: "Was stand im Weg?",
  },
  labels: {
    yes: "Ja",
    no: "Nein",
    notNow: "Jetzt nicht",
    close: "Schließen",
    never: "Nicht mehr fragen",
    send: "Senden",
    thanks: "Danke, das hilft uns weiter.",
    saved: "Gespeichert. Wird gesendet, sobald Sie wieder online sind.",
    failed: "Das konnte nicht gesendet werden.",
    neverConfirmed: "Wir fragen nicht mehr.",
    change: "Antwort ändern",
    region: "Rückmeldung",
    privacy: "Bitte keine persönlichen Angaben.",
  },
};
