/** Integrals of an exponential over the unit interval, accurate for exponents near 0 and far below it. */

/** Below this size the closed forms subtract numbers that are nearly equal; a power series does not. */
const SMALL = 0.2;

/** Sum of coefficient(k) · x^k until terms no longer count. */
function series(x: number, coefficient: (k: number) => number): number {
  let sum = 0;
  let power = 1; // x^k / k!
  for (let k = 0; k < 16; k++) {
    sum += power * coefficient(k);
    power *= x / (k + 1);
  }
  return sum;
}

/** The integral of e^(xs) over s in [0,1]; x is any number that e^x does not overflow for. */
export const mass = (x: number): number => (x === 0 ? 1 : Math.expm1(x) / x);

/** The integral of s·e^(xs) over s in [0,1]. */
export const firstMoment = (x: number): number =>
  Math.abs(x) < SMALL ? series(x, (k) => 1 / (k + 2)) : (Math.exp(x) - mass(x)) / x;

/** x·cosh(x) − sinh(x), times e^(−x), for x ≥ 0: what turning a block round costs, up to scale. */
export function turned(x: number): number {
  if (x >= SMALL) return ((x + 1) * Math.exp(-2 * x) + x - 1) / 2;
  // x³/3 + x⁵/30 + x⁷/840 + …: the k-th term is x^(2k+1)·2k/(2k+1)!
  let sum = 0;
  let power = x;
  for (let k = 1; k < 8; k++) {
    power *= (x * x) / (2 * k * (2 * k + 1));
    sum += power * 2 * k;
  }
  return sum * Math.exp(-x);
}
