// What the kinds of keys are for, in words.

import type { Key } from "./reading.ts";

export const KIND_WORDS: Record<Key["kind"], { word: string; says: string }> = {
  publishable: { word: "Pages", says: "Stands in pages for all to see; it can only report." },
  secret: { word: "Back ends", says: "Speaks for any customer. Keep it on your servers." },
  test: { word: "Tries", says: "As a page's key, and leaves no trace in the data." },
};
