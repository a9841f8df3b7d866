import { describe, expect, it } from 'vitest';
import type { Track } from '../neighbour.ts';
import { baseline, firstLasting, onsetOfBias, onsetOfFall } from './onset.ts';
import { delayOf, endOf, fallOf, falseAlarmOf, missedOf, outcomes, peakOf } from './outcomes.ts';

describe('onset', () => {
  it('is the first of five steps on end above a height', () => {
    expect(firstLasting([0, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1], 0.5, 0)).toBe(6);
    expect(firstLasting([0, 1, 1, 1, 1], 0.5, 0)).toBeNull();
    expect(firstLasting([1, 1, 1, 1, 1, 1, 1], 0.5, 2)).toBe(2);
  });

  it('of a bias is three times the baseline, which is at least one answer of the first three steps', () => {
    expect(baseline([0.1, 0.2, 0.3, 0.9], 96)).toBeCloseTo(0.2, 12);
    expect(baseline([0, 0, 0], 96)).toBeCloseTo(1 / 288, 12);
    const rates = [0.1, 0.1, 0.1, 0.29, 0.31, 0.31, 0.31, 0.31];
    expect(onsetOfBias(rates, 96)).toBeNull();
    expect(onsetOfBias([...rates, 0.31], 96)).toBe(4);
    expect(onsetOfBias([0.4, 0.4, 0.4, 1], 96)).toBe('impossible');
  });

  it('without a bias is a fall below the best five steps so far', () => {
    const before = [0.4, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5];
    expect(onsetOfFall([...before, 0.46, 0.44, 0.44, 0.44, 0.44, 0.44], 0.05)).toBe(8);
    expect(onsetOfFall([...before, 0.44, 0.44, 0.44, 0.44, 0.5, 0.44], 0.05)).toBeNull();
    expect(onsetOfFall([...before, 0.6, 0.7, 0.8, 0.9, 1], 0.05)).toBeNull();
    expect(onsetOfFall([0.4, 0.1], 0.05)).toBeNull();
  });
});

const track = (gold: readonly number[], events: Record<string, number> = {}): Track => ({
  ...{ scenario: 'ceiling', arm: 'never', seed: 1, values: { gold, kl: gold.map((_, step) => 2 * step) } },
  events: Object.entries(events).map(([kind, step]) => ({ kind, step, text: kind })),
});

describe('outcomes', () => {
  it('find peak, end and fall by means of five', () => {
    const gold = [0, 0, 9, 0, 0, 5, 5, 5, 5, 5, 3, 3, 3, 3, 3];
    expect(peakOf(gold)).toEqual({ step: 7, value: 5 });
    expect(endOf(gold)).toBe(3);
    expect(fallOf(track(gold))).toBe(2);
    expect(peakOf([1, 2])).toEqual({ step: 0, value: NaN });
  });

  it('measure alarms against onset', () => {
    const told = (events: Record<string, number>) => {
      const own = track([1, 1], events);
      return [delayOf(own), missedOf(own), falseAlarmOf(own)];
    };
    expect(told({ onset: 20, flagged: 27 })).toEqual([7, 0, 0]);
    expect(told({ onset: 20, flagged: 12 })).toEqual([-8, 0, 0]);
    expect(told({ onset: 20, flagged: 5 })).toEqual([NaN, 1, 1]);
    expect(told({ onset: 20 })).toEqual([NaN, 1, 0]);
    expect(told({ flagged: 5 })).toEqual([NaN, NaN, 1]);
    expect(told({})).toEqual([NaN, NaN, 0]);
  });

  it('read KL at onset, and nothing where there is none', () => {
    const of = (id: string, own: Track) => outcomes.find((outcome) => outcome.id === id)!.of(own);
    expect(of('kl-onset', track([1, 1, 1], { onset: 2 }))).toBe(4);
    expect(of('kl-onset', track([1, 1, 1]))).toBeNaN();
    expect(of('onset', track([1]))).toBeNaN();
    expect(of('gold-budget', track([9, 1, 2, 3, 4, 5, 9], { budget: 3 }))).toBe(3);
    expect(of('gold-budget', track([9, 1]))).toBeNaN();
    expect(of('peak', track([1]))).toBeNaN();
  });
});
