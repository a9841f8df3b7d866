/** One policy-gradient update of the generator, and one of the judge: the other is frozen while it is made. */
import { groupAdvantages, type Baseline } from './advantage.ts';
import { chancesOf, drawRubric, logChanceGradient } from './generator.ts';
import { firstChance, logitGradient } from './judge.ts';
import type { Shown } from './pairs.ts';
import { scatter, splitVariance, type Split } from './variance.ts';

export interface Sampling {
  /** Samples per pair: rubrics in the generator's phase, verdicts in the judge's. */
  group: number;
  baseline: Baseline;
  /** Uniform numbers in (0,1). */
  rubrics: () => number;
  verdicts: () => number;
}

export interface Update {
  /** Estimated gradient of the mean reward, by the parameters of the one that learns. */
  gradient: Float64Array;
  /** Share of right verdicts. */
  reward: number;
  /** Trace of the covariance of one sample's gradient within its pair, mean over pairs. */
  variance: number;
}

/** Verdicts, their advantages, and how often they were right. */
function judged(right: readonly boolean[], baseline: Baseline) {
  const rewards = right.map(Number);
  return { rewards, advantages: groupAdvantages(rewards, baseline) };
}

/**
 * The generator's phase: per pair a group of rubrics, one verdict under each; R = 1 where it is the label.
 *
 * @returns besides, what its variance is made of, mean over pairs
 */
export function generatorUpdate(
  generator: Float64Array,
  judge: Float64Array,
  batch: readonly Shown[],
  { group, baseline, rubrics, verdicts }: Sampling,
): Update & { split: Split } {
  const chances = chancesOf(generator);
  const gradient = new Float64Array(generator.length);
  const split: Split = { verdicts: 0, rubrics: 0 };
  let [reward, variance] = [0, 0];
  for (const { gaps, first } of batch) {
    const drawn = Array.from({ length: group }, () => drawRubric(chances, rubrics));
    const saysFirst = drawn.map((rubric) => firstChance(judge, rubric, gaps));
    const { rewards, advantages } = judged(
      saysFirst.map((chance) => verdicts() < chance === first),
      baseline,
    );
    const slopes = drawn.map((rubric) => logChanceGradient(chances, rubric));
    const terms = slopes.map((slope, j) => slope.map((value) => value * advantages[j]!));
    for (const term of terms) term.forEach((value, i) => (gradient[i]! += value / (batch.length * group)));
    const parts = splitVariance(
      saysFirst.map((chance) => (first ? chance : 1 - chance)),
      slopes,
      baseline,
    );
    split.verdicts += parts.verdicts / batch.length;
    split.rubrics += parts.rubrics / batch.length;
    variance += scatter(terms) / batch.length;
    reward += rewards.reduce((a, b) => a + b, 0) / (batch.length * group);
  }
  return { gradient, reward, variance, split };
}

/** The judge's phase: per pair one rubric and a group of verdicts under it; R = 1 where a verdict is the label. */
export function judgeUpdate(
  generator: Float64Array,
  judge: Float64Array,
  batch: readonly Shown[],
  { group, baseline, rubrics, verdicts }: Sampling,
): Update {
  const chances = chancesOf(generator);
  const gradient = new Float64Array(judge.length);
  let [reward, variance] = [0, 0];
  for (const { gaps, first } of batch) {
    const rubric = drawRubric(chances, rubrics);
    const chance = firstChance(judge, rubric, gaps);
    const said = Array.from({ length: group }, () => verdicts() < chance);
    const { rewards, advantages } = judged(
      said.map((verdict) => verdict === first),
      baseline,
    );
    const slope = logitGradient(judge, rubric, gaps);
    // d log P(verdict) / d logit is 1 - chance for "the first", -chance for "the second".
    const terms = said.map((verdict, j) => [advantages[j]! * (Number(verdict) - chance)]);
    const sum = terms.reduce((total, [term]) => total + term!, 0) / (batch.length * group);
    slope.forEach((value, i) => (gradient[i]! += value * sum));
    variance += (scatter(terms) * slope.reduce((total, value) => total + value * value, 0)) / batch.length;
    reward += rewards.reduce((a, b) => a + b, 0) / (batch.length * group);
  }
  return { gradient, reward, variance };
}
