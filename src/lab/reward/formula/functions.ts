/** The functions a formula may call: their arguments and what they mean for valid numbers. */
import { power } from './operators.ts';

interface FunctionRule {
  /** Names of the arguments, as help and errors write them. */
  takes: readonly string[];
  /** One sentence for the page's list. */
  explain: string;
  /** A result out of range, infinite or NaN is invalid. */
  apply: (...args: number[]) => number;
}

const RULES = {
  exp: { takes: ['x'], explain: 'e to the power of x.', apply: Math.exp },
  log: { takes: ['x'], explain: 'The natural logarithm; x must be above 0.', apply: Math.log },
  sqrt: { takes: ['x'], explain: 'The square root; x must not be negative.', apply: Math.sqrt },
  abs: { takes: ['x'], explain: 'x without its sign.', apply: Math.abs },
  min: { takes: ['a', 'b'], explain: 'The smaller of two numbers.', apply: Math.min },
  max: { takes: ['a', 'b'], explain: 'The larger of two numbers.', apply: Math.max },
  clamp: {
    takes: ['x', 'low', 'high'],
    explain: 'x, but at least low, and then at most high.',
    // WGSL leaves open what its own clamp does where low > high; this order is ours.
    apply: (x, low, high) => Math.min(Math.max(x!, low!), high!),
  },
  pow: {
    takes: ['a', 'b'],
    explain: 'a to the power of b, as a ^ b; a must not be negative.',
    apply: (a, b) => power(a!, b!),
  },
  floor: { takes: ['x'], explain: 'The largest whole number that is not above x.', apply: Math.floor },
  sign: { takes: ['x'], explain: '1 above 0, -1 below 0, and 0 at 0.', apply: Math.sign },
} satisfies Record<string, FunctionRule>;

export type FunctionName = keyof typeof RULES;

export const FUNCTIONS: Readonly<Record<FunctionName, FunctionRule>> = RULES;

export const FUNCTION_NAMES = Object.keys(RULES) as FunctionName[];

export const isFunction = (name: string): name is FunctionName => Object.hasOwn(FUNCTIONS, name);

/** E.g. "clamp(x, low, high)". */
export const usage = (name: FunctionName): string => `${name}(${FUNCTIONS[name].takes.join(', ')})`;
