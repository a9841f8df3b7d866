/**
 * Detects the structure of a list: items that a word of one group opens and a word of another closes.
 *
 * A teacher asks for "marker, fact, marker, fact". Words between do no harm, nor does an item with a second fact;
 * two facts behind one marker are one item, and so are two markers before one fact.
 */
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
import { targetCount, targetField, towards } from './target.ts';

const schema = v.strictObject({
  type: v.literal('alternates'),
  /** The group that opens an item, e.g. a marker. */
  first: wordGroup,
  /** The group that closes it, e.g. a fact. */
  second: wordGroup,
  /** How many items earn the full score. */
  target: targetCount,
});

export const alternates: Detector<typeof schema> = {
  schema,
  name: 'List structure',
  fresh: { type: 'alternates', first: 'marker', second: 'own-fact', target: 2 },
  fields: [
    {
      key: 'first',
      label: 'item opens with',
      explain: 'What each item of the list opens with.',
      input: 'group',
    },
    {
      key: 'second',
      label: 'item closes with',
      explain: 'What each item goes on to, soon or late.',
      input: 'group',
    },
    targetField('items'),
  ],
  suggestions: [
    {
      when: /\blists?\b|\bsteps?\b|\bstep-by-step|\bbullet|\bstructur|\benumerat|\bnumbered|\borgani[sz]|\bformat/,
      settings: { type: 'alternates', first: 'marker', second: 'own-fact', target: 2 },
    },
    {
      when: /\bsentences?\b|\bpunctuat/,
      settings: { type: 'alternates', first: 'own-fact', second: 'punctuation', target: 2 },
    },
  ],
  evidence: 'for',
  graded: ({ target }) => target > 1,
  describe: ({ first, second, target }) =>
    `${sentence(withArticle(groupName(first)))} opens an item of a list and the next ${groupName(second)} closes it: ${towards(target)}.`,
  detect(words, prompt, { first, second, target }) {
    let opener = -1;
    const evidence: number[] = [];
    words.forEach((word, at) => {
      if (opener >= 0 && inGroup(word, second, prompt)) {
        evidence.push(opener, at);
        opener = -1;
      } else if (inGroup(word, first, prompt)) opener = at;
    });
    return { degree: Math.min(evidence.length / 2, target) / target, evidence };
  },
  encode: ({ first, second, target }) => [groupNumber(first), groupNumber(second), target],
  wgsl: /* wgsl */ `
    var items = 0u;
    var open = false;
    for (var i = 0u; i < words(); i++) {
      let closes = open && in_group(word(i), setting(1u));
      items += select(0u, 1u, closes);
      open = !closes && (open || in_group(word(i), setting(0u)));
    }
    return vec2(min(items, setting(2u)), setting(2u));`,
};
