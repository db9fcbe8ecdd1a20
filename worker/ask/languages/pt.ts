// The prompt in Portuguese.

import type { LanguagePack } from "./pack.ts";

export const pt: LanguagePack = {
  lang: "pt",
  dir: "ltr",
  question: (feature) => `“${feature}”: isto ajudou?`,
  followUp: {
    yes: "Em que é que ajudou?",
    no: "O que atrapalhou?",
  },
  labels: {
    yes: "Sim",
    no: "Não",
    notNow: "Agora não",
    close: "Fechar",
    never: "Não perguntar mais",
    send: "Enviar",
    thanks: "Agradecemos, isso ajuda muito.",
    saved: "Guardado. Será enviado quando houver ligação.",
    failed: "Não foi possível enviar.",
    neverConfirmed: "Não perguntaremos mais.",
    change: "Alterar a resposta",
    region: "Opinião",
    privacy: "Sem dados pessoais, por favor.",
  },
};
