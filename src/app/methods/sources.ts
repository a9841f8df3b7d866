/** Where the methods come from, and how sure it is that they are computed as their authors do. */
import type { Confidence } from '../../lab/reward/methods/method.ts';

/** What each tag means, the surest first. */
export const CONFIDENCE: Readonly<Record<Confidence, string>> = {
  paper: 'stated in the paper’s own text',
  'public code': 'read in public source code',
  summary: 'retold by a third party that read the paper',
  reconstruction: 'not found anywhere; inferred or made by us',
};

/** arXiv numbers, and repositories as GitHub names them. */
const NAMED = /(arXiv \d{4}\.\d{5}|\b[A-Za-z][\w-]*\/[A-Za-z][\w-]*\b)/;

/** A source in pieces, those that name a paper or a repository with where it is. */
export const linked = (source: string): { words: string; href?: string }[] =>
  source
    .split(NAMED)
    .filter(Boolean)
    .map((words) => {
      if (!NAMED.test(words)) return { words };
      const paper = /^arXiv (.*)/.exec(words)?.[1];
      return { words, href: paper ? `https://arxiv.org/abs/${paper}` : `https://github.com/${words}` };
    });

/** What is known of Focal Reward (arXiv 2605.26579), by where it comes from. */
export const FOCAL_KNOWN: readonly { title: string; facts: readonly string[] }[] = [
  {
    title: 'From the paper',
    facts: [
      'Criteria are Hard Rules, met or not, or Principles of 0 to 10, and a judge gives one verdict for each.',
      'The modes are called static_prior_weight and focal_prior_weight; prior weights are made once per question.',
      'An “inverse reward projection” reweights criteria before they become one reward.',
    ],
  },
  {
    title: 'From public code by a co-author',
    facts: [
      'The formulas of tilted saturation and of focal weights, computed anew for every group and step.',
      'Gamma 3, tau 1 and epsilon 0.05 as defaults, on scores from 0 to 1; other values were tried as well.',
      'Floor and cap on weights, added later. It is another application than the paper’s, on web pages.',
    ],
  },
  {
    title: 'From summaries',
    facts: [
      'Only the making of the reward changes: rollouts, judge and GRPO stay as they are.',
      'The argument is one of signal to noise: weight on what is settled adds noise to the comparison of answers.',
    ],
  },
  {
    title: 'Reconstructed',
    facts: [
      'That “inverse reward projection” means the tilted saturation used here.',
      'Dividing a Principle’s points by 10; floor and cap by scaling and then clipping.',
      'Effort, a criterion’s share of the advantage signal, is a measure of our own.',
    ],
  },
  {
    title: 'Unknown',
    facts: [
      'How the paper writes its equations, and with which constants.',
      'How its judge’s pairs map onto a group, how large groups are, and what it was trained on and for how long.',
      'Most of its benchmarks, their numbers, the ablations, and the exact statement of its theorem.',
      'Whether floor and cap are part of the paper.',
      'The constants of POW3R and the figures behind max-min; here they are our choice.',
    ],
  },
];
