// The prompt in Polish.

import type { LanguagePack } from "./pack.ts";

export const pl: LanguagePack = {
  lang: "pl",
  dir: "ltr",
  question: (feature) => `„${feature}”: czy to pomogło?`,
  followUp: {
    yes: "W czym to pomogło?",
    no: "Co przeszkodziło?",
  },
  labels: {
    yes: "Tak",
    no: "Nie",
    notNow: "Nie teraz",
    close: "Zamknij",
    never: "Nie pytaj więcej",
    send: "Wyślij",
    thanks: "Dziękujemy, to nam pomaga.",
    saved: "Zapisano. Wyślemy, gdy wróci połączenie.",
    failed: "Nie udało się wysłać.",
    neverConfirmed: "Nie będziemy więcej pytać.",
    change: "Zmień odpowiedź",
    region: "Opinia",
    privacy: "Prosimy bez danych osobowych.",
  },
};
