/** The standard normal distribution and its quantiles. */

/**
 * Share of a standard normal below `x`, by Taylor's series (Marsaglia 2004, "Evaluating the Normal Distribution").
 * Absolute error below 1e-14; beyond 8.3 the share is 0 or 1 to within that.
 */
export function normalShare(x: number): number {
  if (Math.abs(x) > 8.3) return x > 0 ? 1 : 0;
  let sum = x;
  let term = x;
  for (let i = 3, before = NaN; sum !== before; i += 2) {
    before = sum;
    term *= (x * x) / i;
    sum += term;
  }
  return Math.min(1, Math.max(0, 0.5 + (sum * Math.exp(-0.5 * x * x)) / Math.sqrt(2 * Math.PI)));
}

const ratio = (above: readonly number[], below: readonly number[], x: number): number =>
  above.reduceRight((sum, value) => sum * x + value, 0) /
  below.reduceRight((sum, value) => sum * x + value, 0);

/** Coefficients of PPND16, lowest power first: near the middle, in the tails, far out in the tails; as doubles hold them. */
const MIDDLE = [
  [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987,
    67265.7709270087, 33430.57558358813, 2509.0809287301227,
  ],
  [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
    28729.085735721943, 5226.495278852854,
  ],
] as const;
const TAIL = [
  [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
    0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
    0.0005475938084995345, 1.0507500716444169e-9,
  ],
] as const;
const FAR = [
  [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
    0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
  ],
  [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133,
    1.8463183175100548e-5, 1.421511758316446e-7, 2.0442631033899397e-15,
  ],
] as const;

/**
 * Where a share of a standard normal lies below: Wichura's algorithm AS 241 (1988), relative error about 1e-15.
 *
 * @param share 0 to 1; the ends are at -Infinity and Infinity
 */
export function normalQuantile(share: number): number {
  if (!(share >= 0 && share <= 1)) throw new Error(`A share is ${share}; allowed is 0 to 1.`);
  if (share === 0 || share === 1) return share === 0 ? -Infinity : Infinity;
  const off = share - 0.5;
  if (Math.abs(off) <= 0.425) return off * ratio(...MIDDLE, 0.425 ** 2 - off * off);
  const far = Math.sqrt(-Math.log(off < 0 ? share : 1 - share));
  return Math.sign(off) * (far <= 5 ? ratio(...TAIL, far - 1.6) : ratio(...FAR, far - 5));
}
