// Filters live in the address, so that every view can be linked to.

import { useLocation } from "preact-iso/router";

export interface Address {
  query: Record<string, string>;
  /** Sets filters in place; an empty one is taken out. */
  set: (changes: Record<string, string>) => void;
  /** The address with such changes, for links. */
  with: (changes: Record<string, string>) => string;
}

export function useAddress(): Address {
  const { path, query, route } = useLocation();
  const changed = (changes: Record<string, string>) => {
    const kept = Object.entries({ ...query, ...changes }).filter(([, value]) => value !== "");
    const text = new URLSearchParams(kept).toString();
    return text ? `${path}?${text}` : path;
  };
  return { query, with: changed, set: (changes) => route(changed(changes), true) };
}
