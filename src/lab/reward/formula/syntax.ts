/** What a formula is, once read: a small tree of numbers, quantities, operators and calls. */
import type { FunctionName } from './functions.ts';
import type { Operator } from './operators.ts';
import type { Quantity } from './quantities.ts';

export type FormulaNode =
  /** As written; computations round it to 32 bits. */
  | { kind: 'number'; value: number }
  | { kind: 'quantity'; name: Quantity }
  | { kind: 'minus'; of: Formula }
  | { kind: 'operation'; operator: Operator; left: Formula; right: Formula }
  /** Only the chosen side counts: `mean == 0 ? 0 : std / mean` is valid at mean 0. */
  | { kind: 'choice'; condition: Formula; yes: Formula; no: Formula }
  | { kind: 'call'; name: FunctionName; args: Formula[] };

/** `at` is where it stands in the text, from 0; an operation stands where its sign does. */
export type Formula = FormulaNode & { at: number };

/** Most characters of a formula. */
export const LONGEST_FORMULA = 500;
/** Most parentheses, calls, signs, exponents and choices inside one another; keeps every recursion shallow. */
export const DEEPEST_NESTING = 32;
/** Most numbers, names and operations together. */
export const MOST_NODES = 200;

/** Why a text is no formula, e.g. `at character 7: found ")", expected a number, ...`. */
export class FormulaError extends Error {
  override name = 'FormulaError';
  /** The character meant, counted from 1; undefined where the text as a whole is refused. */
  readonly character: number | undefined;

  constructor(reason: string, at?: number) {
    super(at === undefined ? reason : `at character ${at + 1}: ${reason}`);
    this.character = at === undefined ? undefined : at + 1;
  }
}
