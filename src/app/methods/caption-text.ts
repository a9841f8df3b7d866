/** What captions of the numbers view are written from, and how they write numbers, sums and results. */
import type { AdvantageSettings } from '../../lab/reward/advantage.ts';
import { ESTIMATORS, type Estimator } from '../../lab/reward/methods/focal.ts';
import { uniformWeights, type Finish, type MethodParameters } from '../../lab/reward/methods/method.ts';
import type { ExplainedGroup } from '../../lab/run/explain.ts';
import { unit } from '../format.ts';

export interface Told {
  group: ExplainedGroup;
  /** Per criterion, [K]. */
  names: readonly string[];
  active: readonly boolean[];
  hardRule: readonly boolean[];
  /** Criteria of one number belong together. */
  category: readonly number[];
  /** The step whose group it is, and how many answers that step had. */
  step: number;
  answers: number;
  method: { id: string; name: string; finish: Finish };
  /** Parameters, options and formula as that step had them. */
  parameters: MethodParameters;
  advantage: Pick<AdvantageSettings, 'scaleRewards' | 'matchRewardScale' | 'promptGamma'>;
  formula: string;
}

/** A formula with numbers in place, and what comes of it; NaN where that cannot be told from one group. */
export interface Working {
  text: string;
  value: number;
  /** What is to be said besides. */
  note?: string;
}

/** Scores of one criterion in the group. */
export const column = ({ group }: Told, k: number): number[] =>
  group.rollouts.map(({ scores }) => scores[k]!);

/** What a method starts from: the rubric's weights, or equal ones. */
export const baseOf = (told: Told): readonly number[] =>
  told.method.id.endsWith('-uniform') ? uniformWeights(told) : told.group.prior;

/** How the method estimates saturation, if it is focal. */
export const estimatorOf = ({ method, parameters }: Told): Estimator | null =>
  method.id.startsWith('focal') ? ESTIMATORS[Math.round(parameters['focal.estimator'] ?? 0)]! : null;

export const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** What 32 bits may leave between a value worked out here and the same from the engine. */
const NEAR = 2e-3;
export const near = (a: number, b: number): boolean => Math.abs(a - b) <= NEAR * Math.max(1, Math.abs(b));

/** A value as the table shows it, with a real minus sign: "−1.3". */
export const number = (value: number): string => unit(value).replace('-', '−');

/** With three digits that count, so that a reader can work it out again: ".0343", "1.19". */
export function digits(value: number): string {
  if (!Number.isFinite(value)) return '–';
  return String(Number(value.toPrecision(3)))
    .replace(/^(-?)0\./, '$1.')
    .replace(/e-0?/, 'e−')
    .replace('-', '−');
}

/** Summands that are written out; "…" stands for the others. */
const WRITTEN = 3;

/** "a·b + c·d + …": the largest products first. */
export function products(left: readonly number[], right: readonly number[]): string {
  const order = left.map((_, i) => i).sort((a, b) => left[b]! * right[b]! - left[a]! * right[a]!);
  const written = order.slice(0, WRITTEN).map((i) => `${number(left[i]!)}·${number(right[i]!)}`);
  return written.join(' + ') + (order.length > written.length ? ' + …' : '');
}

/** ".42 − .13 + .05 + …": the largest first, whatever their sign. */
export function summands(values: readonly number[]): string {
  const order = [...values].sort((a, b) => Math.abs(b) - Math.abs(a));
  const written = order
    .slice(0, WRITTEN)
    .map((value, i) => (i === 0 ? digits(value) : `${value < 0 ? '−' : '+'} ${digits(Math.abs(value))}`));
  return written.join(' ') + (order.length > written.length ? ' + …' : '');
}

/** "formula = .91"; where the engine has another value, that one first, and then what the formula would give. */
export function result({ text, value, note }: Working, actual: number): string {
  const agrees = !Number.isFinite(value) || near(value, actual);
  const said = agrees
    ? `${text} = ${number(actual)}`
    : `${number(actual)}; the formula by itself: ${text} = ${number(value)}`;
  return note ? `${said}; ${note}` : said;
}
