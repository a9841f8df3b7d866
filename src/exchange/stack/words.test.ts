/** The exported detectors say what those of the lab say, on random settings and answers, and read what models write. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { goldVerdict } from '../../lab/judge/judge.ts';
import { languageOf, STANDARD_TEXTS, wordsOf, type Texts } from '../../lab/language/language.ts';
import { TOPICS } from '../../lab/language/topics.ts';
import { VOCABULARY, WORDS } from '../../lab/language/words.ts';
import { uniformStream } from '../../lab/random/draw.ts';
import type { Criterion } from '../../lab/rubric/criterion.ts';
import { everyDetector, randomSettings } from '../../lab/rubric/detectors/arbitrary.ts';
import { detect, DETECTOR_TYPES, type DetectorSettings } from '../../lab/rubric/detectors/index.ts';
import { criterion } from '../../lab/rubric/testing.ts';
import { findScenario } from '../../scenarios/index.ts';
import { specOf } from './spec.ts';
import { PYTHON_ROOT, runPython } from './testing/python.ts';

const next = uniformStream(11, 1);
const below = (end: number): number => Math.floor(next() * end);

/** Words that differ in case alone, end like others with punctuation, or are punctuation with letters. */
const OWN: Texts = {
  topics: STANDARD_TEXTS.topics.map((topic, i) =>
    i === 0 ? { id: 'Größe', words: ['Straße', 'strasse'], facts: ['Fall', 'fall.', 'FALL'] } : topic,
  ),
  classes: {
    ...STANDARD_TEXTS.classes,
    punctuation: ['.', 'stop'],
    filler: ['..', '"""', "'", '\\n', '雨'],
  },
};

const specFor = (criteria: readonly Criterion[], language?: Texts) =>
  specOf({
    ...{ name: 'words', criteria, method: 'focal-prior', parameters: {}, language, scorer: 'detectors' },
    training: findScenario('forgotten-footnote').training,
  });

/** An answer short of some words, so that repeats and matches are common. */
function randomAnswer(): number[] {
  const variety = 2 + below(VOCABULARY - 2);
  const first = below(VOCABULARY);
  return Array.from({ length: below(20) }, () => 1 + ((first + below(variety)) % (VOCABULARY - 1)));
}

const SETTINGS: DetectorSettings[] = [
  ...everyDetector(),
  ...Array.from({ length: 300 }, () => randomSettings(next)),
];

const CRITERIA = SETTINGS.map((detector, k) =>
  criterion({
    id: `c${k}`,
    kind: next() < 0.5 ? 'hard-rule' : 'principle',
    polarity: next() < 0.5 ? 'positive' : 'negative',
    detector,
  }),
);

/** Degree and score of every criterion and answer, [K][N], or the error in its place. */
const SCORE = `
import json, sys
from focal_lab.words import Language, degree, score
given = json.load(sys.stdin)
language = Language(given["spec"]["language"])
def tried(what):
    try: return what()
    except ValueError as error: return str(error)
print(json.dumps([
    [
        tried(lambda: (degree(one["detector"], language.tokens(text), prompt, language), score(one, text, prompt, language)))
        for text, prompt in given["answers"]
    ]
    for one in given["spec"]["criteria"]
]))`;

type Scored = [degree: number, score: number] | string;
const scored = (answers: readonly [string, number | null][], language?: Texts, criteria = CRITERIA) =>
  runPython(SCORE, { spec: specFor(criteria, language), answers }) as Scored[][];

describe.each([
  ['the standard words', undefined],
  ['words of a scenario', OWN],
])('%s', (_, own) => {
  it('score as in the lab', () => {
    const answers = Array.from({ length: 30 }, () => ({ tokens: randomAnswer(), prompt: below(6) }));
    const texts = answers.map(({ tokens, prompt }): [string, number] => [
      wordsOf(tokens, languageOf(own)).join([' ', '\n', '  \t'][below(3)]),
      prompt,
    ]);
    const found = scored(texts, own);
    const seen = new Map<string, Set<number>>();
    CRITERIA.forEach((one, k) =>
      answers.forEach(({ tokens, prompt }, n) => {
        const degree = detect(tokens, prompt, one.detector!).degree;
        const told = `${JSON.stringify(one)} on topic ${prompt}: ${texts[n]![0]}`;
        expect(found[k]![n], told).toEqual([degree, goldVerdict(tokens, prompt, one).score]);
        seen.set(one.detector!.type, (seen.get(one.detector!.type) ?? new Set()).add(degree));
      }),
    );
    // The answers tell something: every detector but the one that is never met differs among them.
    for (const type of DETECTOR_TYPES)
      expect(seen.get(type)!.size, type).toBeGreaterThan(type === 'impossible' ? 0 : 1);
  });
});

it('halves round up, as in the lab', () => {
  const halves = [4, 8, 12].map((target) =>
    criterion({ id: `t${target}`, detector: { type: 'count', group: 'hedge', target } }),
  );
  const answers = Array.from({ length: 13 }, (_, n): [string, number] => [
    Array<string>(n).fill('maybe').join(' '),
    0,
  ]);
  const hedge = WORDS.findIndex(({ text }) => text === 'maybe');
  const found = scored(answers, undefined, halves);
  halves.forEach((one, k) =>
    answers.forEach((_, n) =>
      expect(found[k]![n]![1]).toBe(goldVerdict(Array<number>(n).fill(hedge), 0, one).score),
    ),
  );
  expect(found[0]![1]).toEqual([0.25, 0.3]);
});

describe('words that are not in the language', () => {
  it('count as words of no group: as fillers do where nothing asks for fillers', () => {
    const fillers = STANDARD_TEXTS.classes.filler;
    const indifferent = CRITERIA.filter(({ detector }) => {
      const text = JSON.stringify(detector);
      return !text.includes('filler') && !/[ "(|](so)\b/.test(text);
    });
    const answers = Array.from({ length: 30 }, (): [string[], number] => {
      const words = randomAnswer().map((token) => (next() < 0.3 ? fillers[below(5)]! : WORDS[token]!.text));
      return [words, below(6)];
    });
    const foreign = (word: string) =>
      (fillers as readonly string[]).includes(word) ? `foreign-${word}` : word;
    const usual = scored(
      answers.map(([words, prompt]) => [words.join(' '), prompt]),
      undefined,
      indifferent,
    );
    const other = scored(
      answers.map(([words, prompt]) => [words.map(foreign).join(' '), prompt]),
      undefined,
      indifferent,
    );
    expect(indifferent.length).toBeGreaterThan(300);
    expect(other).toEqual(usual);
  });

  it('differ by their text in variety, and are read by "." and by <!group>, in a pattern', () => {
    const criteria = [
      criterion({ id: 'variety', detector: { type: 'variety' } }),
      ...['^ . . $', '<!filler> <!greeting>', '<filler>', 'hello', '.', '^ <greeting> .* <polite> $'].map(
        (pattern, k) => criterion({ id: `p${k}`, detector: { type: 'pattern', pattern, target: 1 } }),
      ),
    ];
    const degrees = scored(
      [
        ['sunny windy', 0],
        ['sunny Sunny', 0],
        ['hello my dear friend thanks', 0],
      ],
      undefined,
      criteria,
    ).map((row) => row.map(([degree]) => degree));
    expect(degrees).toEqual([
      [1, 0.5, 1],
      [1, 1, 0],
      [1, 1, 1],
      [0, 0, 0],
      [0, 0, 1],
      [1, 1, 1],
      [0, 0, 1],
    ]);
  });
});

const tokens = (texts: readonly string[], language?: Texts) =>
  runPython(
    'import json, sys\nfrom focal_lab.words import Language\ngiven = json.load(sys.stdin)\n' +
      'language = Language(given["language"])\n' +
      'print(json.dumps([[language.words[t]["text"] if t >= 0 else t for t in language.tokens(text)] for text in given["texts"]]))',
    { language: specFor([criterion({ id: 'a' })], language).language, texts },
  );

describe('the tokeniser', () => {
  it('reads what a model writes', () => {
    const cases: [string, (string | number)[]][] = [
      ['', []],
      [' \n\t ', []],
      ['Hello, clouds FALL.', ['hello', ',', 'clouds', 'fall', '.']],
      ['[Atlas], maybe...', ['[atlas]', ',', 'maybe', '.', '.', '.']],
      ['...', ['.', '.', '.']],
      ['. ,', ['.', ',']],
      ['snow. Snow, hail', [-1, '.', -1, ',', -2]],
      ['<end> hello', [-1, 'hello']],
      ['hello! (hello)', [-1, -2]],
      ['snow., clouds,.', [-1, '.', ',', 'clouds', ',', '.']],
      ['hello\u00a0clouds\u3000fall', ['hello', 'clouds', 'fall']],
      ['\u0000 \ud83d\udc1d', [-1, -2]],
    ];
    expect(tokens(cases.map(([text]) => text))).toEqual(cases.map(([, words]) => words));
  });

  it('reads on after what is too long for a word, however many accents it has', () => {
    const accents = `a${'\u0301\u0316'.repeat(8000)}`;
    const long = 'Snow'.repeat(100);
    expect(tokens([`${accents}${'.'.repeat(3000)} hello`, `${long}, ${long.toLowerCase()}`])).toEqual([
      [-1, ...Array<string>(3000).fill('.'), 'hello'],
      [-1, ',', -1],
    ]);
  });

  it('takes an exact word before another reading', () => {
    const cases: [string, (string | number)[]][] = [
      ['Fall FALL fall. fAll fall', ['Fall', 'FALL', 'fall.', 'Fall', 'Fall']],
      ['Straße strasse STRASSE', ['Straße', 'strasse', 'Straße']],
      ['Stra\u00dfe. GROSS', ['Straße', '.', -1]],
      ['nonstop stop Stop', [-1, 'stop', 'stop']],
      ['"""  \\n 雨. .. ...', ['"""', '\\n', '雨', '.', '..', '..', '.']],
    ];
    expect(
      tokens(
        cases.map(([text]) => text),
        OWN,
      ),
    ).toEqual(cases.map(([, words]) => words));
  });
});

it('the tokeniser splits the longest mark off first', () => {
  const marks = {
    ...OWN,
    classes: { ...OWN.classes, punctuation: ['.', '...'], filler: ['a', 'b', 'c', 'd', 'e'] },
  };
  expect(tokens(['hail... hello....'], marks)).toEqual([[-1, '...', 'hello', '.', '...']]);
});

describe('a prompt without a topic', () => {
  it('scores where no topic is asked for, else says that rows need one', () => {
    const text = 'hello clouds fall [atlas] iron rusts , maybe please';
    const prompts = [null, ...TOPICS.map((_, topic) => topic)];
    const found = scored(prompts.map((prompt) => [text, prompt]));
    const refused = found.flatMap(([alone, ...others], k) => {
      if (typeof alone !== 'string') {
        for (const other of others) expect(other, JSON.stringify(SETTINGS[k])).toEqual(alone);
        return [];
      }
      expect(alone).toMatch(/rows need a `topic` column, 0 to 5 \(rain, iron, /);
      return [SETTINGS[k]!];
    });
    for (const settings of refused)
      expect(
        ['on-topic', 'per-topic'].includes(settings.type) || /own-|other-/.test(JSON.stringify(settings)),
      ).toBe(true);
    const asking = SETTINGS.filter(
      (one) => one.type !== 'pattern' && /own-|other-|-topic"/.test(JSON.stringify(one)),
    );
    for (const settings of asking) expect(refused).toContain(settings);
    // That a topic is asked for is said whatever the answer is.
    expect(scored([['', null]]).map(([one]) => typeof one)).toEqual(found.map(([one]) => typeof one));
  });

  it('is not one with a topic that there is not', () => {
    const criteria = [criterion({ id: 'a', detector: { type: 'on-topic' } })];
    const found = scored(
      [
        ['hello', 6],
        ['hello', -1],
      ],
      undefined,
      criteria,
    );
    expect(found[0]![0]).toMatch(/^topic 6 is none of the 6 topics/);
    expect(found[0]![1]).toMatch(/^topic -1 is none of the 6 topics/);
  });
});

describe('a lab.json that was changed by hand', () => {
  const spec = specFor([criterion({ id: 'a', detector: { type: 'contains', group: 'hedge' } })]);
  const refusal = (detector: unknown) => {
    const criteria = [{ ...spec.criteria[0], detector }];
    const [[found]] = runPython(SCORE, { spec: { ...spec, criteria }, answers: [['hello', 0]] }) as [
      [Scored],
    ];
    return found;
  };
  it('is refused with what is allowed', () => {
    expect(refusal({ type: 'contain', group: 'hedge' })).toMatch(/no detector 'contain'; .*starts-with/);
    expect(refusal({ type: 'contains', group: 'hedges' })).toMatch(
      /no word group 'hedges' .*citation, .*hedge/,
    );
    const short = { classOf: [0], next: [[0]], accepts: [true] };
    expect(refusal({ type: 'pattern', pattern: '.', target: 1, automaton: short })).toMatch(
      /export lab\.json again/,
    );
  });
});

it('every Python file compiles', () => {
  const files = readdirSync(PYTHON_ROOT, { recursive: true, encoding: 'utf8' }).filter((f) =>
    f.endsWith('.py'),
  );
  expect(files.length).toBeGreaterThan(4);
  const cache = mkdtempSync(join(tmpdir(), 'focal-lab-cache-'));
  try {
    runPython('import py_compile, sys\nfor f in sys.argv[1:]: py_compile.compile(f, doraise=True)', null, {
      args: files,
      cwd: PYTHON_ROOT,
      env: { PYTHONPYCACHEPREFIX: cache, PYTHONWARNINGS: 'error' },
    });
  } finally {
    rmSync(cache, { recursive: true });
  }
});
