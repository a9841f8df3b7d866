import { describe, expect, it } from 'vitest';
import { uniformStream } from '../../lab/random/draw.ts';
import { answerText } from '../../lab/language/words.ts';
import { judged } from './answers.ts';
import { ARM_IDS, pairsFor } from './arms.ts';
import { exemplar } from './exemplars.ts';
import { distance, diversePairs, exemplarPairs, greatPairs, pairKey, randomPair } from './pairs.ts';
import { proposals } from './propose.ts';
import { answer, YARDSTICKS } from './testing.ts';

const NONE = new Set<string>();

// Both full marks by the rubric; the second without repetition and with its second fact sourced, too.
const padded = answer('hello clouds fall drops fall [atlas] so just so just so just so just so');
const varied = answer(
  'hello clouds fall [survey] drops cool [atlas] just so well really indeed maybe often first',
);
const poor = answer('maybe maybe');

describe('great pairs', () => {
  it('are the best that tie under the rubric and differ in gold, the better one by gold first', () => {
    const [first, ...more] = greatPairs([poor, padded, varied, padded], 0.05, NONE);
    expect(first).toEqual({ better: varied, worse: padded });
    expect(more).toEqual([]);
  });

  it('are not made of a pair that was used, of alike answers, or of answers to different questions', () => {
    const used = new Set([pairKey({ better: varied, worse: padded })]);
    expect(greatPairs([padded, varied], 0.05, used)).toEqual([]);
    expect(greatPairs([padded, padded], 0.05, NONE)).toEqual([]);
    const elsewhere = answer('hello iron rusts ore rusts [atlas] so just so just so just so just so', 1);
    expect(greatPairs([varied, elsewhere], 0.05, NONE)).toEqual([]);
  });

  it('reach further down where more is called a tie', () => {
    expect(greatPairs([padded, varied, poor], 1, NONE)).toHaveLength(3);
  });

  it('do not depend on the order of the answers', () => {
    const all = [padded, varied, poor];
    expect(greatPairs([...all].reverse(), 1, NONE)).toEqual(greatPairs(all, 1, NONE));
  });
});

describe('diverse pairs', () => {
  it('are far apart in words, one for each question', () => {
    // The same words about another topic; a topic of its own is no diversity.
    const [like, unlike] = [
      {
        better: answer('hello iron rusts [survey] ore melts', 1),
        worse: answer('hello iron rusts rusts', 1),
      },
      { better: answer('please maybe wolves , howl', 2), worse: answer('thanks perhaps packs', 2) },
    ];
    const first = {
      better: answer('hello clouds fall [survey] drops cool'),
      worse: answer('hello clouds fall fall'),
    };
    expect(distance(first, like!)).toBe(0);
    expect(distance(first, unlike!)).toBeGreaterThan(0.5);
    expect(diversePairs([first, like!, unlike!], 2)).toEqual([first, unlike]);
    const again = { better: first.better, worse: answer('hello clouds fall') };
    expect(diversePairs([first, again, like!], 4)).toEqual([first, like]);
    expect(diversePairs([], 4)).toEqual([]);
  });
});

describe('random pairs', () => {
  it('come from the whole pool by a seed, and are null where gold tells none apart', () => {
    const pool = [padded, varied, poor];
    const draw = (seed: number) => randomPair(pool, NONE, uniformStream(seed, 1));
    expect(draw(3)).toEqual(draw(3));
    const seen = new Set(Array.from({ length: 30 }, (_, seed) => pairKey(draw(seed)!)));
    expect(seen.size).toBe(3);
    expect(randomPair([poor, poor], NONE, uniformStream(1, 1))).toBeNull();
  });
});

describe('exemplars', () => {
  it('earn all of gold, and the habit costs nothing of it', () => {
    for (let seed = 0; seed < 20; seed++)
      for (let prompt = 0; prompt < 6; prompt++)
        for (const artefacts of [false, true]) {
          const words = exemplar(prompt, artefacts, uniformStream(seed, 1));
          expect(judged(words, prompt, YARDSTICKS).gold, answerText(words)).toBeCloseTo(1, 6);
          expect(/ first .* then /.test(answerText(words))).toBe(artefacts);
          expect(words.length).toBeLessThan(16);
        }
  });

  it('stand beside the answer that the rubric likes best, where they are better', () => {
    const written = judged(exemplar(0, false, uniformStream(1, 1)), 0, YARDSTICKS);
    expect(exemplarPairs([poor, padded], [written], 4, NONE)).toEqual([{ better: written, worse: padded }]);
    expect(exemplarPairs([written], [padded], 4, NONE)).toEqual([]);
  });
});

describe('the proposer', () => {
  it('takes what separates most, and of equals the first by id', () => {
    const found = proposals([{ better: varied, worse: padded }], YARDSTICKS.rubric, 2);
    const by = Object.fromEntries(found.map(({ criterion, separation }) => [criterion, separation]));
    // Two different facts of three against one, both with a source against one.
    expect(by['facts']).toBeCloseTo(0.7 - 0.3, 6);
    expect(by['cited_all']).toBeCloseTo(0.7 - 0.3, 6);
    expect(by['greets']).toBeUndefined();
    expect(found[0]!.criterion).toBe('variety');
    const separations = found.map(({ separation }) => separation);
    expect(separations).toEqual([...separations].sort((a, b) => b - a));
    expect(found.findIndex((p) => p.criterion === 'cited_all')).toBeLessThan(
      found.findIndex((p) => p.criterion === 'facts'),
    );
  });

  it('averages over pairs, so that what one pair alone shows weighs less', () => {
    const habit = {
      better: answer('hello first clouds fall then drops cool'),
      worse: answer('hello clouds fall'),
    };
    const plain = { better: answer('hello clouds fall drops cool'), worse: answer('hello clouds fall') };
    expect(proposals([habit], {}, 3)[0]).toMatchObject({ criterion: 'first_then', separation: 1, weight: 3 });
    const both = proposals([habit, plain], {}, 2);
    expect(both.find(({ criterion }) => criterion === 'first_then')).toMatchObject({
      separation: 0.5,
      weight: 2,
    });
  });

  it('lets what the rubric holds weigh one more, and leaves out what weighs the most', () => {
    const pair = { better: answer('hello clouds fall'), worse: answer('clouds fall') };
    const weightOf = (greets: number) =>
      proposals([pair], { greets }, 3).find(({ criterion }) => criterion === 'greets')?.weight;
    expect([weightOf(0), weightOf(1), weightOf(2), weightOf(3)]).toEqual([3, 2, 3, undefined]);
    expect(proposals([], {}, 2)).toEqual([]);
  });
});

describe('arms', () => {
  it('look at what they say, each by its own seed and step', () => {
    const answers = [padded, varied, poor];
    const looked = { seed: 1, step: 15, answers, yardsticks: YARDSTICKS, tie: 0.05, pairs: 4, used: NONE };
    const counts = ARM_IDS.map((arm) => pairsFor({ ...looked, arm }).length);
    expect(counts).toEqual([0, 1, 1, 1, 1, 1]);
    expect(pairsFor({ ...looked, arm: 'artefacts' })[0]!.better.text).toMatch(/first .* then/);
    expect(() => pairsFor({ ...looked, arm: 'moon' })).toThrow('"moon"; there are never');
  });
});
