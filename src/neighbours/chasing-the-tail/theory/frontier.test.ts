import { describe, expect, it } from 'vitest';
import { betaAtKl } from './beta-at-kl.ts';
import { klOf, winRight, winTopWrong } from './closed-forms.ts';
import { ceiling, rightEverywhere, topWrong, worstWrong } from './curve.ts';
import { betasOverKl, frontierOf, LEAST_KL, MOST_KL } from './frontier.ts';

const betas = betasOverKl(101);

describe('the frontier', () => {
  it('goes in even steps of KL’s root where nothing ties, along the closed form', () => {
    const { points, theoremApplies } = frontierOf(topWrong(0.2), betas);
    expect(theoremApplies).toBe(true);
    points.forEach(({ beta, kl, winRate }, i) => {
      expect(kl).toBeCloseTo(LEAST_KL + (MOST_KL - LEAST_KL) * (i / 100) ** 2, 9);
      expect(winRate).toBeCloseTo(winTopWrong(0.2, beta), 10);
    });
  });

  it('only rises where the proxy is right, and where it is wrong about the worst', () => {
    for (const curve of [rightEverywhere, worstWrong(0.3)]) {
      const { points, peak, fall } = frontierOf(curve, betas);
      expect(peak).toBe(points.at(-1));
      expect(fall).toBe(0);
      points.slice(1).forEach(({ winRate }, i) => expect(winRate).toBeGreaterThan(points[i]!.winRate));
    }
    const beta = betaAtKl(MOST_KL)!;
    expect(frontierOf(rightEverywhere, betas).peak.winRate).toBeCloseTo(winRight(beta), 10);
  });

  it('peaks and falls where the best is wrong; the closed form is flat at the peak', () => {
    for (const c of [0.05, 0.2, 0.5]) {
      const { peak, fall, points } = frontierOf(topWrong(c), betas);
      expect(klOf(peak.beta)).toBeCloseTo(peak.kl, 10);
      for (const factor of [0.99, 1.01]) {
        const beside = winTopWrong(c, peak.beta * factor);
        expect(beside).toBeLessThan(peak.winRate);
        expect(peak.winRate - beside).toBeLessThan(1e-4);
      }
      expect(fall).toBeCloseTo(peak.winRate - points.at(-1)!.winRate, 12);
      expect(fall).toBeGreaterThan(0.005);
    }
  });

  it('the wider the error, the earlier and the lower the peak', () => {
    const peaks = [0.05, 0.1, 0.2, 0.4].map((c) => frontierOf(topWrong(c), betas).peak);
    peaks.slice(1).forEach(({ kl, winRate }, i) => {
      expect(kl).toBeLessThan(peaks[i]!.kl);
      expect(winRate).toBeLessThan(peaks[i]!.winRate);
    });
  });

  it('ends at log(1/c) under a ceiling, and says that the theorem does not apply', () => {
    const { points, theoremApplies, tied } = frontierOf(ceiling(0.2), betas);
    expect(theoremApplies).toBe(false);
    expect(tied).toBeCloseTo(0.2, 12);
    expect(points.at(-1)!.kl).toBeCloseTo(Math.log(5), 9);
    expect(points.at(-1)!.winRate).toBeCloseTo(0.9, 9);
  });

  it('needs two points', () => {
    expect(() => frontierOf(rightEverywhere, [1])).toThrow('A frontier has 1 betas; it needs at least 2.');
  });
});
