/** Terms of one group of answers: from rewards to who is pushed up and who down. */
import { percent, unit } from '../../format.ts';
import type { Term } from '../term.ts';

const GRPO = 'GRPO as TRL and verl compute it';

export const GROUP_TERMS: readonly Term[] = [
  {
    id: 'group',
    name: 'Group',
    says: 'The answers that one policy gives to one prompt in one step; they are compared with one another only.',
    live: ({ run, group }) => group && `${run.group!.answers.length} answers to topic ${group.topic}`,
    source: GRPO,
    confidence: 'public code',
  },
  {
    id: 'reward',
    name: 'Reward',
    says: 'What an answer earns under a method: its scores, weighted and summed.',
    formula: 'R_j = \\sum_k w_k S_{jk}',
    live: ({ worked }) => worked(({ best }) => ({ row: 'reward', rollout: best })),
    source: 'Public code by a co-author of Focal Reward',
    confidence: 'public code',
  },
  {
    id: 'advantage',
    name: 'Advantage',
    says: 'How far an answer’s reward lies above the mean of its group: above 0 it becomes likelier, below 0 less likely.',
    formula: 'A_j = \\frac{R_j - \\bar{R}}{\\sigma_R}',
    live: ({ worked }) => worked(({ best }) => ({ row: 'advantage', rollout: best })),
    drawn:
      'Bars to the right are above 0, to the left below; grey under prior weights, ink under the method.',
    source: GRPO,
    confidence: 'public code',
  },
  {
    id: 'rank',
    name: 'Rank',
    says: 'An answer’s place in its group, 1 for the best: first by the rubric’s prior weights, then under the method.',
    live: ({ worked }) => worked(({ best }) => ({ row: 'rank', rollout: best })),
    source: 'A measure of our own',
    confidence: 'reconstruction',
  },
  {
    id: 'flips',
    name: 'Sign flip',
    says: 'An answer that prior weights would push one way and the method pushes the other.',
    formula: 'A_j A_j^{\\mathrm{static}} < 0',
    live: ({ mean, focus }) =>
      `${percent(mean(({ signFlips }) => signFlips))}% of answers under ${focus}, all prompts`,
    source: 'Reported in the co-author’s public project, as a share of answers',
    confidence: 'public code',
  },
  {
    id: 'tilt',
    name: 'Tilt',
    says: 'An answer’s share in saturation: answers with a high direct score count more, the more so the lower tau is.',
    formula: 'q_j = \\frac{e^{D_j / \\tau}}{\\sum_i e^{D_i / \\tau}}, \\quad D_j = \\sum_k b_k S_{jk}',
    live: ({ worked }) => worked(({ best }) => ({ row: 'q', rollout: best })),
    source: 'Public code by a co-author of Focal Reward',
    confidence: 'public code',
  },
  {
    id: 'gamma',
    name: 'Gamma',
    says: 'How hard focal moves weight to what is not saturated: 0 is static, 3 the default of the public code.',
    formula: '(1 - s_k + \\epsilon)^{\\gamma}',
    live: ({ settings: { parameters }, worst }) => {
      const gamma = parameters['focal.gamma'] ?? 0;
      const epsilon = parameters['focal.epsilon'] ?? 0;
      const factor = (1 - worst.saturation + epsilon) ** gamma;
      return `${worst.name}: (1 − ${unit(worst.saturation)} + ${unit(epsilon)})^${Number(gamma.toFixed(2))} = ${unit(factor)}`;
    },
    drawn:
      'From 0 to 8, no unit. The grey tick is the default, shown once gamma is moved; press the underlined number to go back to it.',
    source: 'Public code by a co-author; the paper’s own value is not known to us',
    confidence: 'public code',
  },
  {
    id: 'silent',
    name: 'Silent group',
    says: 'A group in which no weighted criterion differs between answers: all rewards are equal and nothing can be learnt from it.',
    live: ({ mean, focus }) =>
      `${percent(mean(({ fracRewardZeroStd }) => fracRewardZeroStd))}% of groups have equal rewards under ${focus}`,
    source: 'TRL’s frac_reward_zero_std; groups without signal are our own count',
    confidence: 'public code',
  },
];
