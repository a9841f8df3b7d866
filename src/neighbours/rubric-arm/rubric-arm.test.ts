import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Compared, Track as TrackResult } from '../neighbour.ts';
import { CANDIDATES } from './candidates.ts';
import { cosine, learntWeights, qualityOf } from './evaluate.ts';
import { ahead, EXPLANATION } from './explanation.ts';
import { frozenRubric, goldOf } from './frozen.ts';
import { lab } from './lab.ts';
import { Learner } from './learner.ts';
import { OUTCOMES } from './measures.ts';
import { pairsOf, shown } from './pairs.ts';
import { poolSteps } from './pool.ts';
import { PREFERENCES, utility } from './preference.ts';
import { phaseAt, type Schedule } from './schedule.ts';
import { STUDY } from './study.ts';
import { madeUpGroups, madeUpPool, settingsFor } from './testing.ts';
import { Track } from './track.ts';

const K = CANDIDATES.length;

describe('pairs', () => {
  it('are labelled by what is preferred, and left out where nothing is', () => {
    const groups = madeUpGroups(4, 6);
    const pairs = pairsOf(groups, PREFERENCES.opposed, 0, () => 0.5);
    expect(pairs.length).toBeGreaterThan(10);
    for (const { a, b, better, labelled } of pairs) {
      expect(better).toBe(utility(PREFERENCES.opposed, a.gold) > utility(PREFERENCES.opposed, b.gold));
      expect(labelled).toBe(better);
    }
    const same = [[groups[0]![0]!, groups[0]![0]!]];
    expect(pairsOf(same, PREFERENCES.plain, 0, () => 0.5)).toEqual([]);
  });

  it('have as many wrong labels as asked for', () => {
    let i = 0;
    const pairs = pairsOf(madeUpGroups(4, 6), PREFERENCES.plain, 0.25, () => ((i++ % 4) + 0.5) / 4);
    const wrong = pairs.filter(({ better, labelled }) => better !== labelled).length / pairs.length;
    expect(wrong).toBeGreaterThan(0.1);
    expect(wrong).toBeLessThan(0.4);
  });

  it('turn round when they are shown the other way', () => {
    const [pair] = madeUpPool(1).training;
    const [one, other] = [shown(pair!, false), shown(pair!, true)];
    expect(other.first).toBe(!one.first);
    expect([...other.gaps]).toEqual([...one.gaps].map((gap) => -gap));
  });
});

describe('schedules', () => {
  it('take turns of so many rounds', () => {
    const of = (schedule: Schedule) => Array.from({ length: 6 }, (_, round) => phaseAt(schedule, round, 2));
    expect(of('judge-first')).toEqual(['judge', 'judge', 'generator', 'generator', 'judge', 'judge']);
    expect(of('generator-first')).toEqual([
      'generator',
      'generator',
      'judge',
      'judge',
      'generator',
      'generator',
    ]);
    expect(of('simultaneous')).toEqual(Array(6).fill('both'));
  });

  it('leave the frozen one as it is', () => {
    const learner = new Learner('judge-first', 3, madeUpPool(3).training, settingsFor({ turn: 2 }));
    const before = [...learner.generator];
    const first = learner.round();
    expect([...learner.generator]).toEqual(before);
    expect(first.generatorVariance).toBeNaN();
    expect(first.judgeVariance).toBeGreaterThan(0);
    learner.round();
    const judge = [...learner.judge];
    const third = learner.round();
    expect([...learner.judge]).toEqual(judge);
    expect([...learner.generator]).not.toEqual(before);
    expect(third.judgeVariance).toBeNaN();
    expect(third.crossShare).toBeGreaterThan(0);
  });
});

describe('learning', () => {
  const after = (seed: number, schedule: Schedule, rounds: number, over = {}) => {
    const { training, heldOut } = madeUpPool(seed);
    const learner = new Learner(schedule, seed, training, settingsFor(over));
    for (let i = 0; i < rounds; i++) learner.round();
    return { learner, heldOut };
  };

  it('is the same again with the same seed, and another with another', () => {
    const weights = (seed: number) => {
      const { learner } = after(seed, 'simultaneous', 4);
      return [...learner.generator, ...learner.judge];
    };
    expect(weights(7)).toEqual(weights(7));
    expect(weights(7)).not.toEqual(weights(8));
  });

  it.each(['judge-first', 'generator-first', 'simultaneous'] as const)(
    'finds out what is preferred: %s',
    (schedule) => {
      const found = [201, 202].map((seed) => {
        const { learner } = after(seed, schedule, 60);
        return cosine(learntWeights(learner.generator, learner.judge), PREFERENCES.plain);
      });
      const none = cosine([1, 1, 1, 1, 1, 1], PREFERENCES.plain);
      for (const one of found) expect(one).toBeGreaterThan(none + 0.1);
    },
  );
});

describe('quality', () => {
  const { heldOut } = madeUpPool(11);
  const rubric = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: K, maxLength: K });
  const reliability = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: K, maxLength: K });

  it('has full swap consistency without a position bias', () =>
    fc.assert(
      fc.property(rubric, reliability, (weights, reliabilities) => {
        const judge = Float64Array.from([...reliabilities, 0]);
        expect(qualityOf(judge, [weights], heldOut).consistency).toBe(1);
      }),
      { numRuns: 30 },
    ));

  it('has none, and chance accuracy, with nothing but a position bias', () => {
    const judge = Float64Array.from([...CANDIDATES.map(() => 1), 50]);
    expect(qualityOf(judge, [CANDIDATES.map(() => 1)], heldOut)).toEqual({ accuracy: 0.5, consistency: 0 });
  });

  it('is perfect under the preference itself, and under its opposite always wrong', () => {
    const rubricOf = PREFERENCES.opposed.map(Math.abs);
    const { heldOut: pairs } = madeUpPool(12, 'opposed');
    const judge = (sign: number) =>
      Float64Array.from([...PREFERENCES.opposed.map((w) => sign * Math.sign(w)), 0]);
    expect(qualityOf(judge(1), [rubricOf], pairs).accuracy).toBe(1);
    expect(qualityOf(judge(-1), [rubricOf], pairs).accuracy).toBe(0);
  });

  it('of a given rubric is that of its track', () => {
    const track = new Track('true', 5, madeUpPool(5, 'opposed'), settingsFor({ preference: 'opposed' }));
    expect(track.measured().accuracy).toBe(1);
    expect(track.cosine).toBeCloseTo(1, 12);
    expect(track.learn(1)).toEqual({ round: null, events: [] });
  });
});

describe('a frozen rubric', () => {
  it('turns what is disliked into a fault, and gold turns it back', () => {
    const rubric = frozenRubric(CANDIDATES, PREFERENCES.opposed);
    const greets = CANDIDATES.findIndex(({ id }) => id === 'greets');
    expect(rubric[greets]).toMatchObject({ polarity: 'negative', weight: (10 * 3) / 8 });
    const gold = [0.2, 0.5, 0.9, 0.4, 0.1, 0.7];
    const byRubric = gold.map((score, k) => (k === greets ? 1 - score : score));
    expect(goldOf(PREFERENCES.opposed, rubric, byRubric)).toBeCloseTo(utility(PREFERENCES.opposed, gold), 12);
    // (3 * .2 + 2 * .5 + 3 * (1 - .9)) / 8
    expect(utility(PREFERENCES.opposed, gold)).toBeCloseTo(1.9 / 8, 12);
  });
});

describe('the pool', () => {
  it('takes as many batches as hold its answers, and none too many for a rounded third', () => {
    expect(poolSteps(96, 8)).toEqual({ training: 8, all: 12 });
    expect(poolSteps(18, 2)).toEqual({ training: 6, all: 9 });
    expect(poolSteps(6, 16)).toEqual({ training: 1, all: 2 });
    expect(poolSteps(30, 8)).toEqual({ training: 3, all: 5 });
  });
});

describe('the lab', () => {
  it('explains itself in five steps, with questions that a run answers', () => {
    expect(EXPLANATION).toHaveLength(5);
    expect(EXPLANATION.filter(({ predict }) => predict).length).toBeGreaterThanOrEqual(2);
    expect(ahead(0.8, 0.7)).toBe(0);
    expect(ahead(0.7, 0.8)).toBe(1);
    expect(ahead(0.7, 0.7)).toBe(2);
    expect(ahead(NaN, 0.7)).toBeNull();
    for (const { predict } of EXPLANATION) if (predict) expect(predict.found([])).toBeNull();
  });

  it('settles its questions by the numbers, each way, and tells of no arm that the run lacks', () => {
    const run = (arm: string, level: number, steps = 120): TrackResult => ({
      ...{ scenario: 'opposed', arm, seed: 1, events: [] },
      values: Object.fromEntries(
        ['accuracy', 'gold', 'reward'].map((id) => [id, new Array<number>(steps + 1).fill(level)]),
      ),
    });
    const [order, policy] = EXPLANATION.flatMap(({ predict }) => (predict ? [predict] : []));
    const two = (other: string, a: number, b: number) => [run('judge-first', a), run(other, b)];
    const found = (predict: typeof order, other: string) =>
      [0.9, 0.6, 0.701].map((level) => predict!.found(two(other, level, 0.7)));
    expect(found(order, 'generator-first')).toEqual([0, 1, 2]);
    expect(found(policy, 'static')).toEqual([0, 1, 2]);
    expect(order!.told(two('generator-first', 0.9, 0.7))).toContain(
      'judge first 0.90, generator first 0.70.',
    );
    expect(policy!.told(two('static', 0.9, 0.7))).toBe(
      'Gold at the end, mean of the last ten steps: judge first 0.90, static rubric 0.70.',
    );
    expect(order!.found([run('judge-first', 0.9)])).toBeNull();
    expect(policy!.found([run('judge-first', 0.9, 119), run('static', 0.7, 119)])).toBeNull();
  });

  it('compares only what it has', () => {
    const outcomes = OUTCOMES.map(({ id }) => id);
    const arms = lab.arms.map(({ id }) => id);
    for (const { scenario, arm, against, outcome } of STUDY.comparisons) {
      expect(lab.scenarios.map(({ id }) => id)).toContain(scenario);
      expect(STUDY.arms).toEqual(expect.arrayContaining([arm, against]));
      expect(arms).toEqual(expect.arrayContaining([arm, against]));
      expect(outcomes).toContain(outcome);
    }
  });

  it('takes outcomes from the end, and none of a policy that was not trained', () => {
    const of = (id: string, values: Record<string, number[]>) =>
      OUTCOMES.find((outcome) => outcome.id === id)!.of({ values } as unknown as TrackResult);
    expect(of('accuracy', { accuracy: [0.5, 0.6, 0.9] })).toBe(0.9);
    expect(of('generatorVariance', { generatorVariance: [NaN, 2, NaN, 4] })).toBe(3);
    expect(of('gold', { gold: [0.1, 0.4, 0.6], reward: [NaN, 0.5, 0.5] })).toBeCloseTo(0.5, 12);
    expect(of('gold', { gold: [0.1, 0.1], reward: [NaN, NaN] })).toBeNaN();
  });

  it('answers with what the numbers say, either way', () => {
    const compared = (low: number, high: number): Compared[] =>
      STUDY.comparisons.map((one) => ({
        ...one,
        ...{ seeds: [1, 2], difference: (low + high) / 2, low, high, p: null, adjusted: null },
      }));
    const said = (low: number, high: number) => STUDY.answer(compared(low, high), []).join('\n');
    expect(said(-0.2, 0.1)).toMatch(/not reproduced: no schedule differs/);
    expect(said(-0.2, -0.1)).toMatch(
      /the judge should begin\.[^]*claim is not reproduced[^]*lost against the truth/,
    );
    expect(said(0.1, 0.2)).toMatch(/another schedule is better[^]*learning the rubric pays/);
    expect(STUDY.answer(compared(NaN, NaN), [])).toEqual([]);
    const two = compared(NaN, NaN).map((one) => ({ ...one, difference: 0.1 }));
    const text = STUDY.answer(two, []).join('\n');
    expect(text).toContain('+0.100, no interval against judge first: too few seeds to tell.');
    expect(text).not.toMatch(/NaN|reproduced|no difference/);
  });
});
