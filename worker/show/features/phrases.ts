// How numbers and lists read inside a sentence of a feature's story.

/** `1 answer`, `12 answers`. */
export function counted(count: number, thing: string): string {
  return `${String(count).replace(/\B(?=(\d{3})+$)/g, ",")} ${thing}${count === 1 ? "" : "s"}`;
}

/** `70 %` */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** `a, b and c` */
export function listed(parts: readonly string[]): string {
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(", ")} and ${last}`;
}
