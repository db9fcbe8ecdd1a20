// The languages a request would like to be answered in, best first.

import type { SignalsBody } from "../../contract/signals.ts";

/** BCP 47 tags: what the ask says, then the signals, then the Accept-Language header by its weights. */
export function localesOf(request: Request, body: SignalsBody): string[] {
  const asked = body.ask?.locale?.replaceAll("_", "-") ?? "";
  const said = (body.signals ?? []).flatMap((each) => {
    const locale =
      typeof each === "object" && each !== null && "locale" in each ? each.locale : null;
    return typeof locale === "string" ? [locale.replaceAll("_", "-")] : [];
  });
  const own = TAG.test(asked) ? [asked] : [];
  return [
    ...own,
    ...said.slice(-1),
    ...acceptedLanguages(request.headers.get("accept-language") ?? ""),
  ];
}

const TAG = /^[A-Za-z0-9-]{2,35}$/;

function acceptedLanguages(header: string): string[] {
  return header
    .slice(0, 1_000)
    .split(",")
    .map((part) => {
      const [tag = "", weight = "q=1"] = part.trim().split(/\s*;\s*/);
      return { tag, weight: Number(weight.replace("q=", "")) || 0 };
    })
    .filter(({ tag, weight }) => weight > 0 && TAG.test(tag))
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
}
