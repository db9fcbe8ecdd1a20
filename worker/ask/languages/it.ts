// The prompt in Italian.

import type { LanguagePack } from "./pack.ts";

export const it: LanguagePack = {
  lang: "it",
  dir: "ltr",
  question: (feature) => `«${feature}»: questo ti è stato utile?`,
  followUp: {
    yes: "In che cosa ti è stato utile?",
    no: "Che cosa ti ha ostacolato?",
  },
  labels: {
    yes: "Sì",
    no: "No",
    notNow: "Non ora",
    close: "Chiudi",
    never: "Non chiedermelo più",
    send: "Invia",
    thanks: "Grazie, ci aiuta molto.",
    saved: "Salvato. Verrà inviato appena torni online.",
    failed: "Non è stato possibile inviare.",
    neverConfirmed: "Non te lo chiederemo più.",
    change: "Cambia risposta",
    region: "Il tuo parere",
    privacy: "Niente dati personali, per favore.",
  },
};
