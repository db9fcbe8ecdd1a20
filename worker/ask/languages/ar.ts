// The prompt in Arabic.

import type { LanguagePack } from "./pack.ts";

export const ar: LanguagePack = {
  lang: "ar",
  dir: "rtl",
  question: (feature) => `«${feature}»: هل كان ذلك مفيدًا؟`,
  followUp: {
    yes: "فيمَ كان ذلك مفيدًا؟",
    no: "ما الذي شكّل عائقًا؟",
  },
  labels: {
    yes: "نعم",
    no: "لا",
    notNow: "ليس الآن",
    close: "إغلاق",
    never: "عدم السؤال مجددًا",
    send: "إرسال",
    thanks: "شكرًا، هذا يساعدنا.",
    saved: "تم الحفظ، وسيُرسل عند عودة الاتصال.",
    failed: "تعذّر الإرسال.",
    neverConfirmed: "لن نسأل مجددًا.",
    change: "تغيير الإجابة",
    region: "الرأي",
    privacy: "من دون بيانات شخصية من فضلك.",
  },
};
