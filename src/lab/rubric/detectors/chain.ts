/** Detects a compound: a word of each of several groups, side by side and in order. */
import * as v from 'valibot';
import {
  groupName,
  groupNumber,
  inGroup,
  sentence,
  withArticle,
  wordGroup,
  type Detector,
} from './detector.ts';

const SHORTEST = 2;
/** With their number, they fill the settings. */
const LONGEST = 7;

const refusal = ({ received }: { received: unknown }) =>
  `there are ${received} groups; a chain has ${SHORTEST} to ${LONGEST}`;

const schema = v.strictObject({
  type: v.literal('chain'),
  /** What stands side by side, in order. */
  groups: v.pipe(v.array(wordGroup), v.minLength(SHORTEST, refusal), v.maxLength(LONGEST, refusal)),
});

export const chain: Detector<typeof schema> = {
  schema,
  name: 'Chain',
  fresh: { type: 'chain', groups: ['marker', 'hedge', 'own-fact', 'citation'] },
  fields: [
    {
      key: 'groups',
      label: 'in a row',
      explain: 'What stands side by side, in order.',
      input: 'groups',
      min: SHORTEST,
      max: LONGEST,
    },
  ],
  suggestions: [
    {
      when: /\b(hedg|qualif|uncertain|caveat)\w*\b.*\b(cit|sourc|referenc|evidence)|\b(cit|sourc|referenc|evidence)\w*\b.*\b(hedg|qualif|uncertain|caveat)/,
      settings: { type: 'chain', groups: ['hedge', 'own-fact', 'citation'] },
    },
  ],
  evidence: 'for',
  graded: () => true,
  describe: ({ groups }) =>
    `${sentence(groups.map((group) => withArticle(groupName(group))).join(', then '))}, all in a row; the longest beginning of it counts in part.`,
  detect(words, prompt, { groups }) {
    let start = 0;
    let longest = 0;
    words.forEach((_, at) => {
      const breaks = groups.findIndex(
        (group, i) => at + i >= words.length || !inGroup(words[at + i]!, group, prompt),
      );
      const run = breaks < 0 ? groups.length : breaks;
      if (run <= longest) return;
      start = at;
      longest = run;
    });
    return {
      degree: longest / groups.length,
      evidence: Array.from({ length: longest }, (_, i) => start + i),
    };
  },
  encode: ({ groups }) => [groups.length, ...groups.map(groupNumber)],
  wgsl: /* wgsl */ `
    var longest = 0u;
    for (var i = 0u; i < words(); i++) {
      var run = 0u;
      while (run < setting(0u) && i + run < words()) {
        if (!in_group(word(i + run), setting(1u + run))) { break; }
        run++;
      }
      longest = max(longest, run);
    }
    return vec2(longest, setting(0u));`,
};
