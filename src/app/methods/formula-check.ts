/** What a text is as a formula, and where it goes wrong, as the editor shows it. */
import { compileFormula, type CompiledFormula } from '../../lab/reward/formula/compile.ts';
import { FormulaError } from '../../lab/reward/formula/syntax.ts';
import { customMethod } from '../../lab/reward/methods/custom.ts';
import type { MethodParameters } from '../../lab/reward/methods/method.ts';
import type { ExplainedGroup } from '../../lab/run/explain.ts';
import { plainRubric, wholeStep } from './explain-scores.ts';

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

/**
 * Weights that a formula would give in a group, if nothing was kept of the step before.
 *
 * @param active which of the group's criteria count
 */
export function tryFormula(
  compiled: CompiledFormula,
  { prior, rollouts }: ExplainedGroup,
  active: readonly boolean[],
  parameters: MethodParameters,
  step: number,
): { weights: number[]; fellBack: boolean } {
  const group = {
    scores: rollouts.flatMap(({ scores }) => scores),
    rollouts: rollouts.length,
    criteria: prior.length,
  };
  const rubric = { ...plainRubric(prior), active };
  const weighed = customMethod(compiled).weigh(wholeStep(group, step), rubric, parameters);
  return { weights: weighed.weights, fellBack: weighed.fellBack ?? false };
}
