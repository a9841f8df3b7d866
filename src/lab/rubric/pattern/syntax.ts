/** What a pattern may say: a regular expression whose letters are words, groups of words, and the two ends. */
import type { WordGroup } from '../detectors/detector.ts';

/** What reads exactly one symbol: a word, or the mark before the first or after the last word. */
export type Atom =
  | { kind: 'word'; token: number }
  | { kind: 'any' }
  | { kind: 'group'; group: WordGroup; negated: boolean }
  | { kind: 'begin' }
  | { kind: 'end' };

export type Pattern =
  | Atom
  | { kind: 'sequence'; parts: Pattern[] }
  | { kind: 'choice'; options: Pattern[] }
  /** `most` may be Infinity. */
  | { kind: 'repeat'; of: Pattern; least: number; most: number };

/** Most characters of a pattern. */
export const LONGEST_PATTERN = 200;
/** Largest number in a counted repetition. */
export const MOST_REPEATS = 16;
/** Most parentheses inside one another; keeps every recursion over a pattern shallow. */
export const DEEPEST_NESTING = 20;

/** Why a text is no pattern, e.g. `at character 7: found "}", expected a word, ...`. */
export class PatternError extends Error {
  override name = 'PatternError';
}

export const isAtom = (pattern: Pattern): pattern is Atom =>
  pattern.kind !== 'sequence' && pattern.kind !== 'choice' && pattern.kind !== 'repeat';

/** All atoms, in reading order. */
export function atomsOf(pattern: Pattern): Atom[] {
  if (isAtom(pattern)) return [pattern];
  if (pattern.kind === 'repeat') return atomsOf(pattern.of);
  return (pattern.kind === 'sequence' ? pattern.parts : pattern.options).flatMap(atomsOf);
}
