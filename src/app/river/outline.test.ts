import { describe, expect, it } from 'vitest';
import { overlayFor } from '../overlays/testing.ts';
import { outlinedSteps, Outlines, outlinesOf, type Frame } from './outline.ts';
import { overlayFlow, stackedLike } from './overlay-flow.ts';

const steps = Array.from({ length: 5 }, () => ({ polite: 1, hedges: 3 }));

/** A band of 100 px, ten px to a step. */
const frame = (more: Partial<Frame> = {}): Frame => ({
  methods: [{ id: 'focal-prior' }],
  ids: ['hedges', 'polite'],
  order: [0, 1],
  bands: [{ top: 20, height: 100 }],
  scale: { left: 0, right: 100, last: 10 },
  lit: [],
  ...more,
});

describe('outlines of another run', () => {
  it('stack its streams as the run stacks them, found by id', () => {
    const overlay = overlayFor(steps);
    expect(overlay.ids).toEqual(['polite', 'hedges']);
    expect(stackedLike(frame(), overlay)).toEqual([1, 0]);
    const [outline] = outlinesOf(overlay, frame());
    expect(outline!.edges).toEqual([{ column: 0, path: 'M0 45L10 45L20 45L30 45L40 45' }]);
    expect(outline!.ends.map(({ column, share }) => [column, share])).toEqual([
      [1, 0.25],
      [0, 0.75],
    ]);
  });

  it('have what the run lacks at the surface, in no criterion’s colour', () => {
    const overlay = overlayFor([
      { facts: 1, polite: 1, clean: 1, hedges: 1 },
      { facts: 1, polite: 1, clean: 1, hedges: 1 },
    ]);
    expect(stackedLike(frame(), overlay)).toEqual([3, 1, 0, 2]);
    const [{ edges, ends }] = outlinesOf(overlay, frame()) as [ReturnType<typeof outlinesOf>[0]];
    expect(edges.map(({ column }) => column)).toEqual([0, 1, -1]);
    expect(ends.map(({ column }) => column)).toEqual([1, 0]);
  });

  it('begin at the last step that is shared and end with the run’s scale', () => {
    const overlay = overlayFor(steps, { from: 2 });
    expect(outlinedSteps(overlay, frame().scale)).toEqual([1, 2, 3, 4]);
    expect(outlinedSteps(overlay, { left: 0, right: 30, last: 3 })).toEqual([1, 2, 3]);
    expect(outlinedSteps(overlayFor(steps, { from: 6 }), frame().scale)).toEqual([]);
  });

  it('have at most one point for two pixels', () => {
    const long = overlayFor(Array.from({ length: 1000 }, () => ({ polite: 1, hedges: 1 })));
    const drawn = outlinedSteps(long, { left: 0, right: 100, last: 1000 });
    expect(drawn.length).toBeLessThanOrEqual(51);
    expect(drawn.at(-1)).toBe(999);
  });

  it('break where nothing flows', () => {
    // Smoothing is over five steps: a gap shows where none of them had signal.
    const dry = Array.from({ length: 20 }, (_, step) =>
      step >= 4 && step < 12 ? { polite: NaN, hedges: NaN } : { polite: 1, hedges: 1 },
    );
    const [outline] = outlinesOf(overlayFor(dry), frame({ scale: { left: 0, right: 200, last: 20 } }));
    expect(outline!.edges[0]!.path.match(/M/g)).toHaveLength(2);
    expect(outline!.banks.match(/M/g)).toHaveLength(4);
  });

  it('are none in the band of a method that the other run lacks', () => {
    const overlay = overlayFor(steps);
    const bands = [
      { top: 0, height: 50 },
      { top: 60, height: 50 },
    ];
    const methods = [{ id: 'static-prior' }, { id: 'focal-prior' }];
    expect(overlayFlow(overlay, 'static-prior', frame())).toBeNull();
    expect(outlinesOf(overlay, frame({ methods, bands })).map(({ band }) => band)).toEqual([1]);
  });

  it('are those of the lit streams alone where the band has no room for all', () => {
    const [overlay, bands] = [
      overlayFor([
        { a: 1, b: 1, c: 1 },
        { a: 1, b: 1, c: 1 },
      ]),
      [{ top: 0, height: 20 }],
    ];
    const of = (lit: number[]) =>
      outlinesOf(overlay, frame({ ids: ['a', 'b', 'c'], order: [0, 1, 2], bands, lit }))[0]!.edges.map(
        ({ column }) => column,
      );
    expect([of([]), of([0]), of([1]), of([2])]).toEqual([[], [0], [1, 1], [2]]);
  });

  it('are made once for as long as nothing changes', () => {
    const [outlines, overlay] = [new Outlines(), overlayFor(steps)];
    const first = outlines.of(overlay, frame());
    expect(outlines.of(overlay, frame())).toBe(first);
    expect(outlines.of(overlay, frame({ scale: { left: 0, right: 50, last: 10 } }))).not.toBe(first);
    expect(outlines.of(undefined, frame())).toEqual([]);
    expect(outlines.of(overlayFor(steps), frame())).toEqual(first);
  });
});
