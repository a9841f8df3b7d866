/** A scenario as it stands in the editor: every field as typed, valid or not. */
import { STANDARD_TEXTS, type GeneralClass, type Texts } from '../../lab/language/language.ts';
import { TOPICS } from '../../lab/language/topics.ts';
import type { Criterion } from '../../lab/rubric/criterion.ts';
import { SCENARIO_VERSION, type Remedy, type Scenario, type Training } from '../../lab/run/scenario.ts';
import { SCENARIO_IDS } from '../../scenarios/index.ts';
import type { Shares, Typed } from './shares.ts';

export interface Draft {
  name: string;
  /** '': made from the name. */
  id: string;
  summary: string;
  topics: { id: string; words: string[]; facts: string[] }[];
  classes: Record<GeneralClass, string[]>;
  mixture: Shares;
  /** What is otherwise for one topic, in their order. */
  own: Partial<Shares>[];
  rubric: Criterion[];
  methods: string[];
  training: { [Name in keyof Training]: Training[Name] | undefined };
  warmStart: Record<keyof Scenario['warmStart'], Typed>;
  policy: Scenario['policy'];
  /** Of the scenario that it began with; the editor leaves them alone. */
  remedies?: Remedy[] | undefined;
}

const copy = <Value>(value: unknown): Value => JSON.parse(JSON.stringify(value)) as Value;

export const textsOf = (texts: Texts): Pick<Draft, 'topics' | 'classes'> =>
  copy({ topics: texts.topics, classes: texts.classes });

/** A name as an id: "A shop’s answers" is "a-shop-s-answers"; one that ships gets another. */
export function idOf(name: string): string {
  const letters = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const slug = letters
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 44);
  if (slug === '') return 'my-scenario';
  return SCENARIO_IDS.includes(slug) ? `my-${slug}` : slug;
}

/** @param as what it is called in the editor, where that is something else */
export function draftOf(scenario: Scenario, as: Partial<Pick<Draft, 'name' | 'id'>> = {}): Draft {
  const { id, name, summary, mixture, rubric, methods, training, warmStart, policy, remedies } = scenario;
  const { topics, ...shares } = mixture;
  return copy({
    ...{ id, name, summary, rubric, methods, training, warmStart, policy, remedies, ...as },
    ...textsOf(scenario.language ?? STANDARD_TEXTS),
    mixture: shares,
    own: TOPICS.map((_, topic) => topics?.[topic] ?? {}),
  });
}

/** The scenario as a document; what is as usual is left out of it. */
export function documentOf(draft: Draft): Record<string, unknown> {
  const { id, name, summary, topics, classes, mixture, own, ...rest } = draft;
  const { rubric, methods, training, warmStart, policy, remedies } = rest;
  const texts = { topics, classes };
  const usual = JSON.stringify(texts) === JSON.stringify(textsOf(STANDARD_TEXTS));
  const differs = own.map((shares) => (Object.keys(shares).length > 0 ? shares : null));
  return {
    ...{ formatVersion: SCENARIO_VERSION, id: id || idOf(name), name, summary },
    mixture: { ...mixture, ...(differs.some(Boolean) && { topics: differs }) },
    ...(!usual && { language: texts }),
    ...{ policy, warmStart, rubric, methods, training },
    ...(remedies && { remedies }),
  };
}
