import { describe, expect, it } from 'vitest';
import { PURPOSE, uniformStream } from '../../lab/random/draw.ts';
import { mean } from '../../lab/spread.ts';
import { judgeAndGold } from './judge-gold.ts';
import { madeWith } from './testing.ts';

describe('judge against gold', () => {
  it('finds the peak of the truth and what was lost after it', () => {
    const results = madeWith({ seeds: 3, steps: 40 }, (_, step) => ({
      direct: step <= 20 ? step / 40 : 0.5 - (step - 20) / 100,
      judgeDirect: step / 40,
    }));
    const [own] = judgeAndGold(results);
    expect(own!.peak).toBeGreaterThanOrEqual(20);
    expect(own!.peak).toBeLessThanOrEqual(21);
    const at = (step: number) => (step <= 20 ? step / 40 : 0.5 - (step - 20) / 100);
    const around = (middle: number) => mean([-2, -1, 0, 1, 2].map((offset) => at(middle + offset)));
    expect(own!.lost.mean).toBeCloseTo(around(own!.peak) - around(37), 12);
    expect(own!.judge.mean[39]).toBeCloseTo(39 / 40, 12);
  });

  it('takes no noise for a loss: the peak of the others is not chosen by a seed’s own', () => {
    // Flat truth and seeded noise; a peak of all seeds would lose about .01 in every one of these.
    const losses = Array.from({ length: 60 }, (_, trial) => {
      const next = uniformStream(trial, PURPOSE.bootstrap, 9);
      const noise = Array.from({ length: 8 * 60 }, () => next() - 0.5);
      const [own] = judgeAndGold(
        madeWith({ seeds: 8, steps: 60, methods: ['static-prior'] }, ({ seed }, step) => ({
          direct: 0.7 + 0.05 * noise[(seed - 1) * 60 + step]!,
        })),
      );
      return own!.lost.mean;
    });
    // The standard error of such a mean of 60 is about .0004.
    expect(Math.abs(mean(losses))).toBeLessThan(0.002);
  });

  it('loses nothing where the truth still rises, and is silent without any', () => {
    const [own] = judgeAndGold(madeWith({ steps: 40 }, (_, step) => ({ direct: step / 40 })));
    expect(own).toMatchObject({ peak: 37, lost: { mean: 0, low: 0, high: 0 } });
    expect(judgeAndGold(madeWith({}, () => ({ direct: null })))).toEqual([]);
  });
});
