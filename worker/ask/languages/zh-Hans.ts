// The prompt in Simplified Chinese.

import type { LanguagePack } from "./pack.ts";

export const zhHans: LanguagePack = {
  lang: "zh-Hans",
  dir: "ltr",
  question: (feature) => `“${feature}”有帮助吗？`,
  followUp: {
    yes: "它帮您做了什么？",
    no: "遇到了什么障碍？",
  },
  labels: {
    yes: "有帮助",
    no: "没帮助",
    notNow: "以后再说",
    close: "关闭",
    never: "不再询问",
    send: "发送",
    thanks: "谢谢，这对我们很有帮助。",
    saved: "已保存，恢复联网后会自动发送。",
    failed: "未能发送。",
    neverConfirmed: "以后不会再询问。",
    change: "修改回答",
    region: "反馈",
    privacy: "请勿填写个人信息。",
  },
};
