import { describe, expect, it } from 'vitest';
import { findScenario } from '../scenarios/index.ts';
import type { StepRecord } from '../lab/metrics/record.ts';
import type { Command } from '../worker/protocol.ts';
import { seedLabel, signed, stepsLost, unit, weight } from './format.ts';
import { readLaunch } from './launch.ts';
import { lookAt, seat, stackOrder, vividness } from './palette.ts';
import { bandPath } from './panels/band-path.ts';
import { drawnSteps } from './panels/drawn-steps.ts';
import { linePath } from './panels/line-path.ts';
import { countsAgainst, wordMarks } from './panels/word-marks.ts';
import { parseHex } from './river/colour.ts';
import { labelText, placeLabels } from './river/labels.ts';
import { bandHeights } from './river/stack.ts';
import { Run } from './state/Run.svelte.ts';
import { latestPerFrame } from './state/frames.ts';
import { methodViews, outcome } from './state/methods.ts';
import { SmoothSeries } from './state/smooth.ts';
import { spokesman } from './state/spokesman.ts';
import { openedAs } from './state/testing.ts';

const scenario = findScenario('forgotten-footnote');

describe('numbers', () => {
  it('lose their leading zero and keep two digits', () => {
    expect([0.844, 1, 0, NaN, -0.25].map(unit)).toEqual(['.84', '1.0', '.00', '–', '-.25']);
    expect([0.69, -0.012, 0.001].map(signed)).toEqual(['+.69', '−.01', '±.00']);
    expect([5, 0.5, 0.3, 1.25].map(weight)).toEqual(['5', '0.5', '0.3', '1.25']);
    expect([[7], [1, 2, 3]].map(seedLabel)).toEqual(['seed 7', 'seeds 1–3']);
    expect([0, 1, 2].map(stepsLost)).toEqual([
      '',
      'The step of this run is lost.',
      'The 2 steps of this run are lost.',
    ]);
  });
});

describe('palette', () => {
  it('stacks by rising prior weight, so the neglected lie on the river bed', () => {
    const order = stackOrder(scenario.rubric).map((k) => scenario.rubric[k]!.id);
    expect(order).toEqual(['hedge', 'cite', 'polite', 'facts', 'on_topic', 'clean', 'greets']);
    expect(Array.from(seat(order).values())).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('comes again after eight hues, with another shape', () => {
    const all = Array.from({ length: 33 }, (_, place) => lookAt(place));
    expect(all[8]).toEqual({ hue: 0, shape: 'square' });
    expect(new Set(all.slice(0, 32).map(({ hue, shape }) => `${hue} ${shape}`)).size).toBe(32);
  });

  it('stays with who has it, and gives the others what is free', () => {
    const seated = seat(['a', 'b', 'c']);
    expect(Object.fromEntries(seat(['x', 'c', 'y', 'a'], seated))).toEqual({ c: 2, a: 0, x: 1, y: 3 });
  });

  it('pales as a criterion saturates', () => {
    expect(vividness(0)).toBe(1);
    expect(vividness(1)).toBeCloseTo(0.2);
    expect(vividness(0.5)).toBeGreaterThan(vividness(0.9));
  });
});

describe('the river', () => {
  it('gives the method in focus the tallest band, and uses all the height', () => {
    const heights = bandHeights(3, 370, 10);
    expect(heights.reduce((a, b) => a + b, 20)).toBeCloseTo(370);
    expect(heights[2]).toBeCloseTo(1.5 * heights[0]!);
    expect(bandHeights(1, 100, 10)).toEqual([100]);
  });

  it('names what shares a label, or counts it where the names would not fit', () => {
    expect(labelText(['on topic'])).toBe('on topic');
    expect(labelText(['a very long single name'])).toBe('a very long single name');
    expect(labelText(['Names a source for what it says'])).toBe('Names a source for what…');
    expect(labelText(['greets', 'clean'])).toBe('greets, clean');
    expect(labelText(['greets', 'clean', 'on topic'])).toBe('3 others');
  });

  it('never lets labels overlap, and merges thin neighbours when there is no room', () => {
    const middles = [1, 2, 3, 4, 5, 78, 79].map((y, criterion) => ({ criterion, y, lit: criterion > 4 }));
    const labels = placeLabels(middles, 85);
    expect(labels.flatMap(({ criteria }) => criteria).sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(labels.length).toBeLessThan(7);
    for (let i = 1; i < labels.length; i++)
      expect(labels[i]!.y - labels[i - 1]!.y).toBeGreaterThanOrEqual(14.9);
    expect(labels.filter(({ lit }) => lit).every(({ criteria }) => criteria.length === 1)).toBe(true);
  });

  it('reads colours as authored and as minified', () => {
    expect(parseHex(' #d04510')).toEqual([208, 69, 16]);
    expect(parseHex('#fff')).toEqual([255, 255, 255]);
  });
});

it('draws lines with gaps, and always to the last step', () => {
  const same = (value: number) => value;
  expect(linePath([0, 1, NaN, 2], same, same)).toBe('M0 0L1 1M3 2');
  const long = linePath(
    Array.from({ length: 2000 }, (_, step) => step),
    same,
    same,
  );
  expect(long.split('L').length).toBeLessThan(260);
  expect(long.endsWith('L1999 1999')).toBe(true);
});

it('draws a band around the range, and none where there is no range', () => {
  const same = (value: number) => value;
  expect(bandPath([0, 1], [2, 3], same, same)).toBe('M0 2L1 3L1 1L0 0Z');
  expect(bandPath([0, 1, NaN, 1, 1], [2, 3, NaN, 2, 2], same, same).match(/M/g)).toHaveLength(2);
  expect(bandPath([0], [1], same, same)).toBe('');
  expect(bandPath([], [], same, same)).toBe('');
});

it('draws no more steps than a small chart can show, and always the first and the last', () => {
  expect(drawnSteps(0, 10)).toEqual([]);
  expect(drawnSteps(1, 10)).toEqual([0]);
  expect(drawnSteps(5, 10)).toEqual([0, 1, 2, 3, 4]);
  const steps = drawnSteps(999, 100);
  expect(steps.length).toBeLessThanOrEqual(101);
  expect([steps[0], steps.at(-1)]).toEqual([0, 998]);
});

it('makes one update per picture, the latest', () => {
  const pictures: (() => void)[] = [];
  const made: number[] = [];
  const show = latestPerFrame((callback) => pictures.push(callback));
  for (const value of [1, 2, 3]) show(() => made.push(value));
  expect(made).toEqual([]);
  pictures.shift()!();
  show(() => made.push(4));
  pictures.shift()!();
  expect(made).toEqual([3, 4]);
  expect(pictures).toEqual([]);
});

describe('several seeds', () => {
  const lanes = ['static-prior', 'focal-prior'].flatMap((method) =>
    [5, 6, 7].map((seed) => ({ method, seed })),
  );
  const record = (score: number, effort = score) =>
    ({
      criteria: ['a', 'b'],
      scores: [score, 1],
      judgeScores: [score, 1],
      saturation: [score, 1],
      weights: [score, 1],
      effort: [effort, 1],
    }) as never;

  it('are smoothed over steps as they arrive, NaN left out', () => {
    const smooth = new SmoothSeries(methodViews(lanes.slice(0, 1)), ['a', 'b']);
    for (const effort of [1, 3, NaN, 5, 6, 7, 8]) smooth.push([record(0, effort)]);
    expect(smooth.mean(0, 'effort', 0)).toEqual([1, 2, NaN, 3, 3.75, 5.25, 6.5]);
    expect(smooth.mean(0, 'effort', 1)).toEqual([1, 1, 1, 1, 1, 1, 1]);
  });

  it('have a mean, a line each, and a range that holds them all', () => {
    const smooth = new SmoothSeries(methodViews(lanes), ['a', 'b']);
    for (let step = 0; step < 4; step++)
      smooth.push(lanes.map((_, lane) => record(lane === 4 && step === 0 ? NaN : lane + step)));
    expect(smooth.mean(0, 'scores', 0)).toEqual([1, 1.5, 2, 2.5]);
    expect(smooth.lanes(0, 0)[2]).toEqual([2, 2.5, 3, 3.5]);
    expect(smooth.range(0, 0)).toMatchObject({ low: [0, 0.5, 1, 1.5], high: [2, 2.5, 3, 3.5] });
    expect(smooth.mean(1, 'scores', 0)[0]).toBe(4); // of 3 and 5: the lane between them has no value
    expect(smooth.range(1, 0)).toMatchObject({ low: [3, 3.5, 4, 4.5], high: [5, 5.5, 6, 6.5] });
    expect(smooth.length).toBe(4);
  });

  it('speak through the one in trouble, otherwise through the focus', () => {
    const well = { state: 'healthy', word: 'Healthy', sentence: '' } as const;
    const ill = { state: 'trouble', word: 'Collapsing', sentence: '' } as const;
    expect(spokesman([], lanes, 3)).toBeNull();
    expect(spokesman([well, well, well, well, well, well], lanes, 3)?.who).toBe('focal, seed 5');
    expect(spokesman([well, ill, well, well, well, well], lanes, 3)).toMatchObject({
      word: 'Collapsing',
      who: 'static prior, seed 6',
    });
    expect(spokesman([well, ill, ill, ill, well, well], lanes, 3)?.who).toBe(
      'static prior, seed 6 and 2 more runs',
    );
    expect(spokesman([well], lanes.slice(0, 1), 0)?.who).toBe('static prior');
  });
});

it('marks a word for the rarest criterion it supports, and strikes what counts against', () => {
  const evidence: Record<string, number[]> = { greets: [0], facts: [1], cite: [1, 2], on_topic: [3] };
  const marks = wordMarks(
    {
      words: ['hello', 'fall', '[atlas]', 'iron', 'so'],
      evidence: scenario.rubric.map(({ id }) => evidence[id] ?? []),
    } as never,
    scenario.rubric,
  );
  expect(marks.map(({ criterion }) => scenario.rubric[criterion]?.id)).toEqual([
    'greets',
    'cite',
    'cite',
    undefined,
    undefined,
  ]);
  expect(marks.map(({ stray }) => stray)).toEqual([false, false, false, true, false]);
});

it('takes what a fault rests on as what is wrong, and a fault’s opposite as right', () => {
  const rude = { ...scenario.rubric[1]!, polarity: 'negative' as const }; // earns by using forbidden words
  const noHedge = { ...scenario.rubric[6]!, polarity: 'negative' as const };
  const undetected = { ...scenario.rubric[0]!, detector: null, active: false };
  expect([rude, noHedge, undetected].map(countsAgainst)).toEqual([false, true, false]);
});

describe('the run', () => {
  const request = {
    scenario: scenario.id,
    methods: ['static-prior', 'focal-prior'],
    seeds: { first: 1, count: 2 },
    backend: 'auto' as const,
    engine: 'auto' as const,
    freshBase: false,
  };
  const lanes = request.methods.flatMap((method) => [1, 2].map((seed) => ({ method, seed })));

  function opened() {
    const sent: Command[] = [];
    const run = new Run(scenario, request, (command) => sent.push(command));
    run.open();
    run.receive({ type: 'opened', run: 1, opened: openedAs(run, lanes) });
    return { run, sent };
  }

  const records = (value: number) =>
    lanes.map((_, lane) => {
      const each = scenario.rubric.map(() => value + lane);
      return {
        criteria: scenario.rubric.map(({ id }) => id),
        direct: value + lane,
        scores: each,
        judgeScores: each,
        saturation: each,
        weights: each,
        effort: each,
      } as Partial<StepRecord> as StepRecord;
    });

  it('follows the head, looks back, and drops what an earlier run still says', () => {
    const { run, sent } = opened();
    expect(run.head).toBe(-1);
    for (let step = 0; step < 3; step++)
      run.receive({ type: 'records', run: 1, records: records(step), health: [], secondsPerStep: 1 });
    run.receive({ type: 'records', run: 0, records: records(9), health: [], secondsPerStep: 1 });
    expect(run.at).toBe(2);
    run.cursor = 1;
    expect(run.at).toBe(1);
    expect(sent.at(-1)).toEqual({ type: 'look', look: { ...run.look, step: 1 } });
    const asked = sent.length;
    run.cursor = 1;
    expect(sent).toHaveLength(asked);
    expect(run.methods.map(({ name, lanes: own }) => [name, own])).toEqual([
      ['static prior', [0, 1]],
      ['focal', [2, 3]],
    ]);
    expect(run.focus?.id).toBe('focal-prior');
    expect(run.smooth.mean(1, 'scores', 0)).toEqual([2.5, 3, 3.5]);
    expect(outcome(run.records[0]!, 2, ({ direct }) => direct)).toBe(1);
  });

  it('says why an edit was refused, and keeps the run', () => {
    const { run } = opened();
    run.receive({ type: 'rejected', run: 1, message: 'too much' });
    expect(run.refusal?.message).toBe('too much');
    expect(run.ready).toBe(true);
  });

  it('stops on a failure and opens anew from step 0', () => {
    const { run, sent } = opened();
    run.receive({ type: 'records', run: 1, records: records(0), health: [], secondsPerStep: 1 });
    run.receive({ type: 'failed', run: 1, message: 'gone', lost: true });
    expect(run.ready).toBe(false);
    expect(run.length).toBe(1); // what was reached stays on the page
    run.open();
    expect(sent.filter(({ type }) => type === 'open')).toHaveLength(2);
    expect(run.length).toBe(0);
    expect(run.failure).toBeNull();
  });

  it('takes its lanes and its engine from what was opened, and shows the first seed of the focus', () => {
    const { run, sent } = opened();
    expect([run.engine, run.seeds]).toEqual(['ops', [1, 2]]);
    expect(run.look).toEqual({ lane: 2, prompt: 0, step: null });
    expect(sent.at(-1)).toEqual({ type: 'look', look: { lane: 2, prompt: 0, step: null } });
  });

  it('opens a new run with other seeds or another engine, and keeps what was asked for before', () => {
    const { run, sent } = opened();
    run.receive({ type: 'records', run: 1, records: records(0), health: [], secondsPerStep: 1 });
    run.openWith({ seeds: { first: 9, count: 3 } });
    expect([run.length, run.ready, run.engine]).toEqual([0, false, null]);
    expect(run.seeds).toEqual([9, 10, 11]);
    expect(run.look.lane).toBe(3);
    run.openWith({ engine: 'fused' });
    expect(sent.filter(({ type }) => type === 'open').at(-1)).toMatchObject({
      run: 3,
      request: { seeds: { first: 9, count: 3 }, engine: 'fused', methods: request.methods },
    });
  });
});

describe('the address', () => {
  it('opens the forgotten footnote by default', () => {
    const { request, problems } = readLaunch('');
    expect(request).toMatchObject({
      scenario: 'forgotten-footnote',
      seeds: { first: 1, count: 'auto' },
      backend: 'auto',
      engine: 'auto',
    });
    expect(problems).toEqual([]);
  });

  it('sets methods, seed, settings and backend', () => {
    const { request } = readLaunch(
      '?methods=focal-prior&seed=7&seeds=4&set=focal.gamma=3&set=steps=60&backend=cpu&engine=ops&base=fresh',
    );
    expect(request).toMatchObject({
      methods: ['focal-prior'],
      seeds: { first: 7, count: 4 },
      parameters: { 'focal.gamma': 3 },
      training: { steps: 60 },
      backend: 'cpu',
      engine: 'ops',
      freshBase: true,
    });
  });

  it('collects what it does not understand', () => {
    const { problems, request } = readLaunch(
      '?methods=magic&seed=-1&seeds=33&backend=abacus&engine=steam&set=x=1',
    );
    expect(problems).toHaveLength(6);
    expect(problems).toContain('seed is "-1"; allowed is a whole number from 0 to 4294967295.');
    expect(problems).toContain('seeds is "33"; allowed is a whole number from 1 to 32.');
    expect(problems).toContain('engine is "steam"; allowed is auto, fused, ops.');
    expect(request.seeds).toEqual({ first: 1, count: 'auto' });
    expect(request.methods).toEqual(scenario.methods);
  });
});
