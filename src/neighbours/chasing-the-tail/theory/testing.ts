/** Independent computations for the tests: the same quantities by Simpson's rule on plain functions, and by sampling. */
import { uniformStream } from '../../../lab/random/draw.ts';

/** The paper's reversals as they are defined, without pieces. */
export const asFunction = {
  right: (u: number) => u,
  topWrong: (c: number) => (u: number) => (u > 1 - c ? 2 - c - u : u),
  worstWrong: (c: number) => (u: number) => (u <= c ? c - u : u),
};

/** So close to a jump its height is taken, on either side of it. */
const BESIDE = 1e-13;

/** Places over [0,1], and the share of an integral that each stands for, by Simpson's rule between the jumps. */
function nodes(jumps: readonly number[], cells = 8000): { u: number; share: number }[] {
  const edges = [0, ...jumps.filter((u) => u > 0 && u < 1), 1];
  return edges.slice(1).flatMap((to, piece) => {
    const from = edges[piece]! + BESIDE;
    const h = (to - BESIDE - from) / cells;
    return Array.from({ length: cells + 1 }, (_, i) => ({
      u: from + i * h,
      share: ((i === 0 || i === cells ? 1 : i % 2 === 0 ? 2 : 4) * h) / 3,
    }));
  });
}

/** KL as the integral of p log p, and the win rate as that of u p, by Simpson's rule. */
export function bySimpson(
  f: (u: number) => number,
  beta: number,
  jumps: readonly number[] = [],
): { kl: number; winRate: number } {
  const places = nodes(jumps);
  const weights = places.map(({ u }) => Math.exp((f(u) - 1) / beta));
  const integral = (of: (i: number) => number) =>
    places.reduce((sum, { share }, i) => sum + share * of(i), 0);
  const total = integral((i) => weights[i]!);
  return {
    kl: integral((i) => (weights[i]! / total) * Math.log(weights[i]! / total)),
    winRate: integral((i) => (places[i]!.u * weights[i]!) / total),
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
