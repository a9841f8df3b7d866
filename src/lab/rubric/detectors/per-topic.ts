/** Detects that each prompt gets a word of the group it calls for, e.g. a citation about rain, a hedge about bees. */
import * as v from 'valibot';
import { TOPICS } from '../../language/topics.ts';
import {
  groupName,
  groupNumber,
  inGroup,
  withArticle,
  WORD_GROUPS,
  wordGroup,
  type Detector,
} from './detector.ts';

const schema = v.strictObject({
  type: v.literal('per-topic'),
  /** What each prompt calls for, in the order of the topics; null: nothing. */
  groups: v.pipe(
    v.array(v.nullable(wordGroup)),
    v.length(
      TOPICS.length,
      ({ received }) => `there are ${received} groups; one per prompt is ${TOPICS.length}`,
    ),
  ),
});

/** In place of a group where nothing is called for. */
const NOTHING = WORD_GROUPS.length;

const either = (items: readonly string[]): string =>
  [items.slice(0, -1).join(', '), ...items.slice(-1)].filter(Boolean).join(' or ');

export const perTopic: Detector<typeof schema> = {
  schema,
  name: 'By topic',
  fresh: { type: 'per-topic', groups: ['citation', 'citation', 'hedge', 'hedge', 'marker', 'marker'] },
  fields: [
    {
      key: 'groups',
      label: 'called for',
      explain: 'What must appear somewhere in an answer to each prompt.',
      input: 'group-per-prompt',
    },
  ],
  suggestions: [
    {
      when: /\b(each|every) (topic|question|prompt|case)|\bdepend(s|ing) on|\bspecific to|\bcontext|\btailor|\badapt/,
      settings: { type: 'per-topic', groups: ['citation', 'citation', 'hedge', 'hedge', 'marker', 'marker'] },
    },
  ],
  evidence: 'for',
  describe({ groups }, { topics: names }) {
    const needs = new Map<(typeof groups)[number], string[]>();
    groups.forEach((group, prompt) => needs.set(group, [...(needs.get(group) ?? []), names[prompt]!]));
    const parts = Array.from(needs, ([group, topics]) => {
      const needed = group === null ? 'nothing' : withArticle(groupName(group));
      return `about ${either(topics)} needs ${needed}`;
    });
    return `An answer ${parts.join('; one ')}.`;
  },
  detect(words, prompt, { groups }) {
    const group = groups[prompt] ?? null;
    if (group === null) return { degree: 1, evidence: [] };
    const evidence = words.flatMap((word, at) => (inGroup(word, group, prompt) ? [at] : []));
    return { degree: evidence.length > 0 ? 1 : 0, evidence };
  },
  encode: ({ groups }) => groups.map((group) => (group === null ? NOTHING : groupNumber(group))),
  wgsl: /* wgsl */ `
    if (prompt() >= ${TOPICS.length}u) { return vec2(1u, 1u); }
    let asked = setting(prompt());
    if (asked == ${NOTHING}u) { return vec2(1u, 1u); }
    for (var i = 0u; i < words(); i++) {
      if (in_group(word(i), asked)) { return vec2(1u, 1u); }
    }
    return vec2(0u, 1u);`,
};
