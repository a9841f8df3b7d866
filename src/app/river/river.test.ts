import { describe, expect, it } from 'vitest';
import { contrast } from './colour.ts';
import { Flow, type Source } from './flow.ts';
import { peaks } from './peaks.ts';
import { reading, type Told } from './readings.ts';
import { stretches } from './span.ts';
import { placeOf, stepOf, stepsToDraw, strideOf, upTo } from './water.ts';

/** A source of made-up steps, [step][column]; saturation is told by step. */
function source(steps: number[][], weightless: number[] = []): Source {
  const column = (k: number) => steps.map((step) => step[k]!);
  return {
    get length() {
      return steps.length;
    },
    effort: column,
    saturation: (k) => column(k).map((value, step) => (Number.isNaN(value) ? NaN : step / 10)),
    weightless: (step) => weightless.includes(step),
  };
}

const flowOf = (steps: number[][], order: number[], weightless?: number[]) => {
  const flow = new Flow(source(steps, weightless), order);
  flow.advance();
  return flow;
};

describe('a flow', () => {
  it('stacks shares from the bed to the surface and leaves gaps where there is no signal', () => {
    const flow = flowOf(
      [
        [0.2, 0.3, 0.5],
        [NaN, NaN, NaN],
        [0, 0, 1],
        [0, 0, 0],
      ],
      [2, 0, 1],
      [3],
    );
    expect([flow.lower(0, 0), flow.upper(0, 0)]).toEqual([0, 0.5]);
    expect(flow.upper(0, 2)).toBeCloseTo(1);
    expect([0, 1, 2, 3].map((step) => flow.dry(step))).toEqual([false, true, false, true]);
    expect([1, 3].map((step) => flow.weightless(step))).toEqual([false, true]);
    expect(flow.sharesAt(1)).toEqual([NaN, NaN, NaN]);
    expect(stretches([0, 1, 2, 3], (step) => flow.runs(step, 0))).toEqual([
      [0, 0],
      [2, 2],
    ]);
  });

  it('fills the band in each step, although smoothing leaves the sum short of it or beyond', () => {
    const flow = flowOf(
      [
        [0.4, NaN],
        [0.4, 0.8],
        [NaN, 0.5],
      ],
      [0, 1],
    );
    expect(flow.sharesAt(0)).toEqual([1, NaN]);
    expect(flow.share(1, 0)).toBeCloseTo(1 / 3);
    expect([0, 1, 2].map((step) => flow.upper(step, 1))).toEqual([1, 1, 1]);
  });

  it('lets a stream well up from nothing beside its first step, in the colour it has there', () => {
    const flow = flowOf(
      [
        [1, NaN],
        [1, NaN],
        [0.6, 0.4],
      ],
      [0, 1],
    );
    expect([0, 1, 2].map((step) => flow.runs(step, 1))).toEqual([false, true, true]);
    expect([flow.lower(1, 1), flow.upper(1, 1)]).toEqual([1, 1]);
    expect(flow.saturation(1, 1)).toBeCloseTo(0.2);
  });

  it('grows at its end as if it had been there from the start, past any room it had', () => {
    const steps = Array.from({ length: 300 }, (_, step) => [1 + Math.sin(step), 1, step % 7]);
    const growing: number[][] = [];
    const grown = new Flow(source(growing), [1, 2, 0]);
    for (const step of steps) {
      growing.push(step);
      grown.advance();
    }
    const whole = flowOf(steps, [1, 2, 0]);
    expect(grown.advance()).toBe(300);
    for (const step of [0, 64, 150, 299])
      for (const place of [0, 1, 2]) expect(grown.upper(step, place)).toBe(whole.upper(step, place));
    expect(grown.share(300, 0)).toBeNaN();
  });
});

describe('what is drawn', () => {
  it('is never more than a point per pixel, and always the first and the last step', () => {
    const scale = { left: 116, right: 816, last: 2000 };
    const stride = strideOf(scale);
    const { steps } = stepsToDraw(-1, 1999, stride);
    expect(steps.length).toBeLessThanOrEqual(701);
    expect([steps[0], steps.at(-1)]).toEqual([0, 1999]);
    expect(stepOf(scale, placeOf(scale, 40))).toBeCloseTo(40);
  });

  it('is only the end when a step comes, from a settled point on', () => {
    expect(stepsToDraw(-1, -1, 1).steps).toEqual([]);
    expect(stepsToDraw(-1, 0, 1)).toEqual({ settled: 0, steps: [0] });
    expect(stepsToDraw(0, 1, 1)).toEqual({ settled: 0, steps: [0, 1] });
    expect(stepsToDraw(99, 100, 1)).toEqual({ settled: 98, steps: [97, 98, 99, 100] });
    expect(stepsToDraw(1800, 1801, 3)).toEqual({ settled: 1797, steps: [1794, 1797, 1800, 1801] });
  });

  it('keeps its scale for a while where it shows the run so far', () => {
    expect([-1, 0, 10].map(upTo)).toEqual([10, 10, 10]);
    for (let head = 11; head < 500; head++) {
      expect(upTo(head)).toBeGreaterThanOrEqual(head);
      expect(upTo(head)).toBeLessThan(1.2 * head);
    }
    expect(new Set(Array.from({ length: 1000 }, (_, head) => upTo(head))).size).toBeLessThan(60);
  });
});

describe('peaks', () => {
  const hump = (step: number) => 0.05 + 0.5 * Math.exp(-(((step - 40) / 15) ** 2));
  const steps = Array.from({ length: 100 }, (_, step) => [hump(step), 1 - hump(step) - 0.1, 0.1]);
  const find = (head: number, height = 120, column = 0) =>
    peaks(flowOf(steps, [0, 1, 2]), [column], head, height, 5, () => 40);

  it('stand where a stream is thickest, in its middle', () => {
    const [peak] = find(99);
    expect(peak).toMatchObject({ column: 0, step: 40 });
    expect(peak!.share).toBeCloseTo(0.55);
    expect(peak!.middle).toBeGreaterThan(0.1);
    expect(peak!.middle).toBeLessThan(0.3);
    // A peak too near to the start has its label beside it.
    const early = steps.slice(35);
    const [beside] = peaks(flowOf(early, [0, 1, 2]), [0], early.length - 1, 200, 5, () => 40);
    expect(beside!.step).toBeGreaterThan(5);
    expect(beside!.share).toBeCloseTo(0.55);
  });

  it('are left out of thin streams, and while the head is too near', () => {
    expect(find(99, 60)).toEqual([]);
    expect(find(99, 120, 2)).toEqual([]);
    expect(find(12)).toEqual([]);
    expect(find(38)).toEqual([]); // it still grows beside the head
    expect(
      peaks(
        flowOf(
          steps.map((step, at) => (at % 12 === 0 ? [NaN, NaN, NaN] : step)),
          [0, 1, 2],
        ),
        [0],
        99,
        120,
        5,
        () => 40,
      ),
    ).toEqual([]);
  });
});

describe('readings', () => {
  const N = 85;
  const told = (column: number, name: string, score: number): Told => ({
    column,
    name,
    share: true,
    scores: new Array<number>(N).fill(score),
  });
  const wave = (middle: number, size: number) => (step: number) =>
    0.04 + size * Math.exp(-(((step - middle) / 10) ** 2));
  const read = (
    hedge: (step: number) => number,
    cite: (step: number) => number,
    scores: [number, number],
    at = 84,
  ) => {
    const steps = Array.from({ length: N }, (_, step) => {
      const rest = 1 - hedge(step) - cite(step);
      return [hedge(step), cite(step), 0.6 * rest, 0.4 * rest];
    });
    const about = [told(0, 'hedges', scores[0]), told(1, 'cites', scores[1])];
    const all = [...about, told(2, 'facts', 0.79), told(3, 'polite', 0.9)];
    return reading(flowOf(steps, [0, 1, 2, 3]), about, all, 4, at);
  };
  const flat = (share: number) => () => share;

  it('say who runs dry', () => {
    expect(read(flat(0.05), flat(0.15), [0.04, 0.6])).toEqual({
      title: 'Hedges runs dry.',
      text: '5% of the effort, 4 answers in 100 meet it.',
    });
    expect(read(flat(0.05), flat(0.15), [0.01, 0.6])!.text).toContain('1 answer in 100 meets it');
  });

  it('say where the river bends', () => {
    expect(read(wave(45, 0.46), wave(15, 0.4), [0.84, 0.87])).toEqual({
      title: 'The river bends.',
      text: 'First to cites (44% at step 15), then to hedges (50% at 45); now 84 answers in 100 meet hedges.',
    });
  });

  it('say who waited, who grows, and who has most', () => {
    expect(read(wave(60, 0.4), flat(0.2), [0.95, 0.9])).toMatchObject({ title: 'Hedges waited its turn.' });
    expect(read(wave(84, 0.4), flat(0.2), [0.3, 0.9])).toEqual({
      title: 'Hedges swells.',
      text: 'From 4% of the effort to 44%; 30 answers in 100 meet it so far.',
    });
    expect(read(wave(20, 0.4), flat(0.2), [0.9, 0.9])).toMatchObject({ title: 'Hedges has had its turn.' });
    expect(read(flat(0.2), flat(0.2), [0.6, 0.6])).toEqual({
      title: 'Most goes to facts.',
      text: '36% of the effort; 79 answers in 100 meet it.',
    });
  });

  it('say nothing too early, and nothing where nothing flows', () => {
    expect(read(flat(0.05), flat(0.15), [0.04, 0.6], 9)).toBeNull();
    expect(read(flat(NaN), flat(NaN), [0.04, 0.6])).toBeNull();
  });
});

it('knows the contrast of colours', () => {
  expect(contrast([255, 255, 255], [0, 0, 0])).toBeCloseTo(21);
  expect(contrast([255, 255, 255], [208, 69, 16])).toBeCloseTo(4.6, 1);
});
