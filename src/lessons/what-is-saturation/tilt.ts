/** Saturation of the group looked at, worked out for any tau: the same answers, counted in another way. */
import { tilt } from '../../lab/reward/saturation.ts';
import { most } from '../reading.ts';
import type { LessonView } from '../view.ts';

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Each answer's share in the mean; null while no group is looked at. */
export function sharesAt({ explained }: LessonView, tau: number): number[] | null {
  if (!explained || explained.rollouts.length === 0) return null;
  return tilt(
    explained.rollouts.map(({ direct }) => direct),
    tau,
  );
}

/** How many answers the tilted mean rests on: 16 if all count alike, 1 if one counts alone. */
export function answersThatCount(view: LessonView, tau: number): number {
  const shares = sharesAt(view, tau);
  return shares ? 1 / sum(shares.map((share) => share * share)) : NaN;
}

export interface Means {
  criterion: string;
  plain: number;
  tilted: number;
}

/** Of each criterion the plain mean of its scores, and the tilted one. */
export function means(view: LessonView, tau: number): Means[] {
  const shares = sharesAt(view, tau);
  const { explained } = view;
  if (!shares || !explained) return [];
  return view.live.criteria.slice(0, explained.prior.length).map(({ id }, k) => {
    const scores = explained.rollouts.map(({ scores }) => scores[k]!);
    return {
      criterion: id,
      plain: sum(scores) / scores.length,
      tilted: sum(scores.map((score, j) => score * shares[j]!)),
    };
  });
}

/** The criterion that the tilt moves most. */
export const mostMoved = (view: LessonView, tau: number): Means | undefined => most(means(view, tau), moved);

export const moved = ({ plain, tilted }: Means): number => Math.abs(tilted - plain);
