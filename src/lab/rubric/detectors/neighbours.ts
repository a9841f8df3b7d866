/** Detects words of one group standing right before or right after a word of another. */
import * as v from 'valibot';
import { groupName, groupNumber, inGroup, withArticle, wordGroup, type Detector } from './detector.ts';
import { targetCount, targetField } from './target.ts';

/** Which word of a pair tells it from another. */
const COUNTED = ['first', 'second'] as const;

const schema = v.strictObject({
  type: v.literal('neighbours'),
  /** The group that must come first. */
  first: wordGroup,
  /** The group that must follow at once. */
  second: wordGroup,
  /** How many pairs earn the full score. */
  target: v.optional(targetCount, 1),
  /** Pairs count as different when this word of theirs differs, so that none is counted twice. */
  different: v.optional(v.picklist(COUNTED), 'first'),
});

export const neighbours: Detector<typeof schema> = {
  schema,
  name: 'Right before',
  fresh: { type: 'neighbours', first: 'own-fact', second: 'citation', target: 1, different: 'first' },
  fields: [
    { key: 'first', label: 'a word that is', explain: 'What comes first.', input: 'group' },
    {
      key: 'second',
      label: 'then at once',
      explain: 'What must follow without a word between.',
      input: 'group',
    },
    targetField('pairs'),
    {
      key: 'different',
      label: 'told apart by',
      explain: 'Pairs with the same word here count once.',
      input: 'choice',
      options: [
        { value: 'first', label: 'the first word' },
        { value: 'second', label: 'the second word' },
      ],
    },
  ],
  suggestions: [
    {
      when: /\bcit(e|es|ed|ing|ation|ations)\b|\bsource|\breferenc|\bevidence/,
      settings: { type: 'neighbours', first: 'own-fact', second: 'citation', target: 1, different: 'first' },
    },
    {
      when: /\bhedg|\buncertain|\bcautio|\bcaveat|\bmight\b|\bmaybe\b/,
      settings: { type: 'neighbours', first: 'hedge', second: 'own-fact', target: 1, different: 'second' },
    },
  ],
  evidence: 'for',
  graded: ({ target }) => target > 1,
  describe({ first, second, target, different }) {
    const pair = `${withArticle(groupName(first))} is followed at once by ${withArticle(groupName(second))}`;
    return target === 1
      ? `Somewhere ${pair}.`
      : `${target} times ${pair}, each time with another ${groupName(different === 'first' ? first : second)}; fewer count in part.`;
  },
  detect(words, prompt, { first, second, target, different }) {
    const counted = new Set<number>();
    const evidence = new Set<number>();
    words.forEach((word, at) => {
      const next = words[at + 1];
      if (next === undefined || !inGroup(word, first, prompt) || !inGroup(next, second, prompt)) return;
      counted.add(different === 'first' ? word : next);
      evidence.add(at).add(at + 1);
    });
    return { degree: Math.min(1, counted.size / target), evidence: [...evidence] };
  },
  encode: ({ first, second, target, different }) => [
    groupNumber(first),
    groupNumber(second),
    target,
    COUNTED.indexOf(different),
  ],
  wgsl: /* wgsl */ `
    var found = 0u;
    for (var i = 1u; i < words(); i++) {
      if (!in_group(word(i - 1u), setting(0u)) || !in_group(word(i), setting(1u))) { continue; }
      let own = word(i - 1u + setting(3u));
      var fresh = true;
      for (var j = 1u; j < i; j++) {
        if (in_group(word(j - 1u), setting(0u)) && in_group(word(j), setting(1u))) {
          fresh = fresh && word(j - 1u + setting(3u)) != own;
        }
      }
      found += select(0u, 1u, fresh);
    }
    return vec2(min(found, setting(2u)), setting(2u));`,
};
