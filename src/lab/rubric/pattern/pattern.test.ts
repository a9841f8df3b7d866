import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TOPICS } from '../../language/topics.ts';
import { VOCABULARY, WORDS } from '../../language/words.ts';
import { DETECTOR_TABLE_WORDS } from '../../wgsl/lane.ts';
import { inGroup, WORD_GROUPS } from '../detectors/detector.ts';
import { compilePattern, patternProblem } from './compile.ts';
import { findMatches, type Match } from './match.ts';
import { buildNfa, nfaStates } from './nfa.ts';
import { parsePattern } from './parse.ts';
import type { Pattern } from './syntax.ts';
import { MOST_STATES, STUCK } from './table.ts';

const RAIN = 0;
const ids = (text: string): number[] =>
  text
    .split(' ')
    .filter(Boolean)
    .map((word) => WORDS.findIndex((known) => known.text === word));

const spans = (pattern: string, text: string, prompt = RAIN) =>
  findMatches(compilePattern(pattern), ids(text), prompt).map(({ start, end }) => [start, end]);

describe('matches', () => {
  it.each([
    [
      'clouds',
      'clouds fall clouds',
      [
        [0, 1],
        [2, 3],
      ],
    ],
    [
      '<own-fact>',
      'fall rusts cool',
      [
        [0, 1],
        [2, 3],
      ],
    ],
    ['<!own-fact>', 'fall rusts cool', [[1, 2]]],
    ['<hedge> <fact>', 'maybe maybe fall', [[1, 3]]],
    ['fall | fall cool', 'fall cool', [[0, 2]]], // the longest, not the first that is written
    [
      'fall+',
      'fall fall cool fall',
      [
        [0, 2],
        [3, 4],
      ],
    ],
    [
      'fall{2}',
      'fall fall fall fall fall',
      [
        [0, 2],
        [2, 4],
      ],
    ],
    [
      'fall{2,3}',
      'fall fall fall fall fall',
      [
        [0, 3],
        [3, 5],
      ],
    ],
    ['fall{2,}', 'fall cool fall fall fall', [[2, 5]]],
    ['fall{0} cool', 'fall cool', [[1, 2]]],
    ['.*', 'clouds fall', [[0, 2]]],
    ['.*', '', []],
    ['^', 'clouds', [[0, 0]]],
    ['$', 'clouds', [[1, 1]]],
    ['^ $', '', [[0, 0]]],
    ['^ $', 'clouds', []],
    ['^ clouds', 'clouds clouds', [[0, 1]]],
    ['clouds $', 'clouds clouds', [[1, 2]]],
    [
      '(^ | so) fall',
      'fall so fall fall',
      [
        [0, 1],
        [1, 3],
      ],
    ],
    [
      '(^ hello)? clouds',
      'hello clouds clouds',
      [
        [0, 2],
        [2, 3],
      ],
    ],
    ['"[atlas]" ","', '[atlas] , .', [[0, 2]]],
    [
      '"clouds"|so',
      'so clouds',
      [
        [0, 1],
        [1, 2],
      ],
    ],
    ['(first .? <own-fact>){2}', 'first so fall first cool', [[0, 5]]],
  ])('of %s in "%s"', (pattern, text, expected) => {
    expect(spans(pattern, text)).toEqual(expected);
  });

  it('sees own and other words from the prompt', () => {
    expect(spans('<own-fact>', 'fall rusts', 1)).toEqual([[1, 2]]);
    expect(spans('<!other-topic>', 'clouds iron', 1)).toEqual([[1, 2]]);
  });
});

describe('a text that is no pattern', () => {
  const ATOM = 'expected a word, a class such as <fact>, ".", "^", "$" or "("';
  it.each([
    ['', `at character 1: found the end of the pattern, ${ATOM}`],
    ['  ', `at character 3: found the end of the pattern, ${ATOM}`],
    ['clouds}', `at character 7: found "}", ${ATOM}`],
    ['* fall', `at character 1: found "*", ${ATOM}`],
    ['( )', `at character 3: found ")", ${ATOM}`],
    ['fall |', `at character 7: found the end of the pattern, ${ATOM}`],
    ['[atlas]', `at character 1: found "[", ${ATOM}`],
    ['fall 😀', `at character 6: found "😀", ${ATOM}`],
    ['(fall', 'at character 6: found the end of the pattern, expected ")" for the "(" at character 1'],
    ['fall) cool', 'at character 5: found ")", expected the end of the pattern'],
    ['so cloud', 'at character 4: no word is "cloud"; near it: clouds'],
    ['"[atlass]"', 'at character 1: no word is "[atlass]"; near it: [atlas]'],
    ['Hello', 'at character 1: no word is "Hello"; near it: hello'],
    ['end', 'at character 1: no word is "end"'],
    ['"<end>"', 'at character 1: no word is "<end>"'],
    ['"so', `at character 1: found '"' without a second one`],
    ['<facts>', 'at character 2: no class is "facts"; classes are greeting, topic, own-topic,'],
    ['<!>', 'at character 3: no class is ""; classes are'],
    ['<fact fall', 'at character 7: found "f", expected ">"'],
    ['fall**', 'at character 6: found "*" after a repetition'],
    ['fall{x}', 'at character 6: found "x", expected a number from 0 to 16'],
    ['fall{2', 'at character 7: found the end of the pattern, expected "," or "}"'],
    ['fall{17}', 'at character 6: 17 repetitions are too many; at most 16 fit'],
    ['fall{3,2}', 'at character 5: {3,2} ends below its start; write {2,3}'],
    ['^*', 'at character 2: what holds "^" or "$" cannot be repeated'],
    ['(so $)+', 'at character 7: what holds "^" or "$" cannot be repeated'],
    ['fall{0}', 'no answer can hold a match'],
    ['fall ^', 'no answer can hold a match'],
    ['$ fall', 'no answer can hold a match'],
    ['^ ^', 'no answer can hold a match'],
    [`${'('.repeat(21)}so${')'.repeat(21)}`, 'at character 21: parentheses stand more than 20 deep'],
    ['so '.repeat(67), 'the pattern has 201 characters; at most 200 fit'],
    ['((.{16}){16}){16}', 'the pattern unfolds into 8738 steps; at most 1000 fit'],
    [`${'('.repeat(19)}.${'{16})'.repeat(19)}`, 'steps; at most 1000 fit'],
    ['.{16} .{16} .{16} .{16} .{16}', 'the pattern needs 81 states; at most 64 fit'],
    ['(<fact>|<hedge>)*<fact>(<fact>|<hedge>){15}', 'the pattern needs more than 256 states'],
    ['.* <fact> .{16} <hedge>', 'the pattern needs more than 256 states'],
  ])('%s', (pattern, reason) => {
    expect(patternProblem(pattern)).toContain(reason);
    expect(() => compilePattern(pattern)).toThrow(reason);
  });
});

describe('a compiled pattern', () => {
  it('has no more states and kinds of words than it needs', () => {
    expect(compilePattern('<hedge> <own-fact>')).toMatchObject({ states: 3, classes: 3 });
    // Greetings are told apart by name, and nothing hangs on it.
    expect(compilePattern('hello | welcome | greetings')).toMatchObject({ states: 2, classes: 2 });
    expect(compilePattern('so so* | so+ so')).toMatchObject({ states: 2, classes: 2 });
    expect(compilePattern('(maybe | often | perhaps){16} .{16} .{16} .{15}')).toMatchObject({ states: 64 });
  });

  it('is refused where its table does not fit', () => {
    const words = WORDS.map(({ text }) => text).filter((text) => /^[a-z]+$/.test(text));
    const long = words.sort((a, b) => a.length - b.length).slice(0, 35);
    expect(patternProblem(long.join(' '))).toMatch(
      /^the pattern needs a table of \d{3} words \(36 states, 36 kinds of words\); at most 384 fit/,
    );
  });

  it('reads END nowhere', () => {
    expect(findMatches(compilePattern('.'), [0], RAIN)).toEqual([]);
  });

  it('keeps states and marks apart in a byte', () => {
    expect(MOST_STATES).toBeLessThanOrEqual(STUCK);
  });
});

/** Where a match of a pattern that starts at `from` may end: the meaning, without any automaton. */
function ends(
  pattern: Pattern,
  symbols: readonly (number | string)[],
  from: number,
  prompt: number,
): Set<number> {
  const here = symbols[from];
  const one = (reads: boolean) => new Set(reads ? [from + 1] : []);
  const after = (all: Iterable<number>, part: Pattern) =>
    new Set([...all].flatMap((at) => [...ends(part, symbols, at, prompt)]));
  switch (pattern.kind) {
    case 'word':
      return one(here === pattern.token);
    case 'any':
      return one(typeof here === 'number');
    case 'group':
      return one(typeof here === 'number' && inGroup(here, pattern.group, prompt) !== pattern.negated);
    case 'begin':
    case 'end':
      return one(here === pattern.kind);
    case 'sequence':
      return pattern.parts.reduce((all, part) => after(all, part), new Set([from]));
    case 'choice':
      return new Set(pattern.options.flatMap((option) => [...after([from], option)]));
    case 'repeat': {
      let reached = new Set([from]);
      for (let i = 0; i < pattern.least; i++) reached = after(reached, pattern.of);
      const all = new Set(reached);
      const most = Math.min(pattern.most, pattern.least + symbols.length + 1);
      for (let i = pattern.least; i < most; i++) {
        reached = after(reached, pattern.of);
        for (const at of reached) all.add(at);
      }
      return all;
    }
  }
}

function naiveMatches(pattern: Pattern, words: readonly number[], prompt: number): Match[] {
  const symbols = ['begin', ...words, 'end'];
  const found: Match[] = [];
  for (let start = 0; start < symbols.length;) {
    const end = Math.max(start, ...ends(pattern, symbols, start, prompt));
    if (end > start)
      found.push({ start: Math.max(0, start - 1), end: Math.min(words.length, Math.max(0, end - 1)) });
    start = Math.max(end, start + 1);
  }
  // The mark behind the last word has no word of its own.
  return found.map(({ start, end }) => ({ start: Math.min(start, words.length), end }));
}

const word = fc.integer({ min: 1, max: VOCABULARY - 1 });
const group = fc.constantFrom(...WORD_GROUPS);
const text: fc.Arbitrary<string> = fc.letrec<{ choice: string; part: string; atom: string }>((tie) => ({
  choice: fc
    .array(fc.array(tie('part'), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 2 })
    .map((options) => options.map((parts) => parts.join(' ')).join(' | ')),
  part: fc
    .tuple(tie('atom'), fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{0,2}', '{1,}', '{ 2 , 3 }'))
    .map((both) => both.join('')),
  atom: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('.', '^', '$'),
    group.map((own) => `<${own}>`),
    group.map((own) => `<!${own}>`),
    word.map((id) => `"${WORDS[id]!.text}"`),
    tie('choice').map((inner) => `(${inner})`),
  ),
})).choice;

/** Few different words, so that repetitions happen. */
const answer = fc
  .array(word, { minLength: 1, maxLength: 5 })
  .chain((few) => fc.array(fc.constantFrom(...few), { maxLength: 10 }));

it('finds what the meaning of a pattern says, for random patterns, answers and prompts', () => {
  let compared = 0;
  fc.assert(
    fc.property(text, fc.array(answer, { minLength: 8, maxLength: 8 }), (pattern, answers) => {
      if (patternProblem(pattern) !== undefined) return;
      const compiled = compilePattern(pattern);
      expect(compiled.table.length).toBeLessThanOrEqual(DETECTOR_TABLE_WORDS);
      const parsed = parsePattern(pattern);
      const nfa = buildNfa(parsed);
      expect(nfa.free.length).toBe(nfaStates(parsed));
      answers.forEach((words, i) => {
        const prompt = i % TOPICS.length;
        const found = findMatches(compiled, words, prompt);
        expect(found).toEqual(naiveMatches(parsed, words, prompt));
        compared += found.length;
      });
    }),
    { numRuns: 1000 },
  );
  expect(compared).toBeGreaterThan(1000);
});
