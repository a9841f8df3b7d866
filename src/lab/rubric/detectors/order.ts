/** Detects that one group of words comes up before another does. */
import * as v from 'valibot';
import { groupName, groupNumber, inGroup, wordGroup, type Detector } from './detector.ts';

const schema = v.pipe(
  v.strictObject({
    type: v.literal('order'),
    /** The group that comes up first. */
    first: wordGroup,
    /** The group that comes up later. */
    second: wordGroup,
  }),
  v.forward(
    v.check(
      ({ first, second }) => first !== second,
      ({ input }) => `"${input.second}" cannot come up before itself; second differs from first`,
    ),
    ['second'],
  ),
);

export const order: Detector<typeof schema> = {
  schema,
  name: 'Order',
  fresh: { type: 'order', first: 'own-topic', second: 'own-fact' },
  fields: [
    { key: 'first', label: 'first', explain: 'What comes up first.', input: 'group' },
    { key: 'second', label: 'then', explain: 'What comes up only later; both must come up.', input: 'group' },
  ],
  suggestions: [
    {
      when: /\bbefore\b|\bprior to\b|\border\b|\bsequence|\bfirst\b.*\bthen\b|\bafter\b|\bfollowed by\b|\bintroduc/,
      settings: { type: 'order', first: 'own-topic', second: 'own-fact' },
    },
  ],
  evidence: 'for',
  describe: ({ first, second }) =>
    `The first ${groupName(first)} comes before the first ${groupName(second)}, and both appear.`,
  detect(words, prompt, { first, second }) {
    const earlier = words.findIndex((word) => inGroup(word, first, prompt));
    const later = words.findIndex((word) => inGroup(word, second, prompt));
    const met = earlier >= 0 && earlier < later;
    return { degree: met ? 1 : 0, evidence: met ? [earlier, later] : [] };
  },
  encode: ({ first, second }) => [groupNumber(first), groupNumber(second)],
  wgsl: /* wgsl */ `
    var opened = false;
    for (var i = 0u; i < words(); i++) {
      if (in_group(word(i), setting(1u))) { return vec2(select(0u, 1u, opened), 1u); }
      opened = opened || in_group(word(i), setting(0u));
    }
    return vec2(0u, 1u);`,
};
