/**
 * The automaton of a pattern as the exported Python walks it.
 *
 * What a language model writes has words that the language lacks. They are one more symbol, behind the marks: "." reads
 * it, and so does "<!group>".
 */
import { parsePattern } from '../../lab/rubric/pattern/parse.ts';
import { determinise } from '../../lab/rubric/pattern/dfa.ts';
import { mergeClasses, minimise } from '../../lab/rubric/pattern/minimise.ts';
import { buildNfa } from '../../lab/rubric/pattern/nfa.ts';
import { symbolClasses } from '../../lab/rubric/pattern/symbols.ts';
import { atomsOf } from '../../lab/rubric/pattern/syntax.ts';

/** Class of every symbol, next state by state and class (-1: none), where a match may end; it starts in state 0. */
export function automaton(text: string) {
  const pattern = parsePattern(text);
  const { of, count } = symbolClasses(atomsOf(pattern));
  const all = { of: Uint8Array.from([...of, count]), count: count + 1 };
  const { dfa, classes } = mergeClasses(minimise(determinise(buildNfa(pattern), all)), all);
  return { classOf: [...classes.of], next: dfa.next, accepts: dfa.accepts };
}
