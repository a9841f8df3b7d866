/** The subset construction: an automaton that is in one state at a time, as the GPU runs it. */
import type { Nfa } from './nfa.ts';
import { reads, type SymbolClasses } from './symbols.ts';
import { PatternError } from './syntax.ts';

/** Most states while an automaton is under construction; its smallest form may be far smaller. */
export const MOST_RAW_STATES = 256;

/** Where a symbol leads that no match can go on with. */
export const NOWHERE = -1;

/** It starts in state 0. */
export interface Dfa {
  /** State after a symbol of a class. [state][class] */
  next: number[][];
  /** Whether a match may end here. */
  accepts: boolean[];
}

/** @throws PatternError if it would be larger than MOST_RAW_STATES */
export function determinise(nfa: Nfa, classes: SymbolClasses): Dfa {
  const example = Array.from({ length: classes.count }, (_, own) => classes.of.indexOf(own));
  const seen = new Int32Array(nfa.free.length).fill(-1);
  let round = 0;

  /** All that can be reached without reading, rising; states that only pass on are left out. */
  const closure = (from: readonly number[]): number[] => {
    round++;
    const open = [...from];
    while (open.length > 0) {
      const state = open.pop()!;
      if (seen[state] === round) continue;
      seen[state] = round;
      open.push(...nfa.free[state]!);
    }
    const set: number[] = [];
    for (let s = 0; s < seen.length; s++)
      if (seen[s] === round && (nfa.reading[s] || s === nfa.accept)) set.push(s);
    return set;
  };

  const numbers = new Map<string, number>();
  const sets: number[][] = [];
  const number = (set: number[]): number => {
    if (set.length === 0) return NOWHERE;
    const key = String.fromCharCode(...set);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    if (sets.length === MOST_RAW_STATES)
      throw new PatternError(
        `the pattern needs more than ${MOST_RAW_STATES} states: shorten it or use smaller repetitions`,
      );
    numbers.set(key, sets.length);
    return sets.push(set) - 1;
  };

  number(closure([nfa.start]));
  const next: number[][] = [];
  for (let state = 0; state < sets.length; state++) {
    const moves = sets[state]!.flatMap((s) => nfa.reading[s] ?? []);
    next.push(
      example.map((symbol) =>
        number(closure(moves.flatMap(({ atom, to }) => (reads(atom, symbol) ? [to] : [])))),
      ),
    );
  }
  return { next, accepts: sets.map((set) => set.includes(nfa.accept)) };
}
