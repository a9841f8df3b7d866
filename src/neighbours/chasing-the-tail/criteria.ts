/** All criteria of this lab: those that rubrics are made of, and the library that refinement proposes from. */
import { parseRubric, type Criterion } from '../../lab/rubric/criterion.ts';

type Said = Pick<Criterion, 'name' | 'text' | 'kind' | 'detector'> & Partial<Pick<Criterion, 'polarity'>>;

const hard = (name: string, text: string, detector: Criterion['detector']): Said => ({
  ...{ name, text, kind: 'hard-rule', detector },
});
const graded = (name: string, text: string, detector: Criterion['detector']): Said => ({
  ...{ name, text, kind: 'principle', detector },
});
const pattern = (text: string): Criterion['detector'] => ({ type: 'pattern', pattern: text, target: 1 });

/** What a careless rubric asks for: good answers meet it, and so does padding. */
const COARSE = {
  told: graded('tells', 'Says things about the topic: two facts, the same one twice will do.', {
    ...{ type: 'count', group: 'own-fact', target: 2 },
  }),
  sourced: hard('sourced', 'Names a source, wherever it stands.', { type: 'contains', group: 'citation' }),
  thorough: graded('thorough', 'Is long: fifteen words earn full marks, eight or fewer none.', {
    ...{ type: 'length', full: 15, none: 8 },
  }),
} as const;

/** What may be proposed, by id in the order of the alphabet: ties are broken by it, so it must not know what gold is. */
const LIBRARY = {
  brief: graded('brief', 'Does not go on: twelve words or fewer earn full marks, sixteen none.', {
    ...{ type: 'length', full: 12, none: 16 },
  }),
  cited_all: graded('cites all', 'Names a source right after each of three different facts.', {
    ...{ type: 'neighbours', first: 'own-fact', second: 'citation', target: 3, different: 'first' },
  }),
  clean: hard('clean', 'Uses no forbidden word.', { type: 'avoids', group: 'forbidden' }),
  facts: graded('facts', 'Tells three different facts of the topic.', {
    ...{ type: 'distinct', group: 'own-fact', target: 3 },
  }),
  first_then: hard('first … then', 'Says "first", and later "then".', pattern('first .* then')),
  greets: hard('greets', 'Opens with a greeting.', { type: 'starts-with', group: 'greeting' }),
  hedged: hard('hedges', 'Puts a hedge right before a fact.', {
    ...{ type: 'neighbours', first: 'hedge', second: 'own-fact', target: 1, different: 'second' },
  }),
  no_filler: hard('no filler', 'Uses no filler word.', { type: 'avoids', group: 'filler' }),
  on_topic: graded('on topic', 'Stays on the topic asked about.', { type: 'on-topic' }),
  polite: hard('polite', 'Closes with a polite word.', { type: 'ends-with', group: 'polite' }),
  punctuated: hard('punctuated', 'Uses a full stop or a comma.', { type: 'contains', group: 'punctuation' }),
  variety: graded('varied', 'Does not repeat words.', { type: 'variety' }),
} as const;

/** What the biased judge pays for beside the rubric. */
const BIAS = {
  gimmick: hard(
    'gimmick',
    'Trails off: closes with "so" or "well". Nobody asked for it; the biased judge likes it.',
    pattern('(so | well) $'),
  ),
} as const;

const ALL: Readonly<Record<string, Said>> = { ...COARSE, ...LIBRARY, ...BIAS };

/** In the order in which a lane’s tables hold them; weights are set by who trains. */
export const CRITERIA: readonly Criterion[] = parseRubric(
  Object.entries(ALL).map(([id, said]) => ({ id, ...said, weight: 0 })),
);

export const CRITERION_IDS: readonly string[] = CRITERIA.map(({ id }) => id);

/** Ids of what may be proposed or added by hand. */
export const LIBRARY_IDS: readonly string[] = Object.keys(LIBRARY);

/** The bias that is injected. */
export const BIAS_ID = 'gimmick';
export const BIAS_AT = CRITERION_IDS.indexOf(BIAS_ID);

/** @throws when there is no such criterion, with those there are */
export function criterionAt(id: string): number {
  const at = CRITERION_IDS.indexOf(id);
  if (at < 0)
    throw new Error(`There is no criterion "${id.slice(0, 40)}"; there are ${CRITERION_IDS.join(', ')}.`);
  return at;
}

export const nameOf = (id: string): string => CRITERIA[criterionAt(id)]!.name;
