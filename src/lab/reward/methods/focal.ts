/**
 * What can be turned on Focal Reward (methods.md 1.2, 1.3, 1.8), and settings worth a name.
 *
 * Formula: public code by a co-author of arXiv 2605.26579. The paper's own equations were not found.
 */
import type { MethodParameter, MethodParameters } from './method.ts';

/** Ways to estimate saturation; `estimators.ts` says what they do. */
export const ESTIMATORS = [
  'tilted group mean',
  'group mean',
  'batch mean',
  'moving average',
  'fixed reference',
  'noise-corrected',
  'per response',
] as const;
export type Estimator = (typeof ESTIMATORS)[number];

export const FOCAL_PARAMETERS: readonly MethodParameter[] = [
  {
    name: 'focal.gamma',
    label: 'gamma',
    default: 1,
    min: 0,
    max: 8,
    explain: 'How hard weight moves to unsaturated criteria. 0 is static; 3 is the public code’s default.',
  },
  {
    name: 'focal.tau',
    label: 'tau',
    default: 1,
    min: 0.01,
    max: 10,
    explain:
      'How much rollouts with a high direct reward count when saturation is estimated; large is a plain mean.',
  },
  {
    name: 'focal.epsilon',
    label: 'epsilon',
    default: 0.05,
    min: 0,
    max: 0.5,
    explain: 'What a fully saturated criterion keeps, so that it is not forgotten.',
  },
  {
    name: 'focal.floor',
    label: 'floor',
    default: 0,
    min: 0,
    max: 1,
    explain: 'No weighted criterion falls below this weight; 0 is no floor.',
  },
  {
    name: 'focal.cap',
    label: 'cap',
    default: 1,
    min: 0,
    max: 1,
    explain: 'No criterion rises above this weight; 1 is no cap.',
  },
  {
    name: 'focal.estimator',
    label: 'estimator',
    default: 0,
    min: 0,
    max: ESTIMATORS.length - 1,
    step: 1,
    options: ESTIMATORS,
    explain:
      'What counts as saturation: the group’s mean (tilted or plain), the step’s, an average over past steps ' +
      '(plain, or corrected for the judge’s known errors on Hard Rules), the first step’s, or each answer’s own scores.',
  },
  {
    name: 'focal.decay',
    label: 'decay',
    default: 0.8,
    min: 0,
    max: 0.99,
    step: 0.01,
    explain: 'How much of an average over past steps stays at each step; 0 is no memory.',
  },
  {
    name: 'focal.mix',
    label: 'mix',
    default: 0,
    min: 0,
    max: 1,
    explain: 'Share of the static weights mixed in, after floor and cap.',
  },
  {
    name: 'focal.warmup',
    label: 'warm-up',
    default: 0,
    min: 0,
    max: 200,
    step: 1,
    explain: 'For this many steps the weights are static; then focus sets in at once.',
  },
];

/** The public code’s defaults, on scores from 0 to 1. */
export const PAPER_LIKE: MethodParameters = { 'focal.gamma': 3, 'focal.tau': 1, 'focal.epsilon': 0.05 };

/** Bounds for K criteria that keep easy ones alive and stop a noisy one from taking over (ours). */
export const SAFE = (K: number): MethodParameters => ({ 'focal.floor': 0.35 / K, 'focal.cap': 2 / K });

export const FOCAL_FORMULA =
  'w_k=\\frac{b_k(1-s_k+\\epsilon)^\\gamma}{\\sum_l b_l(1-s_l+\\epsilon)^\\gamma},\\quad ' +
  's_k=\\sum_j q_jS_{jk},\\quad q_j=\\mathrm{softmax}_j\\big(\\tfrac1\\tau\\textstyle\\sum_k b_kS_{jk}\\big)';
