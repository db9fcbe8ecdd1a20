// The prompt in Korean.

import type { LanguagePack } from "./pack.ts";

export const ko: LanguagePack = {
  lang: "ko",
  dir: "ltr",
  question: (feature) => `‘${feature}’ 기능이 도움이 되었나요?`,
  followUp: {
    yes: "어떤 점에서 도움이 되었나요?",
    no: "무엇이 불편했나요?",
  },
  labels: {
    yes: "예",
    no: "아니요",
    notNow: "나중에",
    close: "닫기",
    never: "다시 묻지 않기",
    send: "보내기",
    thanks: "고맙습니다. 큰 도움이 됩니다.",
    saved: "저장했습니다. 다시 연결되면 보내집니다.",
    failed: "보내지 못했습니다.",
    neverConfirmed: "다시 묻지 않겠습니다.",
    change: "답변 바꾸기",
    region: "의견",
    privacy: "개인 정보는 적지 말아 주세요.",
  },
};
