/** What tests of formulas share: random ones, their text, and a plain second opinion of what they are worth. */
import fc from 'fast-check';
import { FUNCTION_NAMES, FUNCTIONS } from './functions.ts';
import { OPERATOR_SIGNS, OPERATORS } from './operators.ts';
import { QUANTITY_NAMES, type Environment } from './quantities.ts';
import type { Formula, FormulaNode } from './syntax.ts';

const at = (node: FormulaNode): Formula => ({ ...node, at: 0 });

const number = fc.oneof(
  fc.constantFrom(0, 1, 2, 0.5, 0.05, 3, 10, 0.1, 100, 1e-3, 1e30, 1e-30, 1e21, 1e-7),
  fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
);

const leaf = fc.oneof(
  { weight: 2, arbitrary: number.map((value) => at({ kind: 'number', value })) },
  { weight: 3, arbitrary: fc.constantFrom(...QUANTITY_NAMES).map((name) => at({ kind: 'quantity', name })) },
);

export const formulas: fc.Arbitrary<Formula> = fc.letrec<{ formula: Formula }>((tie) => {
  const part = tie('formula');
  const signs = fc.constantFrom(...OPERATOR_SIGNS, ...(['+', '-', '*', '/', '^'] as const));
  const minus = part.map((of) => at({ kind: 'minus', of }));
  const operation = fc
    .tuple(signs, part, part)
    .map(([operator, left, right]) => at({ kind: 'operation', operator, left, right }));
  const choice = fc
    .tuple(part, part, part)
    .map(([condition, yes, no]) => at({ kind: 'choice', condition, yes, no }));
  const call = fc
    .constantFrom(...FUNCTION_NAMES)
    .chain((name) =>
      fc
        .tuple(...FUNCTIONS[name].takes.map(() => part))
        .map((args) => at({ kind: 'call', name, args: args as Formula[] })),
    );
  return {
    formula: fc.oneof(
      { maxDepth: 6, withCrossShrink: true },
      { weight: 3, arbitrary: leaf },
      { weight: 1, arbitrary: minus },
      { weight: 7, arbitrary: operation },
      { weight: 1, arbitrary: choice },
      { weight: 4, arbitrary: call },
    ),
  };
}).formula;

const value = fc
  .oneof(
    { weight: 6, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
    { weight: 3, arbitrary: fc.constantFrom(0, 0, 1, 1, 0.5, 0.05, 3, 8, 200) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(-1, -0.5, 1e-7, 1e-30, 1e-40, 1e20, 1e30, 1e31, 3e38, NaN, -Infinity),
    },
  )
  .map(Math.fround);

export const environments: fc.Arbitrary<Environment> = fc
  .tuple(...QUANTITY_NAMES.map(() => value))
  .map((values) => Object.fromEntries(QUANTITY_NAMES.map((name, i) => [name, values[i]])) as Environment);

/** The text, with no more parentheses than it needs. */
export function printFormula(formula: Formula, loosest = 0): string {
  const [level, text] = ((): [number, string] => {
    switch (formula.kind) {
      case 'number':
        return [6, String(formula.value)];
      case 'quantity':
        return [6, formula.name];
      case 'call':
        return [6, `${formula.name}(${formula.args.map((part) => printFormula(part)).join(', ')})`];
      case 'minus':
        return [4, `-${printFormula(formula.of, 4)}`];
      case 'choice': {
        const { condition, yes, no } = formula;
        return [0, `${printFormula(condition, 1)} ? ${printFormula(yes)} : ${printFormula(no)}`];
      }
      case 'operation': {
        const { operator, left, right } = formula;
        const { level: own } = OPERATORS[operator];
        const [before, after] = own === 5 ? [6, 4] : own === 1 ? [2, 2] : [own, own + 1];
        return [own, `${printFormula(left, before)} ${operator} ${printFormula(right, after)}`];
      }
    }
  })();
  return level < loosest ? `(${text})` : text;
}

/** Whether some number is left, and is not too large. */
const fits = (x: number) => Number.isFinite(x) && Math.abs(x) < 1.00000002e30;
const kept = (x: number) => (!fits(x) ? NaN : Math.abs(x) < 1e-30 * (1 - 1e-9) ? 0 : x);

/** How a machine of fewer bits than 64 might go wrong. */
interface Nudge {
  /** A result wrong by up to this share of it. */
  wrong(x: number, share: number): number;
  /** Whether two numbers are taken for one, which differ by their last digits. */
  same(a: number, b: number): boolean;
}

const EXACT: Nudge = { wrong: (x) => x, same: () => false };

/** @param likely how often numbers that differ by their last digits are taken for one */
const nudgeBy = (next: () => number, likely: number): Nudge => ({
  wrong: (x, share) => x * (1 + share * (2 * next() - 1)),
  same: (a, b) => Math.abs(a - b) < 4e-5 * Math.max(Math.abs(a), Math.abs(b)) && next() < likely,
});

/** What a formula is worth, in 64 bits (its literals apart) and straight from the meaning of each operation. */
export function naive(formula: Formula, environment: Environment, nudge = EXACT): number {
  const of = (part: Formula) => naive(part, environment, nudge);
  const pow = (a: number, b: number) => {
    if (Number.isNaN(a + b)) return NaN;
    if (b === 0 || a === 1) return 1;
    if (a < 0) return NaN;
    if (a === 0) return b > 0 ? 0 : NaN;
    return nudge.wrong(Math.exp(b * Math.log(a)), 1e-6 * (1 + Math.abs(b) + Math.abs(b * Math.log(a))));
  };
  const truth = (a: number, b: number, holds: (a: number, b: number) => boolean) =>
    Number.isNaN(a + b) ? NaN : Number(holds(a, nudge.same(a, b) ? a : b));
  const difference = (a: number, b: number) => (nudge.same(a, b) ? 0 : nudge.wrong(a - b, 1e-6));
  const result = (() => {
    switch (formula.kind) {
      case 'number':
        return Math.fround(formula.value);
      case 'quantity':
        return environment[formula.name];
      case 'minus':
        return -of(formula.of);
      case 'choice': {
        const condition = of(formula.condition);
        if (Number.isNaN(condition)) return NaN;
        return condition ? of(formula.yes) : of(formula.no);
      }
      case 'operation': {
        const a = of(formula.left);
        const b = of(formula.right);
        switch (formula.operator) {
          case '+':
            return difference(a, -b);
          case '-':
            return difference(a, b);
          case '*':
            return nudge.wrong(a * b, 1e-6);
          case '/':
            return nudge.wrong(a / b, 1e-6);
          case '^':
            return pow(a, b);
          case '<':
            return truth(a, b, (x, y) => x < y);
          case '<=':
            return truth(a, b, (x, y) => x <= y);
          case '>':
            return truth(a, b, (x, y) => x > y);
          case '>=':
            return truth(a, b, (x, y) => x >= y);
          case '==':
            return truth(a, b, (x, y) => x === y);
          case '!=':
            return truth(a, b, (x, y) => x !== y);
        }
        break;
      }
      case 'call': {
        const [a, b, c] = formula.args.map(of) as [number, number, number];
        switch (formula.name) {
          case 'exp':
            return nudge.wrong(Math.exp(a), 1e-6 * (1 + Math.abs(a)));
          case 'log':
            return a > 0 ? nudge.wrong(Math.log(a), 1e-6) + (nudge.wrong(1, 1e-6) - 1) : NaN; // absolute near 1
          case 'sqrt':
            return a < 0 ? NaN : nudge.wrong(Math.sqrt(a), 1e-6);
          case 'abs':
            return a < 0 ? -a : a;
          case 'min':
            return Number.isNaN(a + b) ? NaN : a < b ? a : b;
          case 'max':
            return Number.isNaN(a + b) ? NaN : a > b ? a : b;
          case 'clamp': {
            if (Number.isNaN(a + b + c)) return NaN;
            const raised = a > b ? a : b;
            return raised < c ? raised : c;
          }
          case 'pow':
            return pow(a, b);
          case 'floor':
            return Math.floor(a);
          case 'sign':
            return a > 0 ? 1 : a < 0 ? -1 : a;
        }
      }
    }
  })();
  return kept(result);
}

/**
 * The second opinion, if it is firm: null where wrong last digits in between could change it by more than
 * 3e-5 of it or decide whether there is a number at all, e.g. `floor(2 * mean)` at mean 0.5.
 */
export function firmValue(formula: Formula, environment: Environment, next: () => number): number | null {
  const exact = naive(formula, environment);
  for (const likely of [0, 1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5]) {
    const wrong = naive(formula, environment, nudgeBy(next, likely));
    if (Number.isNaN(wrong) !== Number.isNaN(exact)) return null;
    if (Math.abs(wrong - exact) > 3e-5 * Math.abs(exact)) return null;
  }
  return exact;
}

/** Whether a value is the expected one, both NaN or equal to 1e-4. */
export const agrees = (actual: number, expected: number): boolean =>
  Number.isNaN(expected) ? Number.isNaN(actual) : Math.abs(actual - expected) <= 1e-4 * Math.abs(expected);
