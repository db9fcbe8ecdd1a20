// Where to go after signing in: a path of this site, or its front page.

/** A same-origin path of whatever was asked for; anything that leads elsewhere counts as `/`. */
export function nextPath(wanted: string | null | undefined): string {
  if (!wanted?.startsWith("/")) return "/";
  const url = URL.parse(wanted, location.origin);
  if (url?.origin !== location.origin || url.pathname.startsWith("//")) return "/";
  return url.pathname + url.search + url.hash;
}
