/** Terms of a single criterion: what it is worth, how far it is met, how much of the training is about it. */
import { deviation } from '../../../lab/spread.ts';
import { percent, unit } from '../../format.ts';
import type { Live } from '../live.ts';
import type { Term } from '../term.ts';

const CO_AUTHOR = 'Public code by a co-author of Focal Reward';

/** Effort of the worst criterion in the group looked at, where the method's reward is the weighted sum of scores. */
function workedEffort({ group, worst, focus }: Live): string {
  const shown = `${worst.name}: ${percent(worst.effort)}% under ${focus}, as charted`;
  if (!group) return shown;
  const { weights, rollouts, effort } = group.told.group;
  const spreads = weights.map((_, k) => deviation(rollouts.map(({ scores }) => scores[k]!)));
  const sum = weights.reduce((total, weight, k) => total + weight * spreads[k]!, 0);
  const k = group.worst;
  const own = (weights[k]! * spreads[k]!) / sum;
  if (!(Math.abs(own - effort[k]!) < 0.006)) return shown;
  return (
    `effort(${worst.name}) = ${unit(weights[k])}·${unit(spreads[k])} / ${unit(sum)} = ${unit(own)} ` +
    `(topic ${group.topic}, ${group.told.method.name})`
  );
}

export const CRITERION_TERMS: readonly Term[] = [
  {
    id: 'effort',
    name: 'Effort',
    says: 'A criterion’s share of the advantage signal: how much of what training acts on is about it. Weight without differences between answers is no effort.',
    formula: 'e_k = \\frac{|c_k| \\sigma_k}{\\sum_l |c_l| \\sigma_l}',
    live: workedEffort,
    drawn:
      'The height of a stream, and the solid bar. c is what multiplies the scores, σ their spread in a group.',
    source: 'A measure of our own',
    confidence: 'reconstruction',
  },
  {
    id: 'saturation',
    name: 'Saturation',
    says: 'How far a criterion is met already: the score it would reach if the policy went where its reward points now.',
    formula: 's_k = \\sum_j q_j S_{jk}',
    live: ({ worked, worst }) =>
      worked(({ worst: criterion }) => ({ row: 'saturation', criterion })) ??
      `${worst.name}: ${unit(worst.saturation)}`,
    drawn: 'The pale bar with the ink tick; a stream pales with it.',
    source: `${CO_AUTHOR}; that the paper’s “inverse reward projection” means this is our reading`,
    confidence: 'public code',
  },
  {
    id: 'weight',
    name: 'Weight',
    says: 'A criterion’s share of the reward under a method; focal takes it from what is saturated and gives it to what is not.',
    formula: 'w_k = \\frac{b_k (1 - s_k + \\epsilon)^{\\gamma}}{\\sum_l b_l (1 - s_l + \\epsilon)^{\\gamma}}',
    live: ({ worked, worst }) =>
      worked(({ worst: criterion }) => ({ row: 'weight', criterion })) ??
      `${worst.name}: ${percent(worst.weights)}%`,
    drawn: 'The hollow bar. The formula is focal’s; the other methods’ stand under Methods.',
    source: CO_AUTHOR,
    confidence: 'public code',
  },
  {
    id: 'prior',
    name: 'Prior weight',
    says: 'The weight that the rubric gives a criterion, as a share of all weights that count: where every method starts.',
    formula: 'b_k = \\frac{v_k}{\\sum_l v_l}',
    live: ({ worked }) => worked(({ worst: criterion }) => ({ row: 'prior', criterion })),
    drawn:
      'The rubric’s sliders, 0 to 10, no unit; the tick is the value that the run began with, the underlined number goes back to it.',
    source: 'The paper makes prior weights once per question; here the scenario and you set them',
    confidence: 'paper',
  },
  {
    id: 'score',
    name: 'Score',
    says: 'A verdict as a number from 0 to 1: a Hard Rule is 0 or 1, a Principle its points divided by 10.',
    formula: 'S_{jk} = \\frac{v_{jk}}{10}',
    live: ({ worst, focus }) => `lowest: ${worst.name} ${unit(worst.scores)} under ${focus}`,
    drawn: 'Charts show the gold score, mean of all answers and 5 steps, one line per method.',
    source: 'Verdicts are the paper’s; dividing by 10 is inferred',
    confidence: 'reconstruction',
  },
  {
    id: 'lowest',
    name: 'Lowest',
    says: 'The criterion with the lowest score of any method at this step: what a mean would hide.',
    live: ({ worst, focus }) => `under ${focus}: ${worst.name} ${unit(worst.scores)}`,
    source: 'Our own marking',
    confidence: 'reconstruction',
  },
];
