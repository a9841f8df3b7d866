/**
 * The policy that KL-regularised training ends at: the base policy tilted by e^(f(u)/beta) (arXiv 2509.21500),
 * over gold quantiles u, in which the base policy is uniform. Integrated piece by piece, without any grid.
 */
import type { Curve } from './curve.ts';
import { firstMoment, mass } from './exponentials.ts';

export interface Tilt {
  /** From the base policy, in nats; from the density itself, so right with ties too. */
  kl: number;
  /** How often its answer beats one of the base policy, in [0,1]: E[u e^(f/beta)] / E[e^(f/beta)]. */
  winRate: number;
  /** Its density at a reward f, relative to the base policy's; normalised. */
  density: (f: number) => number;
}

/** @throws where beta is no positive number */
export function checkBeta(beta: number): void {
  if (!(beta > 0)) throw new Error(`beta is ${beta}; allowed are positive numbers.`);
}

/**
 * @param curve the proxy reward f over gold quantiles
 * @param beta strength of the KL penalty, above 0; Infinity is the base policy
 */
export function tilted(curve: Curve, beta: number): Tilt {
  checkBeta(beta);
  const t = 1 / beta;
  const top = Math.max(...curve.map(({ start, end }) => Math.max(start, end)));
  let total = 0; // of e^((f − top)/beta): never above 1, so nothing overflows
  let reward = 0; // of (f − top) times that
  let gold = 0; // of u times that
  for (const { from, to, start, end } of curve) {
    const width = to - from;
    // Seen from its higher end, so that the exponent only falls.
    const high = Math.max(start, end);
    const fall = Math.min(start, end) - high;
    const scale = width * Math.exp((high - top) * t);
    if (scale === 0) continue;
    const [m0, m1] = [mass(fall * t), firstMoment(fall * t)];
    total += scale * m0;
    reward += scale * ((high - top) * m0 + fall * m1);
    gold += scale * (end >= start ? to * m0 - width * m1 : from * m0 + width * m1);
  }
  return {
    kl: Math.max(0, (reward / total) * t - Math.log(total)),
    winRate: gold / total,
    density: (f) => Math.exp((f - top) * t) / total,
  };
}
