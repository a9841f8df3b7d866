/**
 * Theorem 1 of "Chasing the Tail" (arXiv 2509.21500) in closed form, for proxies that put no two answers level: KL depends
 * on beta alone, and what the proxy gets wrong changes the win rate only. KL is the paper's; the win rates of the two
 * reversals were derived from its integral.
 */
import { turned } from './exponentials.ts';
import { checkBeta } from './tilt.ts';

/** Below this 1/beta, power series: the closed forms would lose digits. */
const WEAK = 0.2;

/**
 * Nats from the base policy, for every measure-preserving proxy without ties. The paper's
 * [(1/beta − 1)e^(1/beta) + 1]/(e^(1/beta) − 1) − log beta − log(e^(1/beta) − 1), rearranged so that nothing overflows.
 *
 * @param beta above 0
 */
export function klOf(beta: number): number {
  checkBeta(beta);
  const t = 1 / beta;
  // t·L′(t) − L(t) with L = log(sinh(t/2)/(t/2)), term by term
  if (t < WEAK) {
    const q = t * t;
    return q * (1 / 24 - q * (1 / 960 - q * (5 / 181440 - q * (7 / 9676800 - (q * 9) / 479001600))));
  }
  return t / Math.expm1(t) - 1 + Math.log(t) - Math.log1p(-Math.exp(-t));
}

/** Win rate against the base policy where the proxy is right everywhere, in [.5, 1). */
export function winRight(beta: number): number {
  checkBeta(beta);
  const t = 1 / beta;
  if (t < WEAK) {
    const q = t * t;
    return 0.5 + t * (1 / 12 - q * (1 / 720 - q * (1 / 30240 - q / 1209600)));
  }
  return -1 / Math.expm1(-t) - beta;
}

/** What the reversed best share c costs, in win rate: 4/t · (x cosh x − sinh x) · e^(−x)/(1 − e^(−t)), x = ct/2, t = 1/beta. */
const costAtTop = (c: number, beta: number): number =>
  beta === Infinity ? 0 : (-4 * beta * turned(c / beta / 2)) / Math.expm1(-1 / beta);

/**
 * Win rate where the best share c of the answers is ranked in reverse.
 *
 * @param c in [0,1]
 */
export const winTopWrong = (c: number, beta: number): number => winRight(beta) - costAtTop(c, beta);

/** How many times as much an error at the top costs as the same error at the bottom: e^((1 − c)/beta). */
export const topOverWorst = (c: number, beta: number): number => Math.exp((1 - c) / beta);

/** Win rate where the worst share c of the answers is ranked in reverse. */
export const winWorstWrong = (c: number, beta: number): number =>
  winRight(beta) - costAtTop(c, beta) * Math.exp((c - 1) / beta);
