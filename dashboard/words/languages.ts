// The languages that Landed speaks by itself, and what languages are called.

export const SPOKEN: readonly string[] =
  "en de fr es pt it nl pl sv tr uk ja ko zh-Hans hi ar he".split(" ");

/** German, of `de`; the tag itself where it is no language. */
export function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames("en", { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
