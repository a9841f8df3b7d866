/** From the text of a pattern to the table that the judge runs, on the CPU and on the GPU. */
import { determinise, type Dfa } from './dfa.ts';
import { mergeClasses, minimise } from './minimise.ts';
import { buildNfa } from './nfa.ts';
import { parsePattern } from './parse.ts';
import { BEGIN_MARK, END_MARK, isWord, symbolClasses, type SymbolClasses } from './symbols.ts';
import { atomsOf, PatternError, type Pattern } from './syntax.ts';
import { MOST_STATES, packTable } from './table.ts';

export interface CompiledPattern {
  pattern: Pattern;
  states: number;
  /** How many classes of symbols it tells apart. */
  classes: number;
  /** Laid out as `table.ts` says. */
  table: Uint32Array;
}

/** Whether some answer holds a match: "^" is read first or never, "$" last or never, and a match reads a symbol. */
function canMatch({ next, accepts }: Dfa, { of }: SymbolClasses): boolean {
  const words = [...new Set(of.filter((_, symbol) => isWord(symbol)))];
  const opened = next[0]![of[BEGIN_MARK]!]!;
  if (accepts[opened]) return true;
  const reached = new Set([0, opened]);
  for (const state of reached) {
    const row = next[state];
    if (!row) continue; // NOWHERE
    if (accepts[row[of[END_MARK]!]!]) return true;
    for (const own of words) {
      if (accepts[row[own]!]) return true;
      reached.add(row[own]!);
    }
  }
  return false;
}

function compile(text: string): CompiledPattern {
  const pattern = parsePattern(text);
  const all = symbolClasses(atomsOf(pattern));
  const smallest = minimise(determinise(buildNfa(pattern), all));
  const { dfa, classes } = mergeClasses(smallest, all);
  if (!canMatch(dfa, classes))
    throw new PatternError(
      'no answer can hold a match: it reads at least a word, "^" or "$", with "^" first and "$" last',
    );
  if (dfa.next.length > MOST_STATES)
    throw new PatternError(
      `the pattern needs ${dfa.next.length} states; at most ${MOST_STATES} fit: shorten it or use smaller repetitions`,
    );
  return { pattern, states: dfa.next.length, classes: classes.count, table: packTable(dfa, classes) };
}

/** Verdicts are asked for by the thousand with few different patterns; typing one makes many, so they are dropped. */
const KEPT = 256;
const known = new Map<string, CompiledPattern | PatternError>();

/** @throws PatternError saying where the text is no pattern, or which limit it breaks */
export function compilePattern(text: string): CompiledPattern {
  let result = known.get(text);
  if (!result) {
    try {
      result = compile(text);
    } catch (error) {
      if (!(error instanceof PatternError)) throw error;
      result = error;
    }
    if (known.size === KEPT) known.clear();
    known.set(text, result);
  }
  if (result instanceof PatternError) throw result;
  return result;
}

/** What is wrong with a text as a pattern; undefined if nothing is. */
export function patternProblem(text: string): string | undefined {
  try {
    compilePattern(text);
    return undefined;
  } catch (error) {
    if (error instanceof PatternError) return error.message;
    throw error;
  }
}
