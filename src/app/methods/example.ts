/** Four made-up answers on which focus turns the ranking round: the example of the numbers view. */
import { PAPER_LIKE } from '../../lab/reward/methods/focal.ts';
import { focalUniform } from '../../lab/reward/methods/focal-uniform.ts';
import type { ExplainedGroup } from '../../lab/run/explain.ts';
import { explainScores } from './explain-scores.ts';

export const EXAMPLE_NAMES = ['first', 'second', 'third', 'fourth'] as const;
const SCORES = [
  [1, 1, 0.8, 0.3],
  [1, 1, 0.9, 0.2],
  [1, 0, 0.6, 0.6],
  [1, 1, 0.7, 0.1],
];
const PRIOR = [0.25, 0.25, 0.25, 0.25];

export const EXAMPLE_PARAMETERS = {
  gamma: PAPER_LIKE['focal.gamma']!,
  tau: PAPER_LIKE['focal.tau']!,
  epsilon: PAPER_LIKE['focal.epsilon']!,
};

/** The example under other parameters than the public code's. */
export function exampleGroup({ gamma, tau, epsilon } = EXAMPLE_PARAMETERS): ExplainedGroup {
  const parameters = { 'focal.gamma': gamma, 'focal.tau': tau, 'focal.epsilon': epsilon };
  return explainScores(SCORES, PRIOR, focalUniform, parameters, tau);
}

/** What focus does to the answer that static weights rank last. */
export function exampleStory({ rollouts }: ExplainedGroup): string {
  const last = rollouts.findIndex(({ staticRank }) => staticRank === rollouts.length);
  const { rank } = rollouts[last]!;
  const name = `Answer ${last + 1}`;
  if (rank === 1) return `${name} goes from worst to best: it is good at what is least met.`;
  if (rank === rollouts.length) return `${name} stays last: at these settings focus is too weak to turn it.`;
  return `${name} goes from worst to place ${rank} of ${rollouts.length}.`;
}
