// The prompt in Spanish.

import type { LanguagePack } from "./pack.ts";

export const es: LanguagePack = {
  lang: "es",
  dir: "ltr",
  question: (feature) => `«${feature}»: ¿te ha sido útil?`,
  followUp: {
    yes: "¿Para qué te ha sido útil?",
    no: "¿Qué te lo ha impedido?",
  },
  labels: {
    yes: "Sí",
    no: "No",
    notNow: "Ahora no",
    close: "Cerrar",
    never: "No volver a preguntar",
    send: "Enviar",
    thanks: "Gracias, nos ayuda mucho.",
    saved: "Guardado. Se enviará cuando vuelvas a tener conexión.",
    failed: "No se ha podido enviar.",
    neverConfirmed: "No volveremos a preguntarte.",
    change: "Cambiar mi respuesta",
    region: "Tu opinión",
    privacy: "Sin datos personales, por favor.",
  },
};
