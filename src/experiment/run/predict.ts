/** What each estimator promises of each criterion at a checkpoint, from answers that the gain is not measured on. */
import type { StepRecord } from '../../lab/metrics/record.ts';
import { MOST_FLIPS, TRACE } from '../../lab/reward/methods/estimators.ts';
import { clipUnit, directReward, saturation, tilt } from '../../lab/reward/saturation.ts';
import type { Criterion } from '../../lab/rubric/criterion.ts';
import { deviation, mean } from '../../lab/spread.ts';
import type { Predictor } from './fork-result.ts';
import type { Sample } from './fresh-sample.ts';

/** How much of the moving average stays at each step: focal's default. */
const DECAY = 0.8;

/**
 * Group-wise estimates are taken on groups of the size that training uses, from the first half of each prompt's
 * answers, and averaged; so is what the judge sees now. Averages over the past go over the steps of the run so far.
 *
 * @param past records of the run up to here
 * @param lag steps that "recent gain" looks back, or as many as there are
 * @returns by criterion of the rubric
 */
export function predictions(
  sample: Sample,
  past: readonly StepRecord[],
  rubric: readonly Criterion[],
  { numGenerations, lag }: { numGenerations: number; lag: number },
): Record<Predictor, number | null>[] {
  const groups = groupsOf(sample, numGenerations);
  const active = rubric.filter((criterion) => criterion.active).length;
  const base = rubric.map((criterion) => (criterion.active ? 1 / active : 0));
  const over = (value: (group: Group, k: number) => number) =>
    rubric.map((_, k) => mean(groups.map((group) => value(group, k))));
  const tilted = groups.map((group) => saturation(group, tilt(directReward(group, base), 1)).saturation);
  const plain = over(({ columns }, k) => mean(columns[k]!));
  const spread = over(({ columns }, k) => deviation(columns[k]!));
  const gold = sample.gold('first half');
  return rubric.map((criterion, k) => {
    const history = past.map(({ judgeScores }) => judgeScores[k]!);
    const average = history.length
      ? DECAY * history.reduce((kept, now) => DECAY * kept + (1 - DECAY) * now) + (1 - DECAY) * plain[k]!
      : plain[k]!;
    const back = history.at(-Math.min(lag, history.length));
    return {
      'tilted group mean': 1 - mean(tilted.map((own) => own[k]!)),
      'group mean': 1 - plain[k]!,
      'moving average': 1 - average,
      'fixed reference': 1 - (history[0] ?? plain[k]!),
      'noise-corrected': 1 - corrected(average, criterion),
      gold: 1 - gold[k]!,
      spread: spread[k]!,
      variation: plain[k]! > 0 ? mean(groups.map(({ columns }) => variation(columns[k]!))) : 0,
      'headroom x spread': (1 - plain[k]!) * spread[k]!,
      'recent gain': history.length === 0 || back === undefined ? null : plain[k]! - back,
    };
  });
}

interface Group {
  /** [G, K] */
  scores: Float32Array;
  rollouts: number;
  criteria: number;
  /** The same by criterion. */
  columns: number[][];
}

function groupsOf({ judgeScores, prompts, rollouts, criteria }: Sample, wanted: number): Group[] {
  const half = Math.floor(rollouts / 2);
  const size = Math.min(wanted, half);
  const groups: Group[] = [];
  for (let p = 0; p < prompts; p++)
    for (let first = 0; first + size <= half; first += size) {
      const from = (p * rollouts + first) * criteria;
      const scores = judgeScores.slice(from, from + size * criteria);
      const columns = Array.from({ length: criteria }, (_, k) =>
        Array.from({ length: size }, (_, j) => scores[j * criteria + k]!),
      );
      groups.push({ scores, rollouts: size, criteria, columns });
    }
  return groups;
}

/** Deviation over mean; 0 where nothing was scored. */
const variation = (column: readonly number[]): number =>
  mean(column) > 0 ? deviation(column) / mean(column) : 0;

/** A mean with the judge's known errors on a Hard Rule taken out, as focal's estimator does it. */
function corrected(value: number, { kind, judge }: Criterion): number {
  const { falsePositive = 0, falseNegative = 0 } = judge;
  const wrong = falsePositive + falseNegative;
  return kind === 'hard-rule' && wrong < MOST_FLIPS - TRACE
    ? clipUnit((value - falsePositive) / (1 - wrong))
    : value;
}
