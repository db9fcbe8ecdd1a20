// Where somebody goes after signing in: never off this origin.

// Any origin serves: what resolves away from it would leave ours as well.
const HERE = "https://landed.invalid";

/** A path of this origin as asked for, or `/` for whatever is none. */
export function nextPath(wanted: string | undefined): string {
  if (!wanted?.startsWith("/")) return "/";
  const url = URL.parse(wanted, HERE);
  // Browsers read `/\host`, and `//host` behind a tab or a line break, as another host; so does the URL parser.
  if (url?.origin !== HERE) return "/";
  const path = url.pathname + url.search + url.hash;
  return path.startsWith("//") ? "/" : path;
}
