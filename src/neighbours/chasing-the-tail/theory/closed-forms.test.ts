import { describe, expect, it } from 'vitest';
import { betaAtKl } from './beta-at-kl.ts';
import { klOf, topOverWorst, winRight, winTopWrong, winWorstWrong } from './closed-forms.ts';
import { ceiling, rightEverywhere, topWrong, worstWrong } from './curve.ts';
import { asFunction, byDuels, bySimpson } from './testing.ts';
import { ranked } from './ranked.ts';
import { tilted } from './tilt.ts';

const BETAS = [30, 5.1, 4.9, 1, 0.3, 0.1, 0.03, 0.01];
const SHARES = [0.02, 0.1, 0.25, 0.6, 1];

describe('Theorem 1 in closed form', () => {
  it('has the paper’s KL, as written there', () => {
    for (const beta of [2, 1, 0.5, 0.1, 0.02]) {
      const e = Math.exp(1 / beta);
      const paper = ((1 / beta - 1) * e + 1) / (e - 1) - Math.log(beta) - Math.log(e - 1);
      expect(klOf(beta)).toBeCloseTo(paper, 11);
    }
  });

  it('agrees with Simpson’s rule to 1e-9: KL, and the win rate of every misspecification', () => {
    for (const beta of BETAS) {
      const right = bySimpson(asFunction.right, beta);
      expect(Math.abs(klOf(beta) - right.kl)).toBeLessThan(1e-9);
      expect(Math.abs(winRight(beta) - right.winRate)).toBeLessThan(1e-9);
      for (const c of SHARES) {
        const top = bySimpson(asFunction.topWrong(c), beta, [1 - c]);
        const worst = bySimpson(asFunction.worstWrong(c), beta, [c]);
        for (const { kl } of [top, worst]) expect(Math.abs(klOf(beta) - kl)).toBeLessThan(1e-9);
        expect(Math.abs(winTopWrong(c, beta) - top.winRate)).toBeLessThan(1e-9);
        expect(Math.abs(winWorstWrong(c, beta) - worst.winRate)).toBeLessThan(1e-9);
      }
    }
  });

  it('agrees with the exact integrals of the pieces to 1e-12, from weak to very strong', () => {
    for (const beta of [...BETAS, 1e3, 1e-3, 1e-5]) {
      const cases = [
        { win: winRight(beta), curve: rightEverywhere },
        ...SHARES.flatMap((c) => [
          { win: winTopWrong(c, beta), curve: topWrong(c) },
          { win: winWorstWrong(c, beta), curve: worstWrong(c) },
        ]),
      ];
      for (const { win, curve } of cases) {
        const { kl, winRate } = tilted(curve, beta);
        expect(Math.abs(winRate - win)).toBeLessThan(1e-12);
        expect(Math.abs(kl - klOf(beta))).toBeLessThan(1e-12);
      }
    }
  });

  it('agrees with duels of sampled answers, within four standard errors', () => {
    const duels = 20_000;
    for (const beta of [1, 0.25]) {
      const near = (rate: number, win: number) =>
        expect(Math.abs(rate - win)).toBeLessThan(4 * Math.sqrt((win * (1 - win)) / duels));
      near(byDuels(asFunction.right, beta, duels, 11), winRight(beta));
      near(byDuels(asFunction.topWrong(0.4), beta, duels, 12), winTopWrong(0.4, beta));
      near(byDuels(asFunction.worstWrong(0.4), beta, duels, 13), winWorstWrong(0.4, beta));
    }
  });

  it('loses no digits where series and closed form meet, nor at the ends', () => {
    const [below, above] = [1 / 0.2 + 1e-9, 1 / 0.2 - 1e-9];
    for (const of of [klOf, winRight, (beta: number) => winTopWrong(0.5, beta)])
      expect(of(below) / of(above)).toBeCloseTo(1, 8);
    expect(klOf(1e6) / (1e-12 / 24)).toBeCloseTo(1, 9); // 1/(24 beta²) to first order
    expect((winRight(1e6) - 0.5) / (1e-6 / 12)).toBeCloseTo(1, 8);
    expect(klOf(1e-6)).toBeCloseTo(Math.log(1e6) - 1, 12); // log(1/beta) − 1
    expect(winTopWrong(0.2, 1e-6)).toBeCloseTo(0.8, 5); // ends at the edge of what it gets wrong
    expect(winWorstWrong(0.2, 1e-6)).toBeCloseTo(1, 5);
    for (const win of [winRight, (beta: number) => winTopWrong(0.3, beta)]) expect(win(Infinity)).toBe(0.5);
    expect(klOf(Infinity)).toBe(0);
  });

  it('is symmetric: wrong at the bottom is wrong at the top, seen upside down', () => {
    for (const beta of BETAS)
      for (const c of SHARES) {
        // 1 − u and −beta: the worst block of one is the best of the other.
        const top = bySimpson(asFunction.topWrong(c), -beta, [1 - c]);
        expect(winWorstWrong(c, beta)).toBeCloseTo(1 - top.winRate, 9);
        const cost = (win: number) => winRight(beta) - win;
        if (cost(winWorstWrong(c, beta)) > 1e-9)
          expect(
            cost(winTopWrong(c, beta)) / cost(winWorstWrong(c, beta)) / topOverWorst(c, beta),
          ).toBeCloseTo(1, 5);
      }
  });

  it('is right everywhere where the wrong share is 0', () => {
    for (const beta of BETAS) {
      expect(winTopWrong(0, beta)).toBe(winRight(beta));
      expect(winWorstWrong(0, beta)).toBe(winRight(beta));
      expect(tilted(topWrong(0), beta)).toMatchObject({ winRate: tilted(rightEverywhere, beta).winRate });
      expect(winTopWrong(1e-9, beta)).toBeCloseTo(winRight(beta), 8);
    }
  });
});

describe('beta at a given KL', () => {
  it('spends that KL', () => {
    for (const kl of [1e-6, 0.01, 0.5, 1.83, 5, 20]) expect(klOf(betaAtKl(kl)!) / kl).toBeCloseTo(1, 9);
  });

  it('is none where a ceiling bounds KL, at log(1/c)', () => {
    const { curve } = ranked(ceiling(0.2));
    const spent = (beta: number) => tilted(curve, beta).kl;
    expect(betaAtKl(Math.log(5) + 0.01, spent)).toBeNull();
    const beta = betaAtKl(1, spent)!;
    expect(spent(beta)).toBeCloseTo(1, 9);
    expect(klOf(beta)).toBeGreaterThan(1.01); // the same beta spends more where nothing ties
  });

  it('refuses what no beta can spend', () => {
    expect(() => betaAtKl(0)).toThrow('KL is 0; allowed are positive numbers of nats.');
    expect(() => klOf(0)).toThrow('beta is 0; allowed are positive numbers.');
    expect(() => tilted(rightEverywhere, NaN)).toThrow('beta is NaN');
    expect(() => topWrong(1.2)).toThrow('A share of answers is 1.2; allowed is 0 to 1.');
  });
});
