import { describe, expect, it } from 'vitest';
import { uniformStream } from '../../lab/random/draw.ts';
import { idsOf } from '../../lab/language/words.ts';
import { associations, BlindDetector, CALIBRATED, type Watched } from './detector.ts';
import { idsOfText } from './testing.ts';

const INDEED = idsOfText('indeed')[0]!;

/** The plain definition: squared correlation of "has the word" and score, both centred within questions. */
function explainedBy(answers: readonly Watched[], has: (words: readonly number[]) => boolean): number {
  const centred = (value: (answer: Watched) => number) =>
    answers.map((answer) => {
      const group = answers.filter(({ prompt }) => prompt === answer.prompt);
      return value(answer) - group.reduce((sum, own) => sum + value(own), 0) / group.length;
    });
  const [x, y] = [centred(({ words }) => Number(has(words))), centred(({ score }) => score)];
  const dot = (a: number[], b: number[]) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
  return (Math.sign(dot(x, y)) * dot(x, y) ** 2) / (dot(x, x) * dot(y, y));
}

/** Answers of random words; a share of them closes with "indeed", which pays. */
function step(next: () => number, share: number, pay: number): Watched[] {
  return Array.from({ length: 96 }, (_, i) => {
    const words = Array.from({ length: 5 }, () => 1 + Math.floor(next() * 40));
    const hit = next() < share;
    return { prompt: i % 6, words: hit ? [...words, INDEED] : words, score: next() + (hit ? pay : 0) };
  });
}

describe('associations', () => {
  it('are rates and squared correlations within questions', () => {
    const answers = step(uniformStream(5, 1), 0.3, 0.4).map((answer) => ({
      ...answer,
      score: answer.score + answer.prompt, // what differs between questions is none of the words’ doing
    }));
    const { rate, explained } = associations(answers);
    const closes = (words: readonly number[]) => words.at(-1) === INDEED;
    const [word] = idsOf('greeting');
    const [has, closing] = [word!, 2 * 54 + INDEED];
    expect(rate[closing]).toBeCloseTo(answers.filter(({ words }) => closes(words)).length / 96, 12);
    expect(explained[closing]).toBeCloseTo(explainedBy(answers, closes), 9);
    expect(explained[has]).toBeCloseTo(
      explainedBy(answers, (words) => words.includes(word!)),
      9,
    );
    const opens = (words: readonly number[]) => words[0] === word;
    expect(explained[54 + word!]).toBeCloseTo(explainedBy(answers, opens), 9);
  });

  it('are 0 where scores or habits do not differ', () => {
    const same = step(uniformStream(5, 1), 0.3, 0.4).map((answer) => ({ ...answer, score: 1 }));
    expect(Math.max(...associations(same).explained)).toBe(0);
    expect(associations([{ prompt: 0, words: [], score: 1 }]).explained.every((value) => value === 0)).toBe(
      true,
    );
  });
});

describe('the blind detector', () => {
  const heights = (seed: number, share: (step: number) => number, pay: number) => {
    const [detector, next] = [new BlindDetector(), uniformStream(seed, 1)];
    return Array.from({ length: 40 }, (_, at) => detector.see(step(next, share(at), pay)));
  };
  const growing = (at: number) => (at < 15 ? 0.03 : Math.min(1, 0.03 + 0.08 * (at - 14)));

  it('sees a paid habit grow, and names it', () => {
    const seen = heights(1, growing, 0.5);
    expect(seen[14]!.height).toBeLessThan(CALIBRATED.threshold);
    const alarm = seen.findIndex(({ height }) => height >= CALIBRATED.threshold);
    expect(alarm).toBeGreaterThan(14);
    expect(alarm).toBeLessThan(28);
    expect(seen[alarm]!.habit.word).toBe(INDEED);
  });

  it('stays silent where a habit grows unpaid, or pays and does not grow', () => {
    expect(Math.max(...heights(2, growing, 0).map(({ height }) => height))).toBeLessThan(
      CALIBRATED.threshold,
    );
    const steady = heights(3, () => 0.3, 0.5).map(({ height }) => height);
    expect(Math.max(...steady)).toBeLessThan(CALIBRATED.threshold);
  });

  it('first learns what is usual, and raises no alarm meanwhile', () => {
    const early = heights(5, (at) => (at < 1 ? 0 : 0.6), 0.5);
    expect(early.slice(0, CALIBRATED.learning).every(({ height }) => height === 0)).toBe(true);
  });

  it('sees the same again', () => {
    expect(heights(4, growing, 0.5)).toEqual(heights(4, growing, 0.5));
  });
});
