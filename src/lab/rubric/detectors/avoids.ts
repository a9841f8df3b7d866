/** Detects an answer that contains no word of a given group. */
import * as v from 'valibot';
import { groupName, groupNumber, inGroup, wordGroup, type Detector } from './detector.ts';

const schema = v.strictObject({ type: v.literal('avoids'), group: wordGroup });

export const avoids: Detector<typeof schema> = {
  schema,
  name: 'Avoids',
  fresh: { type: 'avoids', group: 'forbidden' },
  fields: [{ key: 'group', label: 'avoided', explain: 'What must appear nowhere.', input: 'group' }],
  suggestions: [
    { when: /\bfiller|\bpadding|\bfluff/, settings: { type: 'avoids', group: 'filler' } },
    {
      when: /\bavoid|\bforbid|\brude|\boffens|\bclean\b|\bprofan|\bswear|\btoxic|\bharm/,
      settings: { type: 'avoids', group: 'forbidden' },
    },
  ],
  evidence: 'against',
  describe: ({ group }) => `No ${groupName(group)} appears anywhere.`,
  detect(words, prompt, { group }) {
    const offenders = words.flatMap((word, at) => (inGroup(word, group, prompt) ? [at] : []));
    return { degree: offenders.length === 0 ? 1 : 0, evidence: offenders };
  },
  encode: ({ group }) => [groupNumber(group)],
  wgsl: /* wgsl */ `
    for (var i = 0u; i < words(); i++) {
      if (in_group(word(i), setting(0u))) { return vec2(0u, 1u); }
    }
    return vec2(1u, 1u);`,
};
