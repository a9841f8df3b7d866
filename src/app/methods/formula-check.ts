/** What a text is as a formula, and where it goes wrong, as the editor shows it. */
import { compileFormula, type CompiledFormula } from '../../lab/reward/formula/compile.ts';
import { isValid } from '../../lab/reward/formula/numbers.ts';
import { FormulaError } from '../../lab/reward/formula/syntax.ts';
import { customMethod } from '../../lab/reward/methods/custom.ts';
import type { MethodParameters } from '../../lab/reward/methods/method.ts';
import type { ExplainedGroup } from '../../lab/run/explain.ts';
import { plainRubric, wholeStep } from './explain-scores.ts';
import { compact } from './scale.ts';

export interface FormulaProblem {
  message: string;
  /** A piece of the text around the error, and the place of a mark under it; absent where it is the whole. */
  piece?: { text: string; mark: number };
}

export type Checked = { compiled: CompiledFormula } | { problem: FormulaProblem };

/** Characters shown on either side of an error. */
const AROUND = 16;

export function checkFormula(text: string): Checked {
  try {
    return { compiled: compileFormula(text) };
  } catch (error) {
    if (!(error instanceof FormulaError)) throw error;
    const { message, character } = error;
    const problem = { message: message.charAt(0).toUpperCase() + message.slice(1) };
    return {
      problem: character === undefined ? problem : { ...problem, piece: pieceOf(text, character - 1) },
    };
  }
}

function pieceOf(text: string, at: number): { text: string; mark: number } {
  const from = Math.max(0, at - AROUND);
  const to = Math.min(text.length, at + AROUND);
  const before = from > 0 ? '…' : '';
  const line = text.slice(from, to).replace(/\s/g, ' ');
  return { text: before + line + (to < text.length ? '…' : ''), mark: at - from + before.length };
}

export interface Tried {
  weights: number[];
  /** What the formula gives each criterion; NaN for those that do not count, and where there is no valid number. */
  raw: number[];
  fellBack: boolean;
}

/**
 * Weights that a formula would give in a group.
 *
 * @param active which of the group's criteria count
 * @param previous weights of the step before, NaN for criteria that had none; the prior stands in
 */
export function tryFormula(
  compiled: CompiledFormula,
  { prior, rollouts }: ExplainedGroup,
  active: readonly boolean[],
  parameters: MethodParameters,
  step: number,
  previous: readonly number[] = [],
): Tried {
  const group = {
    scores: rollouts.flatMap(({ scores }) => scores),
    rollouts: rollouts.length,
    criteria: prior.length,
  };
  const given: number[] = [];
  const watched: CompiledFormula = {
    ...compiled,
    evaluate: (environment) => {
      const value = compiled.evaluate(environment);
      given.push(value);
      return value;
    },
  };
  const kept = prior.map((b, k) => (Number.isFinite(previous[k]) ? previous[k]! : b));
  const rubric = { ...plainRubric(prior), active };
  const weighed = customMethod(watched).weigh(wholeStep(group, step, kept), rubric, parameters);
  const raw = active.map((on) => (on ? given.shift()! : NaN)); // asked for in the order of the criteria
  return { weights: weighed.weights, raw, fellBack: weighed.fellBack ?? false };
}

/** Why what a formula gives is no set of weights, e.g. "polite is given −0.05: nothing may be negative". */
export function whyUnusable(
  { raw }: Pick<Tried, 'raw'>,
  active: readonly boolean[],
  names: readonly string[],
): string {
  const counted = raw.map((value, k) => ({ value, name: names[k] ?? '' })).filter((_, k) => active[k]);
  const invalid = counted.find(({ value }) => !isValid(value));
  if (invalid) return `${invalid.name} is given no number (as by 0 / 0, or one too large)`;
  const negative = counted.find(({ value }) => value < 0);
  if (negative)
    return `${negative.name} is given ${compact(negative.value).replace('-', '−')}: nothing may be negative`;
  return 'every criterion is given 0';
}
