/** The operators of a formula: how tightly they bind and what they mean for valid numbers. */

interface OperatorRule {
  /** Larger binds tighter. */
  level: number;
  /** The function of FORMULA_LIBRARY, without "formula_". */
  wgsl: string;
  /** A result out of range, infinite or NaN is invalid. */
  apply: (a: number, b: number) => number;
}

export const COMPARISON_LEVEL = 1;
/** A minus sign binds tighter than "*" and looser than "^": -a^2 is -(a^2). */
export const MINUS_LEVEL = 4;
export const POWER_LEVEL = 5;

/** 0^0 is 1, and a negative base has no power, whatever the exponent: GPUs take it by a logarithm. */
export const power = (a: number, b: number): number => (b === 0 ? 1 : a < 0 ? NaN : a ** b);

const comparison = (wgsl: string, holds: (a: number, b: number) => boolean): OperatorRule => ({
  level: COMPARISON_LEVEL,
  wgsl,
  apply: (a, b) => (holds(a, b) ? 1 : 0),
});

const RULES = {
  '<=': comparison('less_equal', (a, b) => a <= b),
  '>=': comparison('greater_equal', (a, b) => a >= b),
  '==': comparison('equal', (a, b) => a === b),
  '!=': comparison('not_equal', (a, b) => a !== b),
  '<': comparison('less', (a, b) => a < b),
  '>': comparison('greater', (a, b) => a > b),
  '+': { level: 2, wgsl: 'add', apply: (a, b) => a + b },
  '-': { level: 2, wgsl: 'subtract', apply: (a, b) => a - b },
  '*': { level: 3, wgsl: 'multiply', apply: (a, b) => a * b },
  '/': { level: 3, wgsl: 'divide', apply: (a, b) => a / b },
  '^': { level: POWER_LEVEL, wgsl: 'pow', apply: power },
} satisfies Record<string, OperatorRule>;

export type Operator = keyof typeof RULES;

export const OPERATORS: Readonly<Record<Operator, OperatorRule>> = RULES;

/** Those of two characters first, so that "<=" is not read as "<". */
export const OPERATOR_SIGNS = Object.keys(RULES) as Operator[];

export const isOperator = (sign: string): sign is Operator => Object.hasOwn(OPERATORS, sign);
