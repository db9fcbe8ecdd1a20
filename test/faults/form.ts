// How long the tests of faults go on: `npm test` runs a short form, `npm run test:faults` the long one.

export const isLong = process.env["FAULTS"] === "long";

/** Prints a test's figures, which are what the long form is for. */
export function tell(what: string, figures: Record<string, number | string>): void {
  const text = Object.entries(figures).map(([name, value]) => `${name} ${value}`);
  console.log(`${what}: ${text.join(", ")}`);
}
