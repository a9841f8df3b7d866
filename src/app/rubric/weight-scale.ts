/** Weights on a slider of 0 to 100: over a root scale, so that 0.3 and 5 can both be set with care. */
import { HEAVIEST } from '../../lab/rubric/criterion.ts';

/** The heaviest weight that the sliders reach, unless the rubric has a heavier one. */
const USUAL_MAX = 10;

export const heaviestOn = (criteria: readonly { weight: number }[]): number =>
  criteria.some(({ weight }) => weight > USUAL_MAX) ? HEAVIEST : USUAL_MAX;

export const toSlider = (weight: number, heaviest: number): number =>
  Math.round(100 * Math.sqrt(Math.min(heaviest, weight) / heaviest));

export function fromSlider(position: number, heaviest: number): number {
  const weight = heaviest * (position / 100) ** 2;
  return Number(weight.toFixed(weight < 1 ? 2 : 1));
}
