import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Compared, Track } from '../neighbour.ts';
import { NO_ANSWER } from './answers.ts';
import { entropyOf, lately, measured, OUTCOMES } from './measures.ts';
import { STUDY, verdictOf } from './study.ts';

const track = (own: Partial<Track>): Track => ({
  ...{ scenario: 'one-view', arm: 'single-view', seed: 1, values: {}, events: [] },
  ...own,
});

describe('measures', () => {
  it('are those of a step worked out by hand', () => {
    // Two questions: prompts 0 and 1 ask them one way, 2 and 3 the other; right are 0 and 1.
    const answers = [
      [0, 0, 0, 0], // right throughout
      [2, 2, 2, 2], // one wrong answer throughout
      [0, 0, 3, NO_ANSWER],
      [NO_ANSWER, NO_ANSWER, NO_ANSWER, NO_ANSWER],
    ];
    const values = measured(answers, [0, 2, null, 1], [0, 1, 0, 1]);
    expect(values['accuracy']).toBeCloseTo(6 / 16, 12);
    expect(values['labels']).toBeCloseTo(2 / 4, 12);
    expect(values['agreement']).toBeCloseTo(1 / 2, 12); // nobody's silence agrees
    expect(values['collapse']).toBeCloseTo(1 / 4, 12); // silence is no wrong answer
    // Shares 1/2, 1/4, 1/4: 3/2 ln 2.
    expect(values['entropy']).toBeCloseTo((1.5 * Math.LN2) / 4, 12);
  });

  it('entropy is 0 for one voice, ln G for as many as rollouts, and never beyond', () => {
    expect(entropyOf([3, 3, 3])).toBe(0);
    expect(entropyOf([0, 1, 2, 3])).toBeCloseTo(Math.log(4), 12);
    fc.assert(
      fc.property(fc.array(fc.nat(NO_ANSWER), { minLength: 1, maxLength: 32 }), (group) => {
        const entropy = entropyOf(group);
        expect(entropy).toBeGreaterThanOrEqual(0);
        expect(entropy).toBeLessThanOrEqual(Math.log(Math.min(group.length, NO_ANSWER + 1)) + 1e-12);
      }),
    );
  });

  it('of late are the mean of ten steps, or of what there is', () => {
    const accuracy = Array.from({ length: 20 }, (_, step) => step / 20);
    expect(lately({ values: { accuracy } }, 'accuracy')).toBeCloseTo(14.5 / 20, 12);
    expect(lately({ values: { accuracy } }, 'accuracy', 11)).toBeCloseTo(6.5 / 20, 12);
    expect(lately({ values: { accuracy } }, 'accuracy', 1)).toBeCloseTo(0.5 / 20, 12);
    expect(lately({ values: { accuracy } }, 'accuracy', 20)).toBeNaN();
    expect(lately({ values: {} }, 'accuracy')).toBeNaN();
  });
});

describe('outcomes', () => {
  const of = (id: string, own: Partial<Track>) => OUTCOMES.find((one) => one.id === id)!.of(track(own));

  it('tell the best stretch apart from the end, and a collapse from none', () => {
    const accuracy = [...Array.from({ length: 15 }, () => 0.8), ...Array.from({ length: 15 }, () => 0.2)];
    expect(of('best', { values: { accuracy } })).toBeCloseTo(0.8, 12);
    expect(of('accuracy', { values: { accuracy } })).toBeCloseTo(0.2, 12);
    expect(of('best', { values: { accuracy: [0.4, 0.6] } })).toBeCloseTo(0.5, 12);
    expect(of('collapsed-at', {})).toBeNaN();
    expect(of('collapsed-at', { events: [{ step: 7, kind: 'collapsed', text: '' }] })).toBe(7);
  });
});

describe('the answer', () => {
  const compared = (arm: string, scenario: string, outcome: string, low: number, high: number): Compared => ({
    ...{ arm, scenario, outcome, against: 'single-view', seeds: [1, 2, 3] },
    ...{ difference: (low + high) / 2, low, high, p: 0.1, adjusted: 0.3 },
  });
  const ends = (arm: string, scenario: string, value: number) =>
    track({ arm, scenario, values: { accuracy: new Array<number>(12).fill(value) } });
  const all = (low: number, high: number) =>
    STUDY.comparisons.map(({ arm, scenario, outcome }) =>
      outcome === 'collapse'
        ? compared(arm, scenario, outcome, -high, -low)
        : compared(arm, scenario, outcome, low, high),
    );

  it('says whether the claim is reproduced, from the intervals alone', () => {
    const [yes] = STUDY.answer(all(0.05, 0.15), []);
    expect(yes).toContain('the claim is reproduced (');
    const [part] = STUDY.answer(
      all(0.05, 0.15).map((one) => (one.arm === 'co-rewarding-2' ? { ...one, low: -0.1, high: 0.1 } : one)),
      [],
    );
    expect(part).toContain('reproduced in part');
    expect(part).toContain('Co-rewarding-I and Co-rewarding-III');
    const [no] = STUDY.answer(all(-0.05, 0.15), []);
    expect(no).toContain('is not reproduced');
    const [few] = STUDY.answer(all(NaN, NaN), []);
    expect(few).toBe('Whether the claim holds cannot be told: of so few seeds there are no intervals.');
    const [missing] = STUDY.answer([], []);
    expect(missing).toContain('not put to the test');
  });

  it('names where crossing costs, and how far the best arm stays below known answers', () => {
    const numbers = [
      ...all(0.05, 0.15).filter(({ scenario }) => scenario === 'one-view'),
      compared('co-rewarding-1', 'right-trails', 'accuracy', -0.2, -0.1),
    ];
    const tracks = [
      ends('single-view', 'both-wrong', 0.5),
      ends('co-rewarding-1', 'both-wrong', 0.4),
      ends('co-rewarding-2', 'both-wrong', 0.45),
      ends('co-rewarding-3', 'both-wrong', 0.3),
      ends('known-answers', 'both-wrong', 0.9),
    ];
    const text = STUDY.answer(numbers, tracks).join('\n');
    expect(text).toContain(
      'worse than the single view: Co-rewarding-I in “The right answer trails”; better: nowhere',
    );
    expect(text).toContain('0.40 below known answers (0.50 against 0.90 right)');
    expect(text).toContain('Co-rewarding-I −0.150 [−0.200, −0.100]');
  });

  it('takes an interval for what it is', () => {
    expect(verdictOf({ difference: 0.1, low: 0.05, high: 0.2 })).toBe('more');
    expect(verdictOf({ difference: -0.1, low: -0.2, high: -0.05 })).toBe('less');
    expect(verdictOf({ difference: 0.1, low: -0.05, high: 0.2 })).toBe('open');
    expect(verdictOf({ difference: 0.1, low: NaN, high: NaN })).toBe('open');
    expect(verdictOf({ difference: -0.1, low: -0.2, high: -0.0002 })).toBe('open'); // told as [−0.200, 0.000]
    expect(verdictOf({ difference: 0, low: 0, high: 0 })).toBe('equal');
  });
});
