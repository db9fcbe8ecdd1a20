// The prompt in Ukrainian.

import type { LanguagePack } from "./pack.ts";

export const uk: LanguagePack = {
  lang: "uk",
  dir: "ltr",
  question: (feature) => `«${feature}»: чи це допомогло?`,
  followUp: {
    yes: "У чому це допомогло?",
    no: "Що завадило?",
  },
  labels: {
    yes: "Так",
    no: "Ні",
    notNow: "Не зараз",
    close: "Закрити",
    never: "Більше не питати",
    send: "Надіслати",
    thanks: "Дякуємо, це нам допомагає.",
    saved: "Збережено. Надішлемо, щойно з’явиться зв’язок.",
    failed: "Не вдалося надіслати.",
    neverConfirmed: "Більше не питатимемо.",
    change: "Змінити відповідь",
    region: "Відгук",
    privacy: "Будь ласка, без особистих даних.",
  },
};
