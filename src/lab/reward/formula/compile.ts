/** From the text of a formula to all that the page and the engines need of it. */
import { evaluate } from './evaluate.ts';
import { parseFormula } from './parse.ts';
import type { Environment } from './quantities.ts';
import { FormulaError, LONGEST_FORMULA, type Formula } from './syntax.ts';
import { formulaWgsl } from './wgsl.ts';

export interface CompiledFormula {
  text: string;
  ast: Formula;
  /** NaN where there is no valid number. */
  evaluate: (environment: Environment) => number;
  /** An expression; see `wgsl.ts` for what it expects. */
  wgsl: string;
}

function compile(text: string): CompiledFormula {
  const ast = parseFormula(text);
  return { text, ast, evaluate: (environment) => evaluate(ast, environment), wgsl: formulaWgsl(ast) };
}

/** Values are asked for by the thousand with few different formulas; typing one makes many, so they are dropped. */
const KEPT = 64;
const known = new Map<string, CompiledFormula>();

/** @throws FormulaError saying where the text is no formula, or which limit it breaks */
export function compileFormula(text: string): CompiledFormula {
  if (text.length > LONGEST_FORMULA) return compile(text); // throws, and is not worth keeping
  let result = known.get(text);
  if (!result) {
    result = compile(text);
    if (known.size === KEPT) known.clear();
    known.set(text, result);
  }
  return result;
}

/** What is wrong with a text as a formula; undefined if nothing is. */
export function formulaProblem(text: string): string | undefined {
  try {
    compileFormula(text);
    return undefined;
  } catch (error) {
    if (error instanceof FormulaError) return error.message;
    throw error;
  }
}
