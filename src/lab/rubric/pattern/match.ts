/** Runs a compiled pattern over an answer: leftmost matches, each as long as it can be, none overlapping. */
import type { CompiledPattern } from './compile.ts';
import { BEGIN_MARK, END_MARK, wordSymbol } from './symbols.ts';
import { byteAt, ENDS, STUCK, TRANSITIONS } from './table.ts';

/** Words from `start` up to `end`, which is not in it; a match of a mark alone has none. */
export interface Match {
  start: number;
  end: number;
}

/** @param words token ids, END left out */
export function findMatches(
  { table, classes }: Pick<CompiledPattern, 'table' | 'classes'>,
  words: readonly number[],
  prompt: number,
): Match[] {
  const symbols = [BEGIN_MARK, ...words.map((word) => wordSymbol(prompt, word)), END_MARK];
  const inAnswer = (symbol: number): number => Math.min(Math.max(symbol - 1, 0), words.length);
  const found: Match[] = [];
  let start = 0;
  while (start < symbols.length) {
    let end = start;
    let state = 0;
    for (let i = start; i < symbols.length; i++) {
      const to = byteAt(table, TRANSITIONS + state * classes + byteAt(table, symbols[i]!));
      if (to === STUCK) break;
      state = to % STUCK;
      if (to >= ENDS) end = i + 1;
    }
    if (end > start) found.push({ start: inAnswer(start), end: inAnswer(end) });
    start = Math.max(end, start + 1);
  }
  return found;
}

/** The same in WGSL: the body of a detector whose settings are the target and the number of classes. */
export const MATCH_WGSL = /* wgsl */ `
    let symbols = words() + 2u;
    var found = 0u;
    var start = 0u;
    while (start < symbols) {
      var end = start;
      var state = 0u;
      for (var i = start; i < symbols; i++) {
        var symbol = ${BEGIN_MARK}u;
        if (i + 1u == symbols) { symbol = ${END_MARK}u; }
        else if (i > 0u) { symbol = prompt() * ${wordSymbol(1, 0)}u + word(i - 1u); }
        let kind = (table(symbol / 4u) >> (8u * (symbol % 4u))) & 255u;
        let at = ${TRANSITIONS}u + state * setting(1u) + kind;
        let to = (table(at / 4u) >> (8u * (at % 4u))) & 255u;
        if (to == ${STUCK}u) { break; }
        state = to % ${STUCK}u;
        if (to >= ${ENDS}u) { end = i + 1u; }
      }
      found += select(0u, 1u, end > start);
      start = max(end, start + 1u);
    }
    return vec2(min(found, setting(0u)), setting(0u));`;
