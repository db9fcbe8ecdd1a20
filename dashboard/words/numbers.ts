// Numbers as people read them.

const whole = new Intl.NumberFormat("en");

/** 3,300. */
export function count(value: number): string {
  return whole.format(value);
}

/** A share as a percentage: 0.788 is 79 %. */
export function percent(share: number): string {
  return `${Math.round(share * 100)}\u00a0%`;
}

/** From 61 to 91 %. */
export function span(low: number, high: number): string {
  return `${Math.round(low * 100)}–${Math.round(high * 100)}\u00a0%`;
}

/** 1 answer, 2 answers. */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${count(number)} ${number === 1 ? one : many}`;
}

/** A count that is only guessed: from a thousand on, two digits that matter. */
export function about(value: number): string {
  const step = value < 1_000 ? 1 : 10 ** (Math.floor(Math.log10(value)) - 1);
  return count(Math.round(value / step) * step);
}

/** 3.4 MB. */
export function bytes(number: number): string {
  if (number < 1_000) return counted(number, "byte");
  const [size, unit] = number < 1_000_000 ? [number / 1_000, "KB"] : [number / 1_000_000, "MB"];
  return `${size < 10 ? size.toFixed(1) : Math.round(size)}\u00a0${unit}`;
}
