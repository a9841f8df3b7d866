import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { TOPICS } from '../../language/topics.ts';
import { VOCABULARY, WORDS } from '../../language/words.ts';
import { uniformStream } from '../../random/draw.ts';
import { DETECTOR_TABLE_WORDS, DETECTOR_WORDS } from '../../wgsl/lane.ts';
import { everyDetector, randomSettings } from './arbitrary.ts';
import { groupName, WORD_GROUPS } from './detector.ts';
import {
  ALL_DETECTORS,
  describeDetector,
  detect,
  DETECTOR_TYPES,
  detectorSettings,
  encodeDetector,
  evidenceKind,
  suggestDetectors,
  type DetectorSettings,
} from './index.ts';

const RAIN = 0;
const IRON = 1;

const ids = (text: string): number[] =>
  text
    .split(' ')
    .filter(Boolean)
    .map((word) => {
      const id = WORDS.findIndex((known) => known.text === word);
      if (id < 0) throw new Error(`no word ${word}`);
      return id;
    });

const next = uniformStream(7, 1);
const SAMPLES = [...everyDetector(), ...Array.from({ length: 300 }, () => randomSettings(next))];

/** An answer short of some words, so that repeats and matches are common. */
function randomAnswer(): number[] {
  const variety = 2 + Math.floor(next() * (VOCABULARY - 2));
  const first = Math.floor(next() * VOCABULARY);
  return Array.from(
    { length: Math.floor(next() * 20) },
    () => 1 + ((first + Math.floor(next() * variety)) % (VOCABULARY - 1)),
  );
}

const LIST = { type: 'alternates', first: 'marker', second: 'own-fact', target: 3 } as const;
const CHAIN = { type: 'chain', groups: ['marker', 'hedge', 'own-fact', 'citation'] } as const;
const NEEDS = { type: 'per-topic', groups: ['citation', 'hedge', null, null, null, null] } as const;

describe('each detector', () => {
  it.each([
    [{ type: 'starts-with', group: 'greeting' }, 'hello clouds', 1, [0]],
    [{ type: 'ends-with', group: 'polite' }, 'clouds please', 1, [1]],
    [{ type: 'ends-with', group: 'polite' }, 'please clouds', 0, []],
    [{ type: 'contains', group: 'hedge' }, 'clouds maybe fall often', 1, [1, 3]],
    [{ type: 'contains', group: 'hedge' }, 'clouds fall', 0, []],
    [{ type: 'contains', group: 'own-fact' }, 'iron rusts', 0, []],
    [{ type: 'avoids', group: 'filler' }, 'so clouds just fall', 0, [0, 2]],
    [{ type: 'avoids', group: 'filler' }, 'clouds fall', 1, []],
    [{ type: 'count', group: 'own-fact', target: 4 }, 'fall fall rusts cool', 3 / 4, [0, 1, 3]],
    [{ type: 'count', group: 'own-fact', target: 2 }, 'fall fall fall', 1, [0, 1, 2]],
    [{ type: 'distinct', group: 'own-fact', target: 4 }, 'fall fall rusts cool', 2 / 4, [0, 3]],
    [{ type: 'on-topic' }, 'clouds fall iron', 2 / 3, [2]],
    [{ type: 'length', full: 2, none: 6 }, 'clouds fall', 1, []],
    [{ type: 'length', full: 2, none: 6 }, 'so clouds just fall well', 1 / 4, [2, 3, 4]],
    [{ type: 'length', full: 2, none: 6 }, 'so so so so so so so', 0, [2, 3, 4, 5, 6]],
    [{ type: 'length', full: 6, none: 2 }, 'clouds fall', 0, [0, 1]],
    [{ type: 'length', full: 6, none: 2 }, 'so clouds fall', 1 / 4, [0, 1, 2]],
    [{ type: 'length', full: 3, none: 0 }, 'so clouds just fall', 1, [0, 1, 2, 3]],
    [{ type: 'length', full: 0, none: 3 }, '', 1, []],
    [{ type: 'order', first: 'marker', second: 'fact' }, 'so first clouds fall', 1, [1, 3]],
    [{ type: 'order', first: 'marker', second: 'fact' }, 'fall first cool', 0, []],
    [{ type: 'order', first: 'marker', second: 'fact' }, 'first so', 0, []],
    [{ type: 'order', first: 'fact', second: 'own-fact' }, 'rusts fall', 1, [0, 1]],
    [{ type: 'order', first: 'fact', second: 'own-fact' }, 'fall rusts', 0, []],
    [{ type: 'variety' }, 'clouds fall clouds fall', 2 / 4, [2, 3]],
    [{ type: 'variety' }, 'clouds fall', 1, []],
    [{ type: 'variety' }, '', 0, []],
    [LIST, 'first clouds fall then cool', 2 / 3, [0, 2, 3, 4]],
    [LIST, 'first then fall cool', 1 / 3, [1, 2]],
    [LIST, 'fall first rusts then', 0, []],
    [LIST, 'first fall first fall then cool then cool', 1, [0, 1, 2, 3, 4, 5, 6, 7]],
    [{ ...LIST, second: 'marker' }, 'first then first then first', 2 / 3, [0, 1, 2, 3]],
    [NEEDS, 'clouds fall [atlas]', 1, [2]],
    [NEEDS, 'clouds maybe fall', 0, []],
    [CHAIN, 'so first maybe fall [atlas]', 1, [1, 2, 3, 4]],
    [CHAIN, 'first maybe first maybe cool fall', 3 / 4, [2, 3, 4]],
    [CHAIN, 'so then', 1 / 4, [1]],
    [CHAIN, 'maybe fall [atlas]', 0, []],
    [{ type: 'impossible' }, 'clouds fall', 0, []],
    [
      { type: 'neighbours', first: 'own-fact', second: 'citation', target: 2, different: 'first' },
      'fall [atlas] fall [survey]',
      1 / 2,
      [0, 1, 2, 3],
    ],
    [
      { type: 'neighbours', first: 'own-fact', second: 'citation', target: 2, different: 'second' },
      'fall [atlas] fall [survey]',
      1,
      [0, 1, 2, 3],
    ],
    [
      { type: 'pattern', pattern: '<hedge> <own-fact>', target: 2 },
      'maybe fall so often cool',
      1,
      [0, 1, 3, 4],
    ],
    [{ type: 'pattern', pattern: '^ .{2} $', target: 1 }, 'maybe fall', 1, [0, 1]],
    [{ type: 'pattern', pattern: '^ .{2} $', target: 1 }, 'maybe fall so', 0, []],
  ])('%j of "%s" is %d', (settings, text, degree, evidence) => {
    expect(detect(ids(text), RAIN, settings as DetectorSettings)).toEqual({ degree, evidence });
  });

  it('asks of each prompt what it calls for', () => {
    const needs = NEEDS as unknown as DetectorSettings;
    expect(detect(ids('iron maybe rusts'), IRON, needs)).toEqual({ degree: 1, evidence: [1] });
    expect(detect(ids('iron rusts [atlas]'), IRON, needs).degree).toBe(0);
    expect(detect([], 2, needs)).toEqual({ degree: 1, evidence: [] });
  });

  it('gives a share from 0 to 1 and rising positions of words', () => {
    for (const settings of SAMPLES)
      for (let i = 0; i < 10; i++) {
        const words = randomAnswer();
        const { degree, evidence } = detect(words, i % TOPICS.length, settings);
        const label = JSON.stringify([settings, words]);
        expect(degree >= 0 && degree <= 1, label).toBe(true);
        evidence.forEach((at, k) => {
          expect(at >= 0 && at < words.length && at > (evidence[k - 1] ?? -1), label).toBe(true);
        });
      }
  });
});

describe('the list of detectors', () => {
  it('has valid settings for all: drawn, fresh, and suggested', () => {
    expect(new Set(everyDetector().map(({ type }) => type))).toEqual(new Set(DETECTOR_TYPES));
    expect(new Set(SAMPLES.slice(-300).map(({ type }) => type))).toEqual(new Set(DETECTOR_TYPES));
    const own = ALL_DETECTORS.flatMap(({ fresh, suggestions }) => [
      fresh,
      ...suggestions.map((s) => s.settings),
    ]);
    for (const settings of [...SAMPLES, ...own] as DetectorSettings[])
      expect(v.parse(detectorSettings, settings), JSON.stringify(settings)).toEqual(settings);
  });

  it('draws the same settings from the same numbers', () => {
    const [a, b] = [uniformStream(3, 1), uniformStream(3, 1)];
    for (let i = 0; i < 50; i++) expect(randomSettings(a)).toEqual(randomSettings(b));
  });

  it('edits every setting and no other', () => {
    for (const { fresh, fields } of ALL_DETECTORS)
      expect(['type', ...fields.map(({ key }) => key)].sort(), String(fresh.type)).toEqual(
        Object.keys(fresh).sort(),
      );
  });

  it('says that what makes an answer too long is a fault, and what makes it long enough is not', () => {
    expect(evidenceKind({ type: 'length', full: 4, none: 8 })).toBe('against');
    expect(evidenceKind({ type: 'length', full: 8, none: 4 })).toBe('for');
    expect(evidenceKind({ type: 'variety' })).toBe('against');
  });

  it('encodes settings and tables as 32-bit words that fit', () => {
    for (const settings of SAMPLES) {
      const encoded = encodeDetector(settings);
      expect(encoded.settings.length).toBeLessThanOrEqual(DETECTOR_WORDS);
      for (const word of encoded.settings) expect(word >>> 0, JSON.stringify(settings)).toBe(word);
      expect(encoded.table?.length ?? 0).toBeLessThanOrEqual(DETECTOR_TABLE_WORDS);
    }
  });

  it.each([
    [{ type: 'count', group: 'fact', target: 17 }, '17 is not between 1 and 16'],
    [{ type: 'distinct', group: 'fact', target: 1.5 }, '1.5 is not a whole number'],
    [
      { type: 'length', full: 4, none: 4 },
      '4 words cannot earn both nothing and the full score; none differs from full',
    ],
    [{ type: 'length', full: 65, none: 4 }, '65 is not between 0 and 64'],
    [
      { type: 'order', first: 'fact', second: 'fact' },
      '"fact" cannot come up before itself; second differs from first',
    ],
    [{ type: 'chain', groups: ['fact'] }, 'there are 1 groups; a chain has 2 to 7'],
    [{ type: 'chain', groups: Array(8).fill('fact') }, 'there are 8 groups; a chain has 2 to 7'],
    [{ type: 'per-topic', groups: [null] }, 'there are 1 groups; one per prompt is 6'],
    [{ type: 'pattern', pattern: 'clouds )' }, 'at character 8: found ")"'],
    [{ type: 'pattern', pattern: 'clouds', target: 0 }, '0 is not between 1 and 16'],
    [{ type: 'telepathy' }, 'unknown detector type "telepathy"'],
  ])('refuses %j', (settings, reason) => {
    const parsed = v.safeParse(detectorSettings, settings);
    expect(parsed.issues?.[0].message).toContain(reason);
  });

  it('points at the setting that is refused', () => {
    const place = (settings: unknown) => v.getDotPath(v.safeParse(detectorSettings, settings).issues![0]);
    expect(place({ type: 'length', full: 4, none: 4 })).toBe('none');
    expect(place({ type: 'pattern', pattern: '(' })).toBe('pattern');
  });

  it('fills in what a file leaves out', () => {
    expect(v.parse(detectorSettings, { type: 'pattern', pattern: '.' })).toMatchObject({ target: 1 });
    expect(v.parse(detectorSettings, { type: 'neighbours', first: 'hedge', second: 'fact' })).toMatchObject({
      target: 1,
      different: 'first',
    });
  });
});

describe('sentences', () => {
  it('reads every detector and group as a sentence', () => {
    for (const settings of SAMPLES) {
      const text = describeDetector(settings);
      expect(text).toMatch(/^[A-Z0-9“].*\.$/);
      expect(text).not.toMatch(
        /\ba [aeiou](?!ne)|\ban [^aeiou]|undefined|null|NaN|\[object| {2}|own-|other-/,
      );
      expect(text).not.toMatch(/\ba (polite|forbidden|punctuation|filler|own|other)\b(?! (word|mark))/);
    }
  });

  it.each([
    [{ type: 'contains', group: 'punctuation' }, 'A punctuation mark appears somewhere.'],
    [{ type: 'avoids', group: 'forbidden' }, 'No forbidden word appears anywhere.'],
    [{ type: 'avoids', group: 'other-fact' }, 'No fact of another topic appears anywhere.'],
    [
      { type: 'count', group: 'own-topic', target: 1 },
      'Every word of its own topic counts, repeated or not: 1 earns the full score.',
    ],
    [
      { type: 'distinct', group: 'own-fact', target: 3 },
      'Each different fact of its own topic counts once: 3 earn the full score, fewer count in part.',
    ],
    [
      { type: 'length', full: 1, none: 9 },
      'At most 1 word earns the full score, 9 or more nothing, in between a share.',
    ],
    [
      { type: 'length', full: 9, none: 0 },
      'At least 9 words earn the full score, an empty answer nothing, in between a share.',
    ],
    [
      LIST,
      'A marker opens an item of a list and the next fact of its own topic closes it: 3 earn the full score, fewer count in part.',
    ],
    [
      NEEDS,
      'An answer about rain needs a citation; one about iron needs a hedge; one about wolves, bread, moon or bees needs nothing.',
    ],
    [
      CHAIN,
      'A marker, then a hedge, then a fact of its own topic, then a citation, all in a row; the longest beginning of it counts in part.',
    ],
    [
      { type: 'pattern', pattern: '^ (hello | .{2}) <!hedge>+ $', target: 1 },
      'Somewhere the answer reads: its start, then (“hello” or (2 times any word)), then once or more a word other than a hedge, then its end.',
    ],
  ])('%j', (settings, text) => {
    expect(describeDetector(settings as unknown as DetectorSettings)).toBe(text);
  });

  it('has a name of its own for every group', () => {
    expect(new Set(WORD_GROUPS.map(groupName)).size).toBe(WORD_GROUPS.length);
  });
});

describe('suggestions', () => {
  it.each([
    ['Opens with a friendly greeting.', [{ type: 'starts-with', group: 'greeting' }]],
    ['Thanks the reader politely at the end.', [{ type: 'ends-with', group: 'polite' }]],
    ['Cites its sources.', [{ type: 'neighbours', first: 'own-fact', second: 'citation' }]],
    ['Mentions at least one source.', [{ type: 'contains', group: 'citation' }]],
    ['Hedges uncertain claims.', [{ type: 'neighbours', first: 'hedge', second: 'own-fact' }]],
    ['The response is brief.', [{ type: 'length', full: 8, none: 16 }]],
    ['Goes on at length.', [{ type: 'length', full: 12, none: 4 }]],
    ['Uses bullet points or steps.', [{ type: 'alternates', first: 'marker' }]],
    ['Does not repeat itself.', [{ type: 'variety' }]],
    ['First defines the term, then explains it.', [{ type: 'order' }]],
    ['Stays focused.', [{ type: 'on-topic' }]],
    ['No filler.', [{ type: 'avoids', group: 'filler' }]],
    ['Is factually correct.', [{ type: 'distinct', group: 'own-fact' }]],
  ])('%s', (text, expected) => {
    expect(suggestDetectors(text)).toMatchObject([expected[0]!, ...suggestDetectors(text).slice(1)]);
  });

  it('gives at most three, all different, and none for what says nothing', () => {
    const text =
      'Greets, thanks, avoids rude words, cites sources, is detailed, lists steps and never repeats itself.';
    const suggested = suggestDetectors(text).map((settings) => JSON.stringify(settings));
    expect(suggested).toHaveLength(3);
    expect(new Set(suggested).size).toBe(3);
    expect(suggestDetectors('')).toEqual([]);
    expect(suggestDetectors('Qwxyz.')).toEqual([]);
  });
});
