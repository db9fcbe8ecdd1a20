// Keeps other sites from acting with a visitor's cookie.

import { forbidden, type Refusal } from "../problem.ts";

const SAFE_METHODS = ["GET", "HEAD", "OPTIONS"];

/**
 * Refuses a state-changing request that a page of another origin sent, whatever its body pretends to be.
 * Browsers add Origin to every such request and Sec-Fetch-Site to nearly every one; a request with neither is no
 * browser's, so no visitor's cookie was lent to it.
 */
export function crossSite(request: Request): Refusal | null {
  if (SAFE_METHODS.includes(request.method)) return null;
  const origin = request.headers.get("origin");
  const site = request.headers.get("sec-fetch-site");
  const foreignOrigin = origin !== null && origin !== new URL(request.url).origin;
  const foreignSite = site !== null && site !== "same-origin" && site !== "none";
  return foreignOrigin || foreignSite ? FOREIGN : null;
}

const FOREIGN = forbidden(
  "This request comes from another site; changes are made from the dashboard itself, or with an API token.",
);
