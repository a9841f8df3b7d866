/** Independent computations for the tests: the same quantities by Simpson's rule on plain functions, and by sampling. */
import { uniformStream } from '../../../lab/random/draw.ts';

/** The paper's reversals as they are defined, without pieces. */
export const asFunction = {
  right: (u: number) => u,
  topWrong: (c: number) => (u: number) => (u > 1 - c ? 2 - c - u : u),
  worstWrong: (c: number) => (u: number) => (u <= c ? c - u : u),
};

/** Simpson's rule over [from, to]. */
function simpson(g: (u: number) => number, from: number, to: number, cells = 8000): number {
  const h = (to - from) / cells;
  let sum = g(from) + g(to);
  for (let i = 1; i < cells; i++) sum += (i % 2 === 0 ? 2 : 4) * g(from + i * h);
  return (sum * h) / 3;
}

/** So close to a jump its height is taken, on either side of it. */
const BESIDE = 1e-13;

/** Over [0,1], piece by piece between the jumps. */
function integral(g: (u: number) => number, jumps: readonly number[]): number {
  const edges = [0, ...jumps.filter((u) => u > 0 && u < 1), 1];
  return edges.slice(1).reduce((sum, to, i) => sum + simpson(g, edges[i]! + BESIDE, to - BESIDE), 0);
}

/** KL as the integral of p log p, and the win rate as that of u p, by Simpson's rule. */
export function bySimpson(
  f: (u: number) => number,
  beta: number,
  jumps: readonly number[] = [],
): { kl: number; winRate: number } {
  const total = integral((u) => Math.exp((f(u) - 1) / beta), jumps);
  const density = (u: number) => Math.exp((f(u) - 1) / beta) / total;
  return {
    kl: integral((u) => density(u) * Math.log(density(u)), jumps),
    winRate: integral((u) => u * density(u), jumps),
  };
}

/** How often the tilted policy beats the base policy in a duel of sampled answers; by rejection, so without any integral. */
export function byDuels(f: (u: number) => number, beta: number, duels: number, seed: number): number {
  const next = uniformStream(seed, 0);
  let won = 0;
  for (let i = 0; i < duels; i++) {
    let answer = next();
    while (next() > Math.exp((f(answer) - 1) / beta)) answer = next();
    if (answer > next()) won++;
  }
  return won / duels;
}
