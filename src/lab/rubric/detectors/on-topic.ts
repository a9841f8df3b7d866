/** Detects the share of an answer's topic words and facts that belong to the topic asked about. */
import * as v from 'valibot';
import { WORDS } from '../../language/words.ts';
import type { Detector } from './detector.ts';

const schema = v.strictObject({ type: v.literal('on-topic') });

export const onTopic: Detector<typeof schema> = {
  schema,
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
};
