import { describe, expect, it } from 'vitest';
import type { StepRecord } from '../../lab/metrics/record.ts';
import type { Criterion } from '../../lab/rubric/criterion.ts';
import { findScenario } from '../../scenarios/index.ts';
import { Sample } from './fresh-sample.ts';
import { Pace } from './progress.ts';
import { predictions } from './predict.ts';

const [greets, clean] = findScenario('harsh-judge').rubric as [Criterion, Criterion];
const rubric: Criterion[] = [greets, { ...clean, judge: {} }];

/** One prompt, eight answers; the first half of them is what estimates see. */
const judged = [1, 0, 0, 0, 1, 0, 1, 1, /* second half */ 1, 1, 1, 1, 1, 1, 1, 1];
const true_ = [1, 0, 1, 0, 1, 0, 1, 1, /* second half */ 0, 1, 0, 1, 0, 0, 0, 1];
const sample = new Sample(
  { prompts: 1, rollouts: 8, criteria: 2 },
  Float32Array.from(judged),
  Float32Array.from(true_),
);
const past = [
  [0.2, 0.4],
  [0.6, 0.1],
].map((judgeScores) => ({ judgeScores }) as unknown as StepRecord);

const [first, second] = predictions(sample, past, rubric, { numGenerations: 4, lag: 15 });

describe('what estimators promise', () => {
  it('comes from the first half of the answers, and the gain from the other', () => {
    expect(sample.gold()).toEqual([0.5, 0.5]);
    expect(sample.gold('first half')).toEqual([1, 0.25]);
    expect(sample.gold('second half')).toEqual([0, 0.75]);
    expect(first!.gold).toBeCloseTo(0, 12);
    // The judge saw 3 of 4 greetings, 1 of 4 clean answers.
    expect(first!['group mean']).toBeCloseTo(0.25, 12);
    expect(second!['group mean']).toBeCloseTo(0.75, 12);
  });

  it('tilts towards answers that the reward favours', () => {
    // Direct rewards .5, 0, .5, 1: softmax at tau 1, then the share of answers that greet.
    const q = [0.5, 0, 0.5, 1].map(Math.exp);
    const sum = q.reduce((a, b) => a + b, 0);
    expect(first!['tilted group mean']).toBeCloseTo(1 - (q[0]! + q[2]! + q[3]!) / sum, 6);
  });

  it('averages over the past, and takes known errors out', () => {
    const average = 0.8 * (0.8 * 0.2 + 0.2 * 0.6) + 0.2 * 0.75;
    expect(first!['moving average']).toBeCloseTo(1 - average, 12);
    expect(first!['noise-corrected']).toBeCloseTo(1 - average / 0.65, 12); // 35 % of greetings are missed
    expect(second!['noise-corrected']).toBe(second!['moving average']);
    expect(first!['fixed reference']).toBeCloseTo(0.8, 12);
    expect(first!['recent gain']).toBeCloseTo(0.75 - 0.2, 12);
  });

  it('measures spread as group methods do', () => {
    expect(first!.spread).toBeCloseTo(0.5, 6); // of 1, 0, 1, 1
    expect(first!.variation).toBeCloseTo(0.5 / 0.75, 6);
    expect(first!['headroom x spread']).toBeCloseTo(0.25 * 0.5, 6);
  });

  it('knows no gain before there is a past', () => {
    const [own] = predictions(sample, [], rubric, { numGenerations: 4, lag: 15 });
    expect(own!['recent gain']).toBeNull();
    expect(own!['fixed reference']).toBe(own!['group mean']);
  });
});

describe('the time left', () => {
  it('follows the pace, and a pause says nothing of it', () => {
    const pace = new Pace(100, 50, 0);
    expect(pace.add(10, 5)).toEqual({ done: 0.6, secondsLeft: 20 });
    pace.skipTo(1000);
    expect(pace.add(10, 1005).secondsLeft).toBeCloseTo(15, 9);
    expect(pace.add(30, 1006).secondsLeft).toBe(0);
  });
});
