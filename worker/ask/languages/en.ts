// The prompt in English, in the words that the dashboard knows too.

import { english } from "../../../contract/english.ts";
import type { LanguagePack } from "./pack.ts";

export const en: LanguagePack = { lang: "en", dir: "ltr", ...english };
