import { describe, expect, it } from 'vitest';
import { klOf, winTopWrong } from '../../../../neighbours/chasing-the-tail/theory/closed-forms.ts';
import { heightAt, topWrong } from '../../../../neighbours/chasing-the-tail/theory/curve.ts';
import { Drawing, HANDLES } from './Drawing.svelte.ts';
import { frontierTable } from './frontier-table.ts';
import { curvePath } from './path.ts';
import { SHAPES } from './shapes.ts';
import { peakSaid, placeSaid, theoremSaid, tiedAtTop } from './words.ts';

const line = (drawing: Drawing, from: [number, number], to: [number, number]) => {
  drawing.press({ u: from[0], height: from[1] });
  drawing.drag({ u: to[0], height: to[1] });
  drawing.release();
};

describe('drawing by hand', () => {
  it('begins from what stands there, and only there where the pen went', () => {
    const drawing = new Drawing();
    drawing.choose('right');
    line(drawing, [0.5, 0.9], [0.8, 0.1]);
    expect(drawing.shape).toBe('hand');
    for (const [u, height] of [
      [0.25, 0.25],
      [0.5, 0.9],
      [0.65, 0.5],
      [0.8, 0.1],
      [0.9, 0.9],
    ] as const)
      expect(heightAt(drawing.drawn, u)).toBeCloseTo(height, 9);
  });

  it('draws every place that a fast pen jumped over, in either direction', () => {
    for (const [from, to] of [
      [0, 1],
      [1, 0],
    ] as const) {
      const drawing = new Drawing();
      line(drawing, [from, 1 - from], [to, 1 - to]);
      for (let u = 0; u <= 1; u += 0.05) expect(heightAt(drawing.drawn, u)).toBeCloseTo(1 - u, 9);
      expect(drawing.frontier.theoremApplies).toBe(true);
      expect(drawing.here.winRate).toBeCloseTo(1 - drawing.right.winRate, 9); // all in reverse
    }
  });

  it('keeps a pen that leaves the square at its edge, where it makes a ceiling', () => {
    const drawing = new Drawing();
    drawing.choose('right');
    line(drawing, [0.7, 1.2], [1.3, 1.4]);
    expect(heightAt(drawing.drawn, 0.85)).toBe(1);
    expect(drawing.frontier.tied).toBeCloseTo(0.3, 9);
    expect(theoremSaid(drawing).join(' ')).toContain('does not apply: 30.0%');
  });

  it('takes a click for the nearest handle, and a pen that was taken away for nothing', () => {
    const drawing = new Drawing();
    drawing.choose('right');
    drawing.press({ u: 0.26, height: 0.8 });
    drawing.drag({ u: 0.262, height: 0.801 }); // a hand shakes
    drawing.release();
    expect(drawing.handles[3]).toBeCloseTo(0.8, 9);
    expect(heightAt(drawing.drawn, 0.25 + 1 / 24)).toBeCloseTo((0.8 + 1 / 3) / 2, 9); // straight to its neighbour
    drawing.press({ u: 0.9, height: 0 });
    drawing.cancel();
    drawing.release();
    drawing.drag({ u: 0.1, height: 0.9 });
    expect(drawing.handles[11]).toBeCloseTo(11 / 12, 9);
  });

  it('moves handles by keyboard, within the square', () => {
    const drawing = new Drawing();
    drawing.choose('right');
    drawing.moveTo(99);
    expect(drawing.handle).toBe(HANDLES - 1);
    drawing.raise(0.3);
    expect(drawing.handles.at(-1)).toBe(1);
    drawing.raise(-0.4);
    expect(drawing.handles.at(-1)).toBe(0.6);
    drawing.moveTo(-3);
    expect(drawing.handle).toBe(0);
    drawing.raise(-1);
    expect(drawing.handles[0]).toBe(0);
  });

  it('has ties where two handles come to the same height, and none once one moves on', () => {
    const drawing = new Drawing();
    drawing.choose('right');
    drawing.put(12, 0.4);
    drawing.put(11, 0.4);
    expect(drawing.frontier.tied).toBeCloseTo(1 / 12, 9);
    drawing.put(11, 0.42);
    expect(drawing.frontier.theoremApplies).toBe(true);
  });

  it('goes on by hand from any shape nearly as it was', () => {
    for (const { value } of SHAPES) {
      const drawing = new Drawing();
      drawing.choose(value);
      const { winRate } = drawing.here;
      drawing.choose('hand');
      expect(drawing.frontier.theoremApplies).toBe(value !== 'ceiling');
      expect(Math.abs(drawing.here.winRate - winRate)).toBeLessThan(0.02); // a jump becomes a steep cell
    }
  });
});

describe('what the view says', () => {
  it('has KL on both curves the same, exactly where nothing ties', () => {
    const drawing = new Drawing();
    drawing.optimise(1.5);
    for (const { value } of SHAPES) {
      drawing.choose(value);
      const same = Math.abs(drawing.here.kl - drawing.right.kl) < 1e-9;
      expect(same).toBe(value !== 'ceiling' && value !== 'hand'); // by hand it goes on from the ceiling
      expect(same).toBe(theoremSaid(drawing)[0] === 'Theorem 1 applies:');
    }
    expect(drawing.right.kl).toBeCloseTo(1.5, 9);
  });

  it('names the bound that a ceiling sets, and none where ties are elsewhere', () => {
    const drawing = new Drawing();
    drawing.choose('ceiling');
    drawing.share = 0.25;
    expect(tiedAtTop(drawing.frontier.curve)).toBeCloseTo(0.25, 9);
    expect(theoremSaid(drawing)[1]).toContain(`stays below ${Math.log(4).toFixed(2)} nats`);
    drawing.choose('right');
    line(drawing, [0, 0], [0.3, 0]);
    expect(theoremSaid(drawing)[0]).toContain('does not apply');
    expect(theoremSaid(drawing)[1]).not.toContain('stays below');
  });

  it('tells a peak from none, and from a proxy that never helps', () => {
    const drawing = new Drawing();
    expect(peakSaid(drawing.frontier)).toContain(
      `peaks at ${(100 * drawing.frontier.peak.winRate).toFixed(1)}%`,
    );
    drawing.choose('worstWrong');
    expect(peakSaid(drawing.frontier)).toContain('no over-optimisation');
    expect(peakSaid(drawing.frontier)).not.toContain('goes down');
    drawing.share = 0.9; // in reverse but for the best tenth: it falls before it rises
    expect(peakSaid(drawing.frontier)).toMatch(/no over-optimisation.*goes down to [34]\d/);
    drawing.share = 1;
    expect(peakSaid(drawing.frontier)).toContain('never helps');
    expect(placeSaid(drawing)).toBeNull();
    line(drawing, [0, 0.5], [1, 0.5]);
    expect(peakSaid(drawing.frontier)).toContain('stays at 50.0%');
  });

  it('keeps beta finite where nothing is optimised', () => {
    const drawing = new Drawing();
    drawing.optimise(0);
    expect(drawing.here.kl).toBeCloseTo(0.01, 9);
    drawing.optimise(99);
    expect(drawing.here.kl).toBeCloseTo(5, 9);
  });

  it('tabulates what is drawn', () => {
    const drawing = new Drawing();
    const { head, rows } = frontierTable(drawing.frontier);
    for (const row of rows) {
      expect(row).toHaveLength(head.length);
      const [beta, spent, right, kl, win] = row.map(Number) as [number, number, number, number, number];
      expect(kl).toBe(spent);
      expect(win).toBeLessThanOrEqual(right);
      expect(Math.abs(klOf(beta) - spent)).toBeLessThan(0.06); // beta is told with two digits
      expect(Math.abs(win - winTopWrong(0.2, beta))).toBeLessThan(0.02);
    }
    expect(rows.at(-1)![1]).toBe('5.000');
  });

  it('draws a jump as a gap', () => {
    const same = (value: number) => value;
    expect(curvePath(topWrong(0.5), same, same)).toBe('M0.0 0.0L0.5 0.5M0.5 1.0L1.0 0.5');
  });
});
