/** Thompson's construction: a pattern as a nondeterministic automaton, a few states per atom. */
import { isAtom, PatternError, type Atom, type Pattern } from './syntax.ts';

/** Most states; a pattern that unfolds into more is refused before anything is built. */
export const MOST_NFA_STATES = 1000;

export interface Nfa {
  start: number;
  accept: number;
  /** Moves that read nothing, by state. */
  free: number[][];
  /** The one move of a state that reads a symbol. */
  reading: ({ atom: Atom; to: number } | undefined)[];
}

/** How many copies a repetition unfolds into; one without an end loops in a last copy. */
const copies = (least: number, most: number): number => (most === Infinity ? least + 1 : most);

/** How many states a pattern needs, known without building it. */
export function nfaStates(pattern: Pattern): number {
  if (isAtom(pattern)) return 2;
  if (pattern.kind === 'repeat') return 2 + copies(pattern.least, pattern.most) * nfaStates(pattern.of);
  const parts = pattern.kind === 'sequence' ? pattern.parts : pattern.options;
  return parts.reduce((sum, part) => sum + nfaStates(part), 2);
}

/** @throws PatternError if it would be larger than MOST_NFA_STATES */
export function buildNfa(pattern: Pattern): Nfa {
  const states = nfaStates(pattern);
  if (states > MOST_NFA_STATES)
    throw new PatternError(
      `the pattern unfolds into ${states} steps; at most ${MOST_NFA_STATES} fit: use smaller repetitions`,
    );
  const free: number[][] = [];
  const reading: Nfa['reading'] = [];
  const state = (): number => {
    reading.push(undefined);
    return free.push([]) - 1;
  };
  const build = (part: Pattern): { start: number; accept: number } => {
    const start = state();
    const accept = state();
    if (isAtom(part)) reading[start] = { atom: part, to: accept };
    else if (part.kind === 'choice')
      for (const option of part.options.map(build)) {
        free[start]!.push(option.start);
        free[option.accept]!.push(accept);
      }
    else if (part.kind === 'sequence') {
      let at = start;
      for (const next of part.parts) {
        const step = build(next);
        free[at]!.push(step.start);
        at = step.accept;
      }
      free[at]!.push(accept);
    } else {
      let at = start;
      for (let i = 0; i < copies(part.least, part.most); i++) {
        const step = build(part.of);
        if (i >= part.least) free[at]!.push(accept);
        free[at]!.push(step.start);
        if (part.most === Infinity && i === part.least) free[step.accept]!.push(step.start);
        at = step.accept;
      }
      free[at]!.push(accept);
    }
    return { start, accept };
  };
  return { ...build(pattern), free, reading };
}
