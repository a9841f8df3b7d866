/**
 * What a formula is worth: every result is rounded to 32 bits and kept in the range of `numbers.ts`, as a
 * kernel does it.
 */
import { FUNCTIONS } from './functions.ts';
import { isValid, settle } from './numbers.ts';
import { OPERATORS } from './operators.ts';
import type { Environment } from './quantities.ts';
import type { Formula } from './syntax.ts';

/** @returns NaN where the formula has no valid number, e.g. by a division by 0 */
export function evaluate(formula: Formula, environment: Environment): number {
  const of = (part: Formula) => evaluate(part, environment);
  switch (formula.kind) {
    case 'number':
      return settle(formula.value);
    case 'quantity':
      return settle(environment[formula.name]);
    case 'minus':
      return settle(0 - of(formula.of));
    case 'operation':
      return applied(OPERATORS[formula.operator].apply, [of(formula.left), of(formula.right)]);
    case 'choice': {
      const condition = of(formula.condition);
      return isValid(condition) ? of(condition === 0 ? formula.no : formula.yes) : NaN;
    }
    case 'call':
      return applied(FUNCTIONS[formula.name].apply, formula.args.map(of));
  }
}

/** JavaScript forgets NaN here and there: NaN ** 0 is 1, NaN < 1 is false. */
const applied = <Args extends number[]>(rule: (...args: Args) => number, args: Args): number =>
  args.every(isValid) ? settle(rule(...args)) : NaN;
