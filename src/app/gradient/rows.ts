/** What the page says of a measured gradient: a row per criterion, and what is left over, in words. */
import type { StepRecord } from '../../lab/metrics/record.ts';
import type { Criterion } from '../../lab/rubric/criterion.ts';
import type { CriterionGradient, GradientShares } from '../../lab/run/gradient-share.ts';
import { percent } from '../format.ts';

export interface GradientRow extends CriterionGradient {
  name: string;
  /** Place among the run's columns. */
  column: number;
  /** Share of the reward at that step. */
  weight: number;
}

export function gradientRows(
  { criteria }: GradientShares,
  record: StepRecord | null,
  columns: readonly Criterion[],
): GradientRow[] {
  return criteria.map((own) => {
    const column = columns.findIndex(({ id }) => id === own.id);
    const weight = record?.weights[record.criteria.indexOf(own.id)] ?? NaN;
    return { ...own, column, name: columns[column]?.name ?? own.id, weight };
  });
}

/** A part smaller than this is printed as nothing. */
const NAUGHT = 0.005;

/** e.g. "The KL penalty makes up −3% of the step. Gradient length 0.84." */
export function remainders({ penalty, rest, norm }: GradientShares): string {
  const said = (what: string, part: number) =>
    Math.abs(part) < NAUGHT
      ? []
      : [`${what} ${part < 0 ? '−' : '+'}${percent(Math.abs(part))}% of the step.`];
  return [
    ...said('The KL penalty makes up', penalty),
    ...said('What no score explains in a straight line makes up', rest),
    `Parts add up to the whole gradient of the step’s first pass, length ${norm.toPrecision(2)}.`,
  ].join(' ');
}
