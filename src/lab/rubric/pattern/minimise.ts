/** The smallest automaton that finds the same matches: fewest states (Moore's refinement) and symbol classes. */
import { NOWHERE, type Dfa } from './dfa.ts';
import type { SymbolClasses } from './symbols.ts';

/** Numbers things by their keys, in order of appearance, so that the first stays 0. */
function numbered(keys: readonly string[]): { of: number[]; count: number } {
  const numbers = new Map<string, number>();
  const of = keys.map((key) => {
    if (!numbers.has(key)) numbers.set(key, numbers.size);
    return numbers.get(key)!;
  });
  return { of, count: numbers.size };
}

/** Joins states that no answer can tell apart. */
export function minimise({ next, accepts }: Dfa): Dfa {
  let blocks = numbered(accepts.map(String));
  for (;;) {
    const refined = numbered(
      next.map((row, state) =>
        String.fromCharCode(
          blocks.of[state]!,
          ...row.map((to) => (to === NOWHERE ? 0xffff : blocks.of[to]!)),
        ),
      ),
    );
    if (refined.count === blocks.count) break;
    blocks = refined;
  }
  const first = Array.from({ length: blocks.count }, (_, block) => blocks.of.indexOf(block));
  return {
    next: first.map((state) => next[state]!.map((to) => (to === NOWHERE ? NOWHERE : blocks.of[to]!))),
    accepts: first.map((state) => accepts[state]!),
  };
}

/** Joins symbol classes that lead to the same state from everywhere. */
export function mergeClasses(dfa: Dfa, classes: SymbolClasses): { dfa: Dfa; classes: SymbolClasses } {
  const merged = numbered(
    Array.from({ length: classes.count }, (_, own) => dfa.next.map((row) => row[own]).join()),
  );
  const first = Array.from({ length: merged.count }, (_, own) => merged.of.indexOf(own));
  return {
    dfa: { next: dfa.next.map((row) => first.map((own) => row[own]!)), accepts: dfa.accepts },
    classes: { of: classes.of.map((own) => merged.of[own]!), count: merged.count },
  };
}
