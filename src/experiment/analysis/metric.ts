/** What runs are compared by: numbers of a step, and a run's final value of each. */
import { deviation } from '../../lab/spread.ts';
import type { ResultStep, Results } from '../results.ts';

export type MetricId = 'direct' | 'worst' | 'strict' | 'spread' | 'judgeDirect' | 'judgeStrict' | 'kl';

export interface Metric {
  id: MetricId;
  name: string;
  /** In one sentence, what it is. */
  says: string;
  /** Where less is better. */
  lower?: boolean;
  /** @returns null where the step has none */
  of(step: ResultStep, criteria: Results['scenarios'][string]['criteria']): number | null;
}

const METRICS: readonly Metric[] = [
  {
    id: 'worst',
    name: 'worst',
    says: 'Mean true score of the criterion that is met least.',
    of: (step) => step.worst,
  },
  {
    id: 'direct',
    name: 'direct',
    says: 'Mean true score, weighted by the scenario’s own weights.',
    of: (step) => step.direct,
  },
  {
    id: 'strict',
    name: 'strict',
    says: 'Share of answers that meet every criterion.',
    of: (step) => step.strict,
  },
  {
    id: 'spread',
    name: 'sd across criteria',
    says: 'Standard deviation of the criteria’s mean true scores: less is more even.',
    lower: true,
    of: ({ scores }, criteria) => {
      const counted = criteria.flatMap(({ id, counts }) => (counts && id in scores ? [scores[id]!] : []));
      return counted.length > 1 ? deviation(counted) : null;
    },
  },
  {
    id: 'judgeDirect',
    name: 'direct, as judged',
    says: 'The direct score as the judge gave it.',
    of: (step) => step.judgeDirect,
  },
  {
    id: 'judgeStrict',
    name: 'strict, as judged',
    says: 'Share of answers that the judge says meet every criterion.',
    of: (step) => step.judgeStrict,
  },
  {
    id: 'kl',
    name: 'KL',
    says: 'How far the policy has moved from the base policy, per token.',
    of: (step) => step.kl,
  },
];

export const metric = (id: MetricId): Metric => METRICS.find((known) => known.id === id)!;
