// The prompt in Turkish.

import type { LanguagePack } from "./pack.ts";

export const tr: LanguagePack = {
  lang: "tr",
  dir: "ltr",
  question: (feature) => `“${feature}”: bu işe yaradı mı?`,
  followUp: {
    yes: "Hangi konuda işe yaradı?",
    no: "Engel olan neydi?",
  },
  labels: {
    yes: "Evet",
    no: "Hayır",
    notNow: "Şimdi değil",
    close: "Kapat",
    never: "Bir daha sorma",
    send: "Gönder",
    thanks: "Teşekkürler, bu bize yardımcı oluyor.",
    saved: "Kaydedildi. Yeniden çevrimiçi olunca gönderilecek.",
    failed: "Gönderilemedi.",
    neverConfirmed: "Bir daha sorulmayacak.",
    change: "Yanıtı değiştir",
    region: "Geri bildirim",
    privacy: "Lütfen kişisel bilgi yazmayın.",
  },
};
