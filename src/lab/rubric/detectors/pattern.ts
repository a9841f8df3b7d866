/** Detects matches of a pattern: a regular expression over words and groups. */
import * as v from 'valibot';
import { TOPICS } from '../../language/topics.ts';
import { compilePattern, patternProblem } from '../pattern/compile.ts';
import { describePattern } from '../pattern/describe.ts';
import { findMatches, MATCH_WGSL } from '../pattern/match.ts';
import type { Detector } from './detector.ts';
import { targetCount, targetField, towards } from './target.ts';

const schema = v.strictObject({
  type: v.literal('pattern'),
  /** E.g. `<hedge> <own-fact> <citation>`; `pattern/parse.ts` says what it may hold. */
  pattern: v.pipe(
    v.string(),
    v.rawCheck(({ dataset, addIssue }) => {
      const problem = dataset.typed ? patternProblem(dataset.value) : undefined;
      if (problem !== undefined) addIssue({ message: problem });
    }),
  ),
  /** How many matches earn the full score. */
  target: v.optional(targetCount, 1),
});

export const pattern: Detector<typeof schema> = {
  schema,
  name: 'Pattern',
  fresh: { type: 'pattern', pattern: '<hedge> <own-fact> <citation>', target: 1 },
  fields: [
    {
      key: 'pattern',
      label: 'pattern',
      explain:
        'Words, <classes>, <!classes> that must not be, "." for any word, "^" and "$" for start and end; "|", "*", "+", "?", "{2,4}" and "( )" as in regular expressions.',
      input: 'pattern',
    },
    targetField('matches'),
  ],
  suggestions: [
    {
      when: /\bpattern|\btemplate|\bexactly\b|\bregex|\bregular expression/,
      settings: { type: 'pattern', pattern: '^ <greeting> .* <own-fact> .* <polite> $', target: 1 },
    },
  ],
  evidence: 'for',
  graded: ({ target }) => target > 1,
  describe({ pattern: text, target }, language) {
    const inWords = describePattern(compilePattern(text).pattern, language);
    return `Somewhere the answer reads: ${inWords}${target === 1 ? '' : `; of such places ${towards(target)}`}.`;
  },
  detect(words, prompt, { pattern: text, target }) {
    // Words are read as a topic's prompt sees them: prompts beyond the topics match nothing.
    const matches = prompt < TOPICS.length ? findMatches(compilePattern(text), words, prompt) : [];
    return {
      degree: Math.min(matches.length, target) / target,
      evidence: matches.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i)),
    };
  },
  encode: ({ pattern: text, target }) => [target, compilePattern(text).classes],
  table: ({ pattern: text }) => compilePattern(text).table,
  wgsl: `if (prompt() >= ${TOPICS.length}u) { return vec2(0u, setting(0u)); }\n${MATCH_WGSL}`,
};
