/**
 * The alphabet of a pattern: every word as seen from every prompt, and the two marks, sorted into classes that
 * the pattern cannot tell apart. Own and other topics differ by prompt, so a word alone would not do.
 */
import { TOPICS } from '../../language/topics.ts';
import { END, VOCABULARY } from '../../language/words.ts';
import { groupMasks, groupNumber } from '../detectors/detector.ts';
import type { Atom } from './syntax.ts';

/** The mark before the first word. */
export const BEGIN_MARK = TOPICS.length * VOCABULARY;
/** The mark after the last word. */
export const END_MARK = BEGIN_MARK + 1;
export const SYMBOLS = END_MARK + 1;
/** A word that is not in the vocabulary, as language models write some; no answer of the policy has it. */
const UNKNOWN = SYMBOLS;

/** A word as a prompt sees it. */
export const wordSymbol = (prompt: number, token: number): number => prompt * VOCABULARY + token;

/** Whether a symbol is a word the policy can write. */
export const isWord = (symbol: number): boolean => symbol < BEGIN_MARK && symbol % VOCABULARY !== END;

const MASKS = groupMasks(TOPICS.length, VOCABULARY);

export function reads(atom: Atom, symbol: number): boolean {
  if (atom.kind === 'begin') return symbol === BEGIN_MARK;
  if (atom.kind === 'end') return symbol === END_MARK;
  if (symbol === UNKNOWN) return atom.kind === 'any' || (atom.kind === 'group' && atom.negated);
  if (!isWord(symbol)) return false;
  if (atom.kind === 'any') return true;
  if (atom.kind === 'word') return symbol % VOCABULARY === atom.token;
  return ((MASKS[symbol]! >> groupNumber(atom.group)) & 1) === (atom.negated ? 0 : 1);
}

export interface SymbolClasses {
  /** Class of every symbol. [SYMBOLS] */
  of: Uint8Array;
  count: number;
}

/** Two symbols share a class if each of the atoms reads both or neither: fewer than 100, whatever the atoms. */
export function symbolClasses(atoms: readonly Atom[]): SymbolClasses {
  const distinct = new Map(atoms.map((atom) => [JSON.stringify(atom), atom]));
  const classes = new Map<string, number>();
  const of = new Uint8Array(SYMBOLS);
  for (let symbol = 0; symbol < SYMBOLS; symbol++) {
    const signature = Array.from(distinct.values(), (atom) => (reads(atom, symbol) ? 1 : 0)).join('');
    if (!classes.has(signature)) classes.set(signature, classes.size);
    of[symbol] = classes.get(signature)!;
  }
  return { of, count: classes.size };
}
