import { expect, it } from 'vitest';
import { findScenario } from '../../scenarios/index.ts';
import { goldVerdict } from '../judge/judge.ts';
import { corpus } from './corpus.ts';
import { answerText, END, promptToken, VOCABULARY, WORDS } from './words.ts';

const { mixture, rubric } = findScenario('forgotten-footnote');

it('has 54 different words, END first, and prompt tokens after them', () => {
  expect(new Set(WORDS.map(({ text }) => text)).size).toBe(54);
  expect(WORDS[END]!.class).toBe('end');
  expect(promptToken(0)).toBe(VOCABULARY);
});

it('writes answers that fit, end with END once, and only use known words', () => {
  const next = corpus(mixture, 3, 9);
  for (let i = 0; i < 2000; i++) {
    const { tokens } = next();
    expect(tokens.length).toBeLessThanOrEqual(9);
    expect(tokens.indexOf(END)).toBe(tokens.length - 1);
    expect(answerText(tokens)).not.toContain('<');
  }
});

it('repeats itself for the same seed, and not for another', () => {
  const take = (seed: number) => Array.from({ length: 20 }, corpus(mixture, seed, 16));
  expect(take(5)).toEqual(take(5));
  expect(take(5)).not.toEqual(take(6));
});

// The policy repeats a fact now and then, so the corpus has to tell more of them than the policy should.
it('meets each criterion about as often as its scenario wants of the base policy, within 6 points', () => {
  const next = corpus(mixture, 11, 16);
  const examples = Array.from({ length: 20_000 }, next);
  for (const criterion of rubric) {
    const rate = examples.reduce(
      (sum, { tokens, prompt }) => sum + goldVerdict(tokens, prompt, criterion).score / examples.length,
      0,
    );
    expect(Math.abs(rate - criterion.baseRate!), criterion.id).toBeLessThan(0.06);
  }
});
