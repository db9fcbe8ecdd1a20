// The prompt in Japanese.

import type { LanguagePack } from "./pack.ts";

export const ja: LanguagePack = {
  lang: "ja",
  dir: "ltr",
  question: (feature) => `「${feature}」は役に立ちましたか`,
  followUp: {
    yes: "どのような点で役に立ちましたか",
    no: "何が妨げになりましたか",
  },
  labels: {
    yes: "はい",
    no: "いいえ",
    notNow: "あとで",
    close: "閉じる",
    never: "今後は表示しない",
    send: "送信",
    thanks: "ありがとうございます。参考にいたします。",
    saved: "保存しました。オンラインに戻ると送信されます。",
    failed: "送信できませんでした。",
    neverConfirmed: "今後は表示されません。",
    change: "回答を変更",
    region: "ご意見",
    privacy: "個人情報は書かないでください。",
  },
};
