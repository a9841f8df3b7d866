/** Made-up records that look like a run's: scores that rise one after the other, effort that follows them. */
import type { StepRecord } from '../../src/lab/metrics/record.ts';
import type { Criterion } from '../../src/lab/rubric/criterion.ts';
import type { Health } from '../../src/lab/run/health.ts';

/** Steps without signal: each method has none of them in common with the one before. */
export interface Quiet {
  from: number;
  to: number;
}

/**
 * One lane's record of a step.
 *
 * @param place of the method among the methods of the run: later ones reach the neglected criteria sooner
 * @param quiet steps in which no group taught anything
 */
export function madeUp(
  criteria: readonly Criterion[],
  step: number,
  place: number,
  seed: number,
  quiet?: Quiet,
): StepRecord {
  const total = criteria.reduce((sum, { weight, active }) => sum + (active ? weight : 0), 0);
  const weights = criteria.map(({ weight, active }) => (active && total > 0 ? weight / total : 0));
  const scores = criteria.map((_, k) => {
    const rare = k / Math.max(1, criteria.length - 1);
    const begins = 8 + 60 * rare * rare * (place === 0 ? 9 : 1.6 - 0.25 * place);
    const wobble = 0.03 * Math.sin(0.37 * step + 1.7 * k + 2.3 * seed) + 0.02 * Math.sin(0.11 * step * seed);
    return clamp(0.02 + 0.95 / (1 + Math.exp((begins - step) / (6 + 5 * rare))) + wobble);
  });
  const silent = total === 0 || (quiet !== undefined && step >= quiet.from && step < quiet.to);
  const pull = scores.map(
    (score, k) => weights[k]! ** (place === 0 ? 1 : 0.5) * score * (1.02 - score) + 1e-6,
  );
  const all = pull.reduce((sum, each) => sum + each, 0);
  const counted = scores.filter((_, k) => criteria[k]!.active);
  const worst = Math.min(...counted);
  const direct = scores.reduce((sum, score, k) => sum + score * weights[k]!, 0);
  const strict = counted.reduce((product, score) => product * score, 1);
  return {
    criteria: criteria.map(({ id }) => id),
    step,
    direct,
    worst,
    strict,
    scores,
    judgeScores: scores.map((score, k) => (criteria[k]!.judge.shift ? clamp(score + 0.15) : score)),
    saturation: scores.map((score) => clamp(score + 0.02)),
    weights,
    effort: pull.map((each) => (silent ? NaN : each / all)),
  } as Partial<StepRecord> as StepRecord;
}

export const WELL: Health = {
  state: 'healthy',
  word: 'Healthy',
  sentence: 'These numbers are made up.',
} as Health;

const clamp = (value: number): number => Math.max(0, Math.min(1, value));
