/** Cuts the text of a formula into numbers, names and signs. */
import { LARGEST, SMALLEST } from './numbers.ts';
import { OPERATOR_SIGNS } from './operators.ts';
import { FormulaError } from './syntax.ts';

export interface Token {
  kind: 'number' | 'name' | 'sign' | 'end';
  text: string;
  /** Where it begins, from 0. */
  at: number;
}

const SPACE = /\s+/y;
const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const SIGNS: readonly string[] = [...OPERATOR_SIGNS, '(', ')', ',', '?', ':'];

const match = (text: string, at: number, kind: RegExp): string | undefined => {
  kind.lastIndex = at;
  return kind.exec(text)?.[0];
};

/** @throws FormulaError naming the character that no formula has */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  for (let at = match(text, 0, SPACE)?.length ?? 0; at < text.length;) {
    const token = tokenAt(text, at);
    tokens.push(token);
    at += token.text.length;
    at += match(text, at, SPACE)?.length ?? 0;
  }
  return [...tokens, { kind: 'end', text: '', at: text.length }];
}

function tokenAt(text: string, at: number): Token {
  const number = match(text, at, NUMBER);
  if (number !== undefined) return { kind: 'number', text: number, at };
  const name = match(text, at, NAME);
  if (name !== undefined) return { kind: 'name', text: name, at };
  const sign = SIGNS.find((known) => text.startsWith(known, at));
  if (sign !== undefined) return { kind: 'sign', text: sign, at };
  const character = String.fromCodePoint(text.codePointAt(at)!);
  if (character === '=') throw new FormulaError('found a single "="; "==" asks whether two are equal', at);
  const shown = character === '"' ? `'"'` : `"${character}"`;
  throw new FormulaError(
    `found ${shown}; a formula has numbers, names, spaces and the signs ${SIGNS.join(' ')}`,
    at,
  );
}

/** @throws FormulaError where a number is not one that formulas compute with */
export function numberOf({ text, at }: Token): number {
  const value = Number(text);
  if (Math.fround(value) > LARGEST) throw new FormulaError(`${text} is too large; at most 1e30 fits`, at);
  const isZero = /^[0.]*$/.test(text.split(/e/i)[0]!); // 1e-999 is not, though it reads as 0
  if (!isZero && Math.fround(value) < SMALLEST)
    throw new FormulaError(`${text} is too small; write 0 or at least 1e-30`, at);
  return value;
}
