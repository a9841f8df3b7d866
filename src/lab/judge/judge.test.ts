import { describe, expect, it } from 'vitest';
import { findScenario } from '../../scenarios/index.ts';
import { END, WORDS } from '../language/words.ts';
import { describeDetector } from '../rubric/detectors/index.ts';
import { criterion } from '../rubric/testing.ts';
import { goldVerdict, judgeLane } from './judge.ts';

const { rubric } = findScenario('forgotten-footnote');
const RAIN = 0;

/** Token ids of a text, END filling it up to 16. */
function tokens(text: string): Int32Array {
  const ids = text
    .split(' ')
    .filter(Boolean)
    .map((word) => {
      const id = WORDS.findIndex((known) => known.text === word);
      if (id < 0) throw new Error(`no word ${word}`);
      return id;
    });
  const padded = new Int32Array(16).fill(END);
  padded.set(ids);
  return padded;
}

const verdict = (id: string, text: string) =>
  goldVerdict(
    tokens(text),
    RAIN,
    rubric.find((criterion) => criterion.id === id)!,
  );

describe('the seven criteria of the forgotten footnote', () => {
  it.each([
    ['greets', 'hello clouds', 1, [0]],
    ['greets', 'clouds hello', 0, []],
    ['greets', '', 0, []],
    ['clean', 'clouds fall', 1, []],
    ['clean', 'clouds darn fall rubbish', 0, [1, 3]],
    ['on_topic', 'clouds fall', 10, []],
    ['on_topic', 'clouds fall iron', 7, [2]],
    ['on_topic', 'hello please', 0, []],
    ['facts', 'clouds fall drops cool clouds condense', 10, [1, 3, 5]],
    ['facts', 'clouds fall drops fall clouds fall', 3, [1]],
    ['facts', 'iron rusts wolves howl', 0, []],
    ['polite', 'clouds fall please', 1, [2]],
    ['polite', 'please clouds fall', 0, []],
    ['cite', 'clouds fall [atlas]', 1, [1, 2]],
    ['cite', 'clouds [atlas] fall', 0, []],
    ['cite', 'iron rusts [atlas]', 0, []],
    ['hedge', 'clouds maybe fall', 1, [1, 2]],
    ['hedge', 'clouds fall maybe', 0, []],
    ['hedge', 'maybe clouds fall', 0, []],
  ] as const)('%s: "%s" gets %d', (id, text, value, evidence) => {
    expect(verdict(id, text)).toMatchObject({ value, evidence });
  });

  it('maps a Hard Rule to 0 or 1 and a Principle to tenths', () => {
    expect(verdict('greets', 'hello').score).toBe(1);
    expect(verdict('facts', 'clouds fall').score).toBe(0.3);
  });

  it('reads nothing behind END', () => {
    const answer = tokens('clouds fall');
    answer.set(tokens('please').subarray(0, 1), 3);
    const polite = rubric.find(({ id }) => id === 'polite')!;
    expect(goldVerdict(answer, RAIN, polite).value).toBe(0);
  });

  it('has a plain sentence for every detector', () => {
    for (const { detector } of rubric) expect(describeDetector(detector!)).toMatch(/^[A-Z0-9].*\.$/);
  });
});

it('scores a lane prompt by prompt, group by group', () => {
  const lane = new Int32Array([...tokens('clouds fall'), ...tokens('iron rusts')]);
  const topical = rubric.filter(({ id }) => id === 'on_topic');
  const noise = { seed: 1, step: 0 };
  expect(Array.from(judgeLane(lane, 2, 1, topical, noise).gold)).toEqual([1, 1]);
  expect(Array.from(judgeLane(lane, 1, 2, topical, noise).judge)).toEqual([1, 0]);
});

describe('polarity', () => {
  const fault = { polarity: 'negative', detector: { type: 'ends-with', group: 'polite' } } as const;

  it('credits an answer for what it does not do', () => {
    const rude = criterion({ id: 'rude', kind: 'hard-rule', ...fault });
    expect(goldVerdict(tokens('clouds fall'), RAIN, rude)).toMatchObject({ value: 1, score: 1 });
    expect(goldVerdict(tokens('clouds please'), RAIN, rude)).toMatchObject({ value: 0, evidence: [1] });
  });

  it('turns the points of a Principle round', () => {
    const detector = { type: 'distinct', group: 'own-fact', target: 3 } as const;
    const vague = criterion({ id: 'vague', polarity: 'negative', detector });
    expect(goldVerdict(tokens('clouds fall'), RAIN, vague)).toMatchObject({ value: 7, score: 0.7 });
  });
});

it('gives nothing for what nothing detects, fault or not', () => {
  const none = criterion({ id: 'none', detector: null, active: false, polarity: 'negative' });
  expect(goldVerdict(tokens('clouds'), RAIN, none).score).toBe(0);
  expect(Array.from(judgeLane(tokens('clouds'), 1, 1, [none], { seed: 1, step: 0 }).judge)).toEqual([0]);
});
