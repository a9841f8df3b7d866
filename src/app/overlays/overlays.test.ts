import { describe, expect, it } from 'vitest';
import { dashOf } from '../methods/strokes.ts';
import { overlayDash } from './dashes.ts';
import { lengthOf, overlayLine, overlayOutcome, overlayScore, overlayScores } from './series.ts';
import { overlayFor } from './testing.ts';

const x = (step: number) => 10 * step;
const y = (value: number) => 100 - 100 * value;

describe('an overlay', () => {
  const steps = Array.from({ length: 6 }, () => ({ polite: 0.5, hedges: 0.25 }));

  it('is read by the ids of method and criterion, and says nothing of those that it lacks', () => {
    const overlay = overlayFor(steps);
    expect(overlayScores(overlay, 'focal-prior', 'hedges')).toEqual(steps.map(() => 0.25));
    expect(overlayScores(overlay, 'static-prior', 'hedges')).toEqual([]);
    expect(overlayScores(overlay, undefined, 'hedges')).toEqual([]);
    expect(overlayScores(overlay, 'focal-prior', 'facts')).toEqual([]);
    expect(overlayLine(overlay, 'static-prior', 'hedges', x, y, 80, 100)).toBe('');
    expect(overlayOutcome(overlay, { id: 'static-prior' }, 5, ({ worst }) => worst)).toBeNull();
  });

  it('has a line from the last step that it shares, and values from the first of its own', () => {
    const overlay = overlayFor(steps, { from: 3 });
    expect(overlayLine(overlay, 'focal-prior', 'polite', x, y, 80, 100)).toBe('M20 50L30 50L40 50L50 50');
    expect([2, 3, 5, 6].map((at) => overlayScore(overlay, 'focal-prior', 'polite', at))).toEqual([
      NaN,
      0.5,
      0.5,
      NaN,
    ]);
  });

  it('has no line past the step that there is room for', () => {
    expect(overlayLine(overlayFor(steps), 'focal-prior', 'polite', x, y, 80, 2)).toBe('M0 50L10 50L20 50');
  });

  it('breaks its line where a step did not judge the criterion', () => {
    // Smoothing is over five steps: a gap shows where none of them judged it.
    const gap = Array.from({ length: 12 }, (_, step): Record<string, number> =>
      step >= 2 && step < 8 ? { polite: 0.5 } : { polite: 0.5, hedges: 0.25 },
    );
    const line = overlayLine(overlayFor(gap), 'focal-prior', 'hedges', x, y, 80, 100);
    expect(line.match(/M/g)).toHaveLength(2);
  });

  it('tells what came out at the same step over ten steps, and its last one where it is shorter', () => {
    const rising = Array.from({ length: 20 }, (_, step) => ({ polite: step / 100, hedges: 1 }));
    const overlay = overlayFor(rising, { from: 5 }, [
      { method: 'focal-prior', seed: 1 },
      { method: 'focal-prior', seed: 2 },
    ]);
    const at = (step: number) => overlayOutcome(overlay, { id: 'focal-prior' }, step, ({ worst }) => worst);
    expect(at(4)).toBeNull();
    expect(at(12)?.step).toBe(12);
    expect(at(12)?.values).toHaveLength(2);
    expect(at(12)?.mean).toBeCloseTo(0.075); // steps 3 to 12
    expect(at(40)).toEqual(at(19));
    expect(at(40)?.step).toBe(lengthOf(overlay) - 1);
  });

  it('that never took a step of its own has nothing to tell', () => {
    const none = overlayFor(steps, { from: 6 });
    expect(overlayOutcome(none, { id: 'focal-prior' }, 9, ({ worst }) => worst)).toBeNull();
  });

  it('has a dash that no method has', () => {
    const methods = Array.from({ length: 6 }, (_, m) => dashOf(m, 6));
    const own = [0, 1, 2].map(overlayDash);
    expect(new Set(own).size).toBe(3);
    expect(methods.filter((dash) => own.includes(dash))).toEqual([]);
  });
});
