// The prompt in Hebrew.

import type { LanguagePack } from "./pack.ts";

export const he: LanguagePack = {
  lang: "he",
  dir: "rtl",
  question: (feature) => `„${feature}”: האם זה עזר?`,
  followUp: {
    yes: "במה זה עזר?",
    no: "מה הפריע?",
  },
  labels: {
    yes: "כן",
    no: "לא",
    notNow: "לא עכשיו",
    close: "סגירה",
    never: "לא לשאול שוב",
    send: "שליחה",
    thanks: "תודה, זה עוזר לנו.",
    saved: "נשמר, ויישלח כשהחיבור יחזור.",
    failed: "השליחה לא הצליחה.",
    neverConfirmed: "לא נשאל שוב.",
    change: "שינוי התשובה",
    region: "משוב",
    privacy: "בלי פרטים אישיים, בבקשה.",
  },
};
