// The beta distribution with whole parameters, in logs.

const FACTORIALS = new Float64Array(20_010);
for (let i = 1; i < FACTORIALS.length; i++) FACTORIALS[i] = (FACTORIALS[i - 1] ?? 0) + Math.log(i);

/** ln of (n)!, for n up to 20,000. */
export function logFactorial(n: number): number {
  return FACTORIALS[n] ?? Number.NaN;
}

/** ln of the chance that a Beta(a, b) lies above a share, by the continued fraction of its integral. */
export function logBetaAbove(a: number, b: number, share: number): number {
  const logBeta = logFactorial(a - 1) + logFactorial(b - 1) - logFactorial(a + b - 1);
  const lead = a * Math.log(share) + b * Math.log1p(-share) - logBeta;
  if (share < (a + 1) / (a + b + 2))
    return Math.log1p((-Math.exp(lead) * fraction(a, b, share)) / a);
  return lead + Math.log(fraction(b, a, 1 - share) / b);
}

const TINY = 1e-300;
const notZero = (value: number) => (Math.abs(value) < TINY ? TINY : value);

/** Lentz's way through the continued fraction (Numerical Recipes, 6.4). */
function fraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 / notZero(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m <= 2_000; m++) {
    const before = value;
    for (const step of steps({ a, b, x }, m)) {
      d = 1 / notZero(1 + step * d);
      c = notZero(1 + step / c);
      value *= c * d;
    }
    if (Math.abs(value / before - 1) < 1e-14) break;
  }
  return value;
}

function steps({ a, b, x }: { a: number; b: number; x: number }, m: number): [number, number] {
  const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
  const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
  return [even, odd];
}
