// The prompt in Hindi.

import type { LanguagePack } from "./pack.ts";

export const hi: LanguagePack = {
  lang: "hi",
  dir: "ltr",
  question: (feature) => `“${feature}”: क्या इससे मदद मिली?`,
  followUp: {
    yes: "इससे किस काम में मदद मिली?",
    no: "क्या रुकावट आई?",
  },
  labels: {
    yes: "हाँ",
    no: "नहीं",
    notNow: "अभी नहीं",
    close: "बंद करें",
    never: "दोबारा न पूछें",
    send: "भेजें",
    thanks: "धन्यवाद, इससे हमें मदद मिलती है।",
    saved: "सहेज लिया गया। ऑनलाइन आने पर भेज दिया जाएगा।",
    failed: "भेजा नहीं जा सका।",
    neverConfirmed: "आपसे दोबारा नहीं पूछा जाएगा।",
    change: "जवाब बदलें",
    region: "प्रतिक्रिया",
    privacy: "कृपया निजी जानकारी न लिखें।",
  },
};
