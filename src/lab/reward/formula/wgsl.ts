/** A formula as a WGSL expression of type f32, over the functions of FORMULA_LIBRARY and variables `q_<quantity>`. */
import { OPERATORS } from './operators.ts';
import type { Quantity } from './quantities.ts';
import type { Formula } from './syntax.ts';

/** What a quantity is called in WGSL. */
export const wgslQuantity = (name: Quantity): string => `q_${name}`;

/**
 * The text is made from the tree alone, so nothing of what a user wrote gets into a kernel. Every operation
 * is a call: WGSL evaluates no such call ahead of time, and so refuses none, be it a division by 0.
 */
export function formulaWgsl(formula: Formula): string {
  switch (formula.kind) {
    case 'number':
      return wgslNumber(formula.value);
    case 'quantity':
      return call('settle', wgslQuantity(formula.name));
    case 'minus':
      return call('subtract', '0.0', formulaWgsl(formula.of));
    case 'operation':
      return call(OPERATORS[formula.operator].wgsl, formulaWgsl(formula.left), formulaWgsl(formula.right));
    case 'choice':
      return call('choose', ...[formula.condition, formula.yes, formula.no].map(formulaWgsl));
    case 'call':
      return call(formula.name, ...formula.args.map(formulaWgsl));
  }
}

const call = (name: string, ...args: string[]): string => `formula_${name}(${args.join(', ')})`;

/** The 32-bit float as text, e.g. "3.0", "1e+30". */
function wgslNumber(value: number): string {
  const text = String(Math.fround(value));
  return /[.e]/.test(text) ? text : `${text}.0`;
}
