import { describe, expect, it } from 'vitest';
import { findScenario } from '../../scenarios/index.ts';
import { languageOf, STANDARD, STANDARD_TEXTS, wordsOf, type Texts } from '../language/language.ts';
import { idsOf, promptToken, WORDS } from '../language/words.ts';
import { parseCriterion } from '../rubric/criterion.ts';
import { describeDetector } from '../rubric/detectors/index.ts';
import { preview } from './preview.ts';
import { parseScenario } from './scenario.ts';
import { SHOP } from './testing.ts';

const scenario = findScenario('forgotten-footnote');
const withTexts = (change: (texts: any) => void) => {
  const language = structuredClone(SHOP) as Texts;
  change(language);
  return { ...scenario, id: 'shop', language };
};

describe('words of its own', () => {
  it('stand in the places of the standard ones, class by class', () => {
    const own = languageOf(SHOP);
    expect(own.words).toHaveLength(WORDS.length);
    expect(new Set(own.words).size).toBe(WORDS.length);
    expect(own.words[0]).toBe('<end>');
    expect(idsOf('citation').map((id) => own.words[id])).toEqual(SHOP.classes.citation);
    expect(idsOf('filler').map((id) => own.words[id])).toEqual(SHOP.classes.filler);
    for (const [topic, { id, words, facts }] of SHOP.topics.entries()) {
      expect(own.topics[topic]).toBe(id);
      expect(idsOf('topic', topic).map((token) => own.words[token])).toEqual(words);
      expect(idsOf('fact', topic).map((token) => own.words[token])).toEqual(facts);
    }
    expect(promptToken(0)).toBe(WORDS.length);
  });

  it('are the standard ones where a scenario has none, and where it writes down the standard ones', () => {
    expect(languageOf(undefined)).toBe(STANDARD);
    expect(languageOf(STANDARD_TEXTS)).toEqual(STANDARD);
    expect(wordsOf([1, idsOf('polite')[0]!, 0, 5], STANDARD)).toEqual(['hello', 'please']);
  });

  it('are kept by a scenario, and change nothing else of it', () => {
    const parsed = parseScenario(withTexts(() => {}));
    expect(parsed.language).toEqual(SHOP);
    expect({ ...parsed, language: undefined, id: scenario.id }).toEqual({ ...scenario, language: undefined });
    expect('language' in scenario).toBe(false);
  });

  it.each<[string, (texts: any) => void, string]>([
    [
      'a word twice',
      (t) => (t.classes.hedge[1] = 'dear'),
      'language.classes.hedge.1: "dear" is there already, at classes.greeting.0; words differ',
    ],
    [
      'a fact that is a topic word',
      (t) => (t.topics[2].facts[0] = 'invoices-a'),
      'language.topics.2.facts.0: "invoices-a" is there already',
    ],
    [
      'a topic twice',
      (t) => (t.topics[5].id = 'parcels'),
      'language.topics.5.id: "parcels" is there already, at topics.1.id; topics differ',
    ],
    [
      'nothing',
      (t) => (t.classes.polite[0] = ''),
      'language.classes.polite.0: nothing is no text; 1 to 24 characters are',
    ],
    ['only spaces', (t) => (t.topics[0].id = '  '), 'language.topics.0.id: "  " is no text'],
    ['too long', (t) => (t.topics[0].words[1] = 'x'.repeat(25)), 'has 25 characters; at most 24 fit'],
    [
      'a space in a word',
      (t) => (t.topics[1].facts[2] = 'is late'),
      'language.topics.1.facts.2: "is late" has a space in it; a word is one piece',
    ],
    ['a space at an end of a topic', (t) => (t.topics[1].id = ' late'), '" late" has a space at an end'],
    ['the mark of the end', (t) => (t.classes.filler[4] = '<end>'), '"<end>" marks the end of an answer'],
    ['what cannot be seen', (t) => (t.classes.filler[4] = 'a\u202eb'), 'has a character that cannot be seen'],
    ['no text', (t) => (t.classes.filler[4] = 7), 'language.classes.filler.4: 7 is no text'],
    [
      'too few words',
      (t) => t.classes.filler.pop(),
      'language.classes.filler: there are 4 words; here stand 5',
    ],
    [
      'too many facts',
      (t) => t.topics[3].facts.push('more'),
      'language.topics.3.facts: there are 4 words; here stand 3',
    ],
    ['too few topics', (t) => t.topics.pop(), 'language.topics: there are 5 topics; a language has 6'],
    ['an unknown class', (t) => (t.classes.verb = ['go']), 'language.classes.verb'],
    ['a class missing', (t) => delete t.classes.verb && delete t.classes.marker, 'language.classes.marker'],
  ])('are refused: %s', (_, change, reason) => {
    expect(() => parseScenario(withTexts(change))).toThrow(reason);
  });

  it('allow a topic of two words', () => {
    expect(parseScenario(withTexts((t) => (t.topics[0].id = 'late parcels'))).language!.topics[0]!.id).toBe(
      'late parcels',
    );
  });

  it('are shown in previews and in what a detector is said to look for', () => {
    const own = languageOf(SHOP);
    const tokens = Int32Array.from([idsOf('greeting')[0]!, idsOf('fact', 0)[1]!, 0, 0]);
    const criterion = parseCriterion({
      ...{ id: 'p', name: 'p', text: '', kind: 'hard-rule', weight: 1 },
      detector: { type: 'pattern', pattern: '^ hello <own-fact>' },
    });
    const shown = preview({ step: 0, tokens, rollouts: 1, maxTokens: 4 }, criterion, own)!;
    expect(shown.answers[0]).toMatchObject({ words: ['dear', 'refunds-2'], value: 1 });
    expect(describeDetector(criterion.detector!, own)).toContain('“dear”');
    const groups = ['citation', null, null, null, null, null] as const;
    expect(describeDetector({ type: 'per-topic', groups: [...groups] }, own)).toContain(
      'about refunds needs a citation',
    );
  });
});

it('an id is a slug, and the refusal says so', () => {
  expect(() => parseScenario({ ...scenario, id: 'My shop' })).toThrow('id: "My shop" is not a-z, 0-9 and -');
});
