/**
 * An automaton as bytes in 32-bit words, lowest byte first.
 *
 * First a class for every symbol: word w of prompt p at p * VOCABULARY + w, then the two marks. Then, for every
 * state and class, where it leads: a state, plus ENDS where a match may end there, or STUCK. State 0 is the start.
 */
import { DETECTOR_TABLE_WORDS } from '../../wgsl/lane.ts';
import { NOWHERE, type Dfa } from './dfa.ts';
import { SYMBOLS, type SymbolClasses } from './symbols.ts';
import { PatternError } from './syntax.ts';

/** Most states of the smallest automaton. */
export const MOST_STATES = 64;
/** No match goes on from here. */
export const STUCK = 64;
/** Added to a state in which a match may end. */
export const ENDS = 128;
/** The byte at which the transitions begin. */
export const TRANSITIONS = Math.ceil(SYMBOLS / 4) * 4;

/** Byte `i` of the words. */
export const byteAt = (words: Uint32Array, i: number): number => (words[i >> 2]! >>> (8 * (i & 3))) & 255;

/** @throws PatternError if it is too large */
export function packTable({ next, accepts }: Dfa, { of, count }: SymbolClasses): Uint32Array {
  const words = Math.ceil((TRANSITIONS + next.length * count) / 4);
  if (words > DETECTOR_TABLE_WORDS)
    throw new PatternError(
      `the pattern needs a table of ${words} words (${next.length} states, ${count} kinds of words); ` +
        `at most ${DETECTOR_TABLE_WORDS} fit: shorten it or name fewer different words`,
    );
  const table = new Uint32Array(words);
  const put = (i: number, byte: number) => (table[i >> 2]! |= byte << (8 * (i & 3)));
  of.forEach((own, symbol) => put(symbol, own));
  next
    .flat()
    .forEach((to, i) => put(TRANSITIONS + i, to === NOWHERE ? STUCK : to + (accepts[to] ? ENDS : 0)));
  return table;
}
