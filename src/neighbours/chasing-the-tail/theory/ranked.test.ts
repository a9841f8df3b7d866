import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { klOf } from './closed-forms.ts';
import { ceiling, heightAt, rightEverywhere, through, topWrong, worstWrong, type Curve } from './curve.ts';
import { ranked } from './ranked.ts';
import { bySimpson } from './testing.ts';
import { tilted } from './tilt.ts';

const heights = fc.array(
  fc.integer({ min: -3000, max: 7000 }).map((thousandths) => thousandths / 1000),
  { minLength: 2, maxLength: 14 },
);
const beta = fc.double({ min: 0.005, max: 50, noNaN: true });

/** Drawings in which many heights are the same, so that ties are common. */
const stepped = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 2, maxLength: 14 });

/** [0,1] cut into equal blocks that are put in another order, some of them turned round. */
const shuffled = fc
  .integer({ min: 1, max: 9 })
  .chain((n) =>
    fc.tuple(
      fc.shuffledSubarray([...Array(n).keys()], { minLength: n, maxLength: n }),
      fc.array(fc.boolean(), { minLength: n, maxLength: n }),
    ),
  )
  .map(([order, turned]): Curve => {
    const n = order.length;
    return order.map((block, i) => {
      const [low, high] = [block / n, (block + 1) / n];
      const [start, end] = turned[i] ? [high, low] : [low, high];
      return { from: i / n, to: (i + 1) / n, start, end };
    });
  });

/** Share of [0,1] on which the curve is at most h. */
const atMost = (curve: Curve, h: number): number =>
  curve.reduce((sum, { from, to, start, end }) => {
    const [low, high] = [Math.min(start, end), Math.max(start, end)];
    const part = h >= high ? 1 : h <= low ? 0 : (h - low) / (high - low);
    return sum + (to - from) * part;
  }, 0);

/** How far two curves are apart at most, at places off their kinks. */
const apart = (a: Curve, b: Curve): number =>
  Math.max(
    ...Array.from({ length: 14 }, (_, i) => 0.013 + 0.07 * i).map((u) =>
      Math.abs(heightAt(a, u) - heightAt(b, u)),
    ),
  );

const covers = (curve: Curve): boolean =>
  curve[0]!.from === 0 &&
  curve.at(-1)!.to === 1 &&
  curve.every(({ from, to }, i) => to > from && (i === 0 || Math.abs(from - curve[i - 1]!.to) < 1e-12));

describe('making a drawing measure-preserving', () => {
  it('leaves what is so already', () => {
    for (const curve of [rightEverywhere, topWrong(0.3), worstWrong(0.3), topWrong(1)]) {
      const { curve: after, tied } = ranked(curve);
      expect(tied).toBe(0);
      expect(apart(after, curve)).toBeLessThan(1e-12);
    }
  });

  it('works out by hand: a roof of twice its slope has each height twice', () => {
    const { curve } = ranked(through([0, 3, 0]));
    expect([0, 0.25, 0.5, 0.75, 1].map((u) => heightAt(curve, u))).toEqual([0, 0.5, 1, 0.5, 0]);
  });

  it('gives ties the middle of their ranks', () => {
    const { curve, tied } = ranked(ceiling(0.4));
    expect(tied).toBeCloseTo(0.4, 12);
    expect(heightAt(curve, 0.5)).toBeCloseTo(0.5, 12);
    expect(heightAt(curve, 0.9)).toBeCloseTo(0.8, 12);
    expect(ranked(through([2, 2, 2]))).toEqual({
      curve: [0, 0.5].map((from) => ({ from, to: from + 0.5, start: 0.5, end: 0.5 })),
      tied: 1,
    });
  });

  it('makes heights uniform where nothing ties', () => {
    fc.assert(
      fc.property(heights, (drawn) => {
        const { curve, tied } = ranked(through(drawn));
        expect(covers(curve)).toBe(true);
        fc.pre(tied === 0);
        const errors = [0, 0.1, 0.37, 0.5, 0.82, 1].map((h) => Math.abs(atMost(curve, h) - h));
        expect(Math.max(...errors)).toBeLessThan(1e-9);
      }),
    );
  });

  it('agrees with ranks counted on a fine grid, ties included', () => {
    fc.assert(
      fc.property(fc.oneof(stepped, heights), (drawn) => {
        const before = through(drawn);
        const { curve } = ranked(before);
        const cells = 600;
        const places = Array.from({ length: cells }, (_, i) => (i + 0.5) / cells);
        const grid = places.map((u) => heightAt(before, u));
        for (let i = 7; i < cells; i += 97) {
          const below = grid.filter((h) => h < grid[i]! - 1e-9).length;
          const same = grid.filter((h) => Math.abs(h - grid[i]!) <= 1e-9).length;
          const rank = (below + same / 2) / cells;
          expect(Math.abs(heightAt(curve, places[i]!) - rank)).toBeLessThan((drawn.length + 1) / cells);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('is idempotent, and keeps the share that ties', () => {
    fc.assert(
      fc.property(stepped, (drawn) => {
        const once = ranked(through(drawn));
        const twice = ranked(once.curve);
        expect(twice.tied).toBeCloseTo(once.tied, 9);
        expect(apart(twice.curve, once.curve)).toBeLessThan(1e-9);
      }),
    );
  });

  it('forgets units: stretched and moved heights rank the same', () => {
    fc.assert(
      fc.property(stepped, (drawn) => {
        const [plain, moved] = [drawn, drawn.map((h) => 5 * h - 3)].map((h) => ranked(through(h)));
        expect(moved!.tied).toBe(plain!.tied);
        expect(apart(moved!.curve, plain!.curve)).toBeLessThan(1e-9);
      }),
    );
  });

  it('refuses heights that are none', () => {
    expect(() => through([0, NaN])).toThrow('A height of the drawing is NaN; allowed are finite numbers.');
    expect(() => through([1])).toThrow('A drawing has 1 heights; it needs at least 2.');
  });
});

describe('the tilted policy', () => {
  it('spends the same KL for every order of blocks, turned round or not', () => {
    fc.assert(
      fc.property(shuffled, beta, (curve, beta) => {
        expect(Math.abs(tilted(curve, beta).kl - klOf(beta))).toBeLessThan(1e-10);
      }),
    );
  });

  it('spends it for every drawing without ties, too', () => {
    fc.assert(
      fc.property(heights, beta, (drawn, beta) => {
        const { curve, tied } = ranked(through(drawn));
        fc.pre(tied === 0);
        expect(Math.abs(tilted(curve, beta).kl - klOf(beta))).toBeLessThan(1e-7);
      }),
    );
  });

  it('never spends less than nothing, and more as beta falls, ties or not', () => {
    fc.assert(
      fc.property(fc.oneof(stepped, heights), beta, (drawn, beta) => {
        const { curve } = ranked(through(drawn));
        const { kl } = tilted(curve, beta);
        expect(kl).toBeGreaterThanOrEqual(0);
        expect(tilted(curve, beta / 1.5).kl).toBeGreaterThanOrEqual(kl - 1e-12);
      }),
    );
  });

  it('agrees with Simpson’s rule where a ceiling ties the best', () => {
    for (const beta of [3, 0.5, 0.08]) {
      const mid = (u: number) => (u > 0.7 ? 0.85 : u);
      const { kl, winRate } = bySimpson(mid, beta, [0.7]);
      const exact = tilted(ranked(ceiling(0.3)).curve, beta);
      expect(exact.kl).toBeCloseTo(kl, 9);
      expect(exact.winRate).toBeCloseTo(winRate, 9);
    }
  });

  it('is the base policy as beta grows: no KL, one win in two', () => {
    fc.assert(
      fc.property(fc.oneof(stepped, heights), (drawn) => {
        const { kl, winRate } = tilted(ranked(through(drawn)).curve, 1e9);
        expect(kl).toBeCloseTo(0, 12);
        expect(winRate).toBeCloseTo(0.5, 7);
      }),
    );
  });

  it('has a density that integrates to 1, at any beta', () => {
    for (const beta of [1e-4, 0.01, 1, 100]) {
      const { density } = tilted(rightEverywhere, beta);
      // The integral of a·e^(u/beta) is (density(1) − density(0))·beta.
      expect((density(1) - density(0)) * beta).toBeCloseTo(1, 10);
    }
  });
});
