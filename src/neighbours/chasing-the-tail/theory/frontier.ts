/** What more KL buys: win rate over KL for a proxy as beta falls, where it peaks, and what is lost past the peak. */
import { betaAtKl } from './beta-at-kl.ts';
import type { Curve } from './curve.ts';
import { ranked } from './ranked.ts';
import { tilted } from './tilt.ts';

export interface FrontierPoint {
  beta: number;
  /** Nats from the base policy. */
  kl: number;
  /** Against the base policy, in [0,1]. */
  winRate: number;
}

export interface Frontier {
  /** From weak to strong optimisation: beta falls, KL rises. */
  points: readonly FrontierPoint[];
  /** The made measure-preserving proxy that the points are of. */
  curve: Curve;
  /** Share of answers that tie. */
  tied: number;
  /** Whether KL depends on beta alone: no ties. */
  theoremApplies: boolean;
  /** Where the win rate is highest. */
  peak: FrontierPoint;
  /** Win rate lost from the peak to the last point; 0 where it never falls. */
  fall: number;
}

/** The last KL of the usual frontier, in nats; best of n answers spends as much at about n = 400. */
export const MOST_KL = 5;

/** KL that the usual frontier begins at: nearly the base policy. */
export const LEAST_KL = 1e-6;

/**
 * Strengths for a frontier's points, where nothing ties: even in the root of KL, because the win rate begins as one.
 *
 * @param steps how many, at least 2
 * @param most KL of the last one, in nats
 */
export const betasOverKl = (steps: number, most = MOST_KL): number[] =>
  Array.from({ length: steps }, (_, i) => {
    const part = i / (steps - 1);
    return betaAtKl(LEAST_KL + (most - LEAST_KL) * part * part)!;
  });

/** Thirds taken off the search for the peak: each leaves two of them. */
const NARROWINGS = 40;

/**
 * @param drawn a proxy reward of any heights; it is made measure-preserving first
 * @param betas falling, at least two
 */
export function frontierOf(drawn: Curve, betas: readonly number[]): Frontier {
  if (betas.length < 2) throw new Error(`A frontier has ${betas.length} betas; it needs at least 2.`);
  const { curve, tied } = ranked(drawn);
  const pointAt = (beta: number): FrontierPoint => {
    const { kl, winRate } = tilted(curve, beta);
    return { beta, kl, winRate };
  };
  const points = betas.map(pointAt);
  const best = points.reduce((top, { winRate }, i) => (winRate > points[top]!.winRate ? i : top), 0);
  const peak = best === 0 || best === points.length - 1 ? points[best]! : peakBetween(best);
  return {
    points,
    curve,
    tied,
    theoremApplies: tied === 0,
    peak,
    fall: peak.winRate - points.at(-1)!.winRate,
  };

  /** Searched by thirds, on a logarithmic scale, between the neighbours of the best point. */
  function peakBetween(at: number): FrontierPoint {
    let [low, high] = [Math.log(betas[at + 1]!), Math.log(betas[at - 1]!)];
    for (let i = 0; i < NARROWINGS; i++) {
      const third = (high - low) / 3;
      const [left, right] = [pointAt(Math.exp(low + third)), pointAt(Math.exp(high - third))];
      if (left.winRate > right.winRate) high -= third;
      else low += third;
    }
    return pointAt(Math.exp((low + high) / 2));
  }
}
