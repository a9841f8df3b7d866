import { describe, expect, it } from 'vitest';
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

  it('loses nothing where the truth still rises, and is silent without any', () => {
    const [own] = judgeAndGold(madeWith({ steps: 40 }, (_, step) => ({ direct: step / 40 })));
    expect(own).toMatchObject({ peak: 37, lost: { mean: 0, low: 0, high: 0 } });
    expect(judgeAndGold(madeWith({}, () => ({ direct: null })))).toEqual([]);
  });
});
