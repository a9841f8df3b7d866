/** Detects the share of an answer's topic words and facts that belong to the topic asked about. */
import * as v from 'valibot';
import { WORDS } from '../../language/words.ts';
import { groupNumber, type Detector } from './detector.ts';

const schema = v.strictObject({ type: v.literal('on-topic') });

export const onTopic: Detector<typeof schema> = {
  schema,
  name: 'Stays on topic',
  fresh: { type: 'on-topic' },
  fields: [],
  suggestions: [
    { when: /\btopic|\brelevan|\bfocus|\bdigress|\baddress|\bon point/, settings: { type: 'on-topic' } },
  ],
  evidence: 'against',
  graded: () => true,
  describe: () =>
    'The share of topic words and facts that belong to the topic asked about; none at all scores 0.',
  detect(words, prompt) {
    let own = 0;
    const strays: number[] = [];
    words.forEach((token, at) => {
      const topic = WORDS[token]?.topic ?? -1;
      if (topic === prompt) own++;
      else if (topic >= 0) strays.push(at);
    });
    const content = own + strays.length;
    return { degree: content === 0 ? 0 : own / content, evidence: strays };
  },
  encode: () => [
    groupNumber('own-topic'),
    groupNumber('own-fact'),
    groupNumber('topic'),
    groupNumber('fact'),
  ],
  wgsl: /* wgsl */ `
    var own = 0u;
    var content = 0u;
    for (var i = 0u; i < words(); i++) {
      let w = word(i);
      own += select(0u, 1u, in_group(w, setting(0u)) || in_group(w, setting(1u)));
      content += select(0u, 1u, in_group(w, setting(2u)) || in_group(w, setting(3u)));
    }
    return vec2(own, max(content, 1u));`,
};
