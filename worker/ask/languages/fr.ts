// The prompt in French.

import type { LanguagePack } from "./pack.ts";

export const fr: LanguagePack = {
  lang: "fr",
  dir: "ltr",
  question: (feature) => `« ${feature} » : est-ce que cela vous a été utile ?`,
  followUp: {
    yes: "En quoi est-ce que cela vous a été utile ?",
    no: "Qu’est-ce qui vous a gêné ?",
  },
  labels: {
    yes: "Oui",
    no: "Non",
    notNow: "Pas maintenant",
    close: "Fermer",
    never: "Ne plus me demander",
    send: "Envoyer",
    thanks: "Merci, votre avis nous est utile.",
    saved: "Enregistré. Ce sera envoyé dès votre retour en ligne.",
    failed: "L’envoi n’a pas abouti.",
    neverConfirmed: "Nous ne vous demanderons plus rien.",
    change: "Modifier ma réponse",
    region: "Votre avis",
    privacy: "Pas de données personnelles, s’il vous plaît.",
  },
};
