/** What `Weighting` should make of a run, by the methods and advantages of `src/lab/reward` in 64 bits. */
import { advantages } from '../../../lab/reward/advantage.ts';
import { compileFormula } from '../../../lab/reward/formula/compile.ts';
import { customMethod } from '../../../lab/reward/methods/custom.ts';
import { findMethod } from '../../../lab/reward/methods/index.ts';
import type { MethodGroup, RubricWeights, Weighed } from '../../../lab/reward/methods/method.ts';
import { normalisedPrior } from '../../../lab/reward/reward.ts';
import { clipUnit, directReward } from '../../../lab/reward/saturation.ts';
import { deviation, mean } from '../../../lab/spread.ts';
import type { Run, RunCriterion, Score } from './runs.ts';

/** As `Step` in Python. */
export interface StepResult {
  weights: number[][];
  saturation: number[][];
  rewards: number[][];
  direct: number[][];
  advantages: number[][];
  fellBack: number;
}

/** As `Weighed` in Python; null where it has None. */
export type GroupResult = Required<Pick<Weighed, 'weights' | 'saturation' | 'rewards' | 'coefficients'>> & {
  signals: number[] | null;
  keep: number[] | null;
  fellBack: boolean;
};

/** Per step; groups are those with judged rollouts. */
export type RunResult = { step: StepResult; groups: GroupResult[] }[];

export function expectedOf({ lab, steps }: Run): RunResult {
  const method = lab.formula ? customMethod(compileFormula(lab.formula.text)) : findMethod(lab.method);
  const kept = new Map<string, number[]>();
  return steps.map(({ scores, keys, prompts }, step) => {
    const rubrics = prompts.map((prompt) => rubricOf(lab.criteria, prompt));
    const places = scores.map((rows, p) => rows.flatMap((row, j) => (isJudged(row, rubrics[p]!) ? [j] : [])));
    const judged = places.map((own, p) => own.map((j) => scores[p]![j]!));
    const columns = lab.criteria.map((_, k) =>
      judged.flat().flatMap((row) => (row[k] === null ? [] : [row[k]!])),
    );
    const batch = { batchMean: columns.map(mean), batchDeviation: columns.map(deviation) };
    const keyOf = (p: number) => (method.id === 'max-min' ? '' : keys[p]!);
    const before = keys.map((_, p) => kept.get(keyOf(p)));
    const direct: number[][] = [];
    const weighed = judged.map((rows, p): Weighed => {
      const { prior } = rubrics[p]!;
      const group: MethodGroup = {
        scores: rows.flat().map((score) => score ?? 0),
        rollouts: rows.length,
        criteria: lab.criteria.length,
        step,
        ...batch,
        kept: before[p] ?? lab.criteria.map(() => undefined),
      };
      direct.push(directReward(group, prior));
      if (rows.length === 0)
        return {
          weights: [...prior],
          saturation: batch.batchMean.map(clipUnit),
          rewards: [],
          coefficients: [],
        };
      return method.weigh(group, rubrics[p]!, lab.parameters);
    });
    weighed.forEach(({ keep }, p) => keep && kept.set(keyOf(p), keep));
    const raised = advantages(
      weighed.map(({ signals, rewards }) => signals ?? rewards),
      direct,
      method.finish,
      lab.training,
    );
    const atPlaces = (values: number[][], fill: boolean) =>
      scores.map((rows, p) => {
        const own = values[p]!;
        const other = !fill ? 0 : own.length > 0 ? mean(own) : mean(values.flat());
        return rows.map((_, j) => own[places[p]!.indexOf(j)] ?? other);
      });
    return {
      step: {
        weights: weighed.map(({ weights }) => weights),
        saturation: weighed.map(({ saturation }) => saturation),
        rewards: atPlaces(
          weighed.map(({ rewards }) => rewards),
          true,
        ),
        direct: atPlaces(direct, true),
        advantages: atPlaces(raised, false),
        fellBack: weighed.filter(({ fellBack }) => fellBack).length,
      },
      groups: weighed
        .filter(({ rewards }) => rewards.length > 0)
        .map(({ weights, saturation, rewards, coefficients, signals, keep, fellBack }) => ({
          weights,
          saturation,
          rewards,
          coefficients,
          signals: signals ?? null,
          keep: keep ?? null,
          fellBack: fellBack ?? false,
        })),
    };
  });
}

const isJudged = (row: readonly Score[], { prior }: RubricWeights): boolean =>
  row.every((score, k) => score !== null || prior[k] === 0);

function rubricOf(criteria: readonly RunCriterion[], prompt: number | null): RubricWeights {
  const weighted = criteria.map(({ active, weight, promptWeights }) => ({
    active,
    weight,
    ...(promptWeights && { promptWeights }),
  }));
  return {
    prior: normalisedPrior(weighted, prompt ?? -1),
    active: criteria.map(({ active }) => active),
    category: criteria.map(({ category }) => category),
    falsePositive: criteria.map(({ falsePositive }) => falsePositive),
    falseNegative: criteria.map(({ falseNegative }) => falseNegative),
  };
}
