/** How a group's saturation comes about, and each answer's share in it, with the group's numbers in place. */
import { tilt } from '../../lab/reward/saturation.ts';
import { mean } from '../../lab/spread.ts';
import {
  baseOf,
  column,
  digits,
  estimatorOf,
  number,
  products,
  sum,
  type Told,
  type Working,
} from './caption-text.ts';

/** Methods whose saturation is the mean over the step. */
const OVER_STEP = new Set(['max-min', 'saw', 'saw-gdpo', 'sa-mrpo']);

/** Static weights need no saturation; the one shown for them is focal's, at this. */
const STATIC_TAU = 1;

const isStatic = ({ method }: Told): boolean => method.id.startsWith('static');

const tauOf = ({ method, parameters }: Told): number =>
  (method.id === 'custom' ? parameters['custom.tau'] : parameters['focal.tau']) ?? STATIC_TAU;

/** What tilts: scores under the weights that the method starts from. */
const tilting = (told: Told): number[] =>
  told.group.rollouts.map(({ scores }) => sum(baseOf(told).map((b, k) => b * scores[k]!)));

/** Whether saturation is a mean in which good answers count more. */
const tilts = (told: Told): boolean =>
  isStatic(told) || told.method.id === 'custom' || estimatorOf(told) === 'tilted group mean';

const sharesOf = (told: Told): number[] =>
  isStatic(told) ? tilt(tilting(told), STATIC_TAU) : told.group.rollouts.map(({ q }) => q);

/** A sentence on q of one answer. */
export function qCaption(at: number, told: Told): string {
  const { method } = told;
  const { q } = told.group.rollouts[at]!;
  if (isStatic(told)) return `no q: ${method.name} does not look at saturation`;
  if (!tilts(told) || !Number.isFinite(q)) {
    const estimator = estimatorOf(told);
    return `no q: ${estimator ? `“${estimator}”` : method.name} counts all answers alike`;
  }
  const rewards = tilting(told);
  const tau = tauOf(told);
  const total = sum(rewards.map((reward) => Math.exp(reward / tau)));
  const over = Number.isFinite(total) && total > 0 ? digits(total) : 'Σ';
  const of = method.id.endsWith('-uniform') ? 'mean of S' : 'direct';
  return `q(answer ${at + 1}) = exp(${of} / τ) / Σ = exp(${digits(rewards[at]!)} / ${digits(tau)}) / ${over} = ${number(q)}`;
}

/** The way to the saturation of criterion k. */
export function saturationWorking(k: number, told: Told): Working {
  const { method, parameters } = told;
  const scores = column(told, k);
  const own = mean(scores);
  if (tilts(told)) {
    const q = sharesOf(told);
    const tau = isStatic(told) ? STATIC_TAU : tauOf(told);
    return {
      text: `Σ q·S = ${products(q, scores)}`,
      value: sum(q.map((share, j) => share * scores[j]!)),
      note: `τ ${digits(tau)}${isStatic(told) ? `; ${method.name} does not use it` : ''}`,
    };
  }
  if (OVER_STEP.has(method.id)) return { text: 'mean of S over the step, all prompts together', value: NaN };
  if (method.id === 'pow3r') {
    const pass = parameters['pow3r.pass'] ?? 0.7;
    const passed = scores.filter((score) => score > pass - 1e-6).length;
    return {
      text: `share of answers with S from ${digits(pass)} on = ${passed} / ${scores.length}`,
      value: passed / scores.length,
    };
  }
  const decay = parameters['focal.decay'] ?? 0;
  const followed = `moving average = ${digits(decay)} · before + ${digits(1 - decay)} · ${digits(own)}, the group’s mean`;
  switch (estimatorOf(told)) {
    case 'batch mean':
      return { text: 'mean of S over the step, all prompts together', value: NaN };
    case 'moving average':
      return { text: followed, value: NaN };
    case 'noise-corrected':
      return { text: followed, value: NaN, note: 'for a Hard Rule the judge’s known errors are taken out' };
    case 'fixed reference':
      return { text: 'mean over the group at the first step of this estimator', value: NaN };
    default:
      return { text: 'mean of S over the group', value: own };
  }
}
