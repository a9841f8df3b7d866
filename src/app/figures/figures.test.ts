import { describe, expect, it } from 'vitest';
import { readLaunch } from '../launch.ts';
import { recordedRun } from '../recorded-run.ts';
import { Flow, sourceOf } from '../river/flow.ts';
import { Run } from '../state/Run.svelte.ts';
import { openedRun } from '../state/testing.ts';
import { bandStreams } from './streams.ts';
import { figure } from './index.ts';
import { wellFormed } from '../../exchange/svg/well-formed.ts';
import { ticksUpTo } from './step-axis.ts';
import { fitted, lines, widthOf } from '../../exchange/svg/text.ts';

const KINDS = ['effort', 'criteria', 'outcome', 'contrast'] as const;

async function recorded(): Promise<Run> {
  const { scenario, request } = readLaunch('');
  const run = new Run(scenario, request, () => {});
  run.open();
  run.replay((await recordedRun(scenario, request))!);
  return run;
}

describe('a figure', () => {
  it.each(KINDS)('of %s stands alone, and says what it is of', async (kind) => {
    const run = await recorded();
    const { name, svg } = figure(run, kind, 83);
    expect(name).toBe(`forgotten-footnote-${kind}-step-83`);
    expect(wellFormed(svg)).toBe('');
    for (const part of ['Forgotten footnote', 'seeds 1–3', 'step 83 of 150', 'fused engine', 'Focal Lab'])
      expect(svg).toContain(part);
    for (const { name: method } of run.methods) expect(svg).toContain(`>${method}<`);
    expect(svg).toMatch(/^<svg [^>]*width="960" height="\d+" viewBox="0 0 960 \d+"/);
    expect(svg).not.toMatch(/var\(|class=|style=|NaN|undefined|Infinity|href/); // nothing of the page's, no number that is none
    expect(figure(run, kind, 0).svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('shows the step it was asked for, whatever came since', async () => {
    const run = await recorded();
    for (const kind of KINDS) expect(figure(run, kind, 40).svg).not.toBe(figure(run, kind, 41).svg);
    const last = run.focus!.lanes.map((lane) => run.records[lane]![40]!.step);
    expect(new Set(last)).toEqual(new Set([40]));
  });

  it('never takes a name for markup', () => {
    const { run, step } = openedRun();
    const name = `<img src=x onerror=alert(1)>&"'\u0001`;
    step(() => 0.5);
    run.edit({ kind: 'criterion', criterion: 'hedge', value: { ...run.criteria.at(-1)!, name } });
    step(() => 0.25);
    for (const kind of KINDS) {
      const { svg } = figure(run, kind, run.head);
      expect(wellFormed(svg)).toBe('');
      expect(svg).not.toContain('<img');
    }
    expect(figure(run, 'criteria', 1).svg).toContain('&lt;img src=x');
    expect(figure(run, 'effort', 1).svg).toContain(
      'hedges: named &lt;img src=x onerror=alert(1)&gt;&amp;&quot;&#39;\ufffd',
    );
  });
});

describe('streams', () => {
  /** Numbers of a path, as points. */
  const points = (path: string) =>
    [...path.matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const);

  it('fill their band at every step, each as thick as its share', async () => {
    const run = await recorded();
    const flow = new Flow(sourceOf(run.smooth, 2), run.order);
    flow.advance();
    const steps = Array.from({ length: 60 }, (_, step) => step);
    const band = { flow, top: 20, height: 200 };
    const drawn = bandStreams('b', band, run.looks, steps, (step) => 10 * step).text;
    const shapes = [...drawn.matchAll(/<path d="([^"]+Z)" fill/g)].map(([, path]) => points(path!));
    expect(shapes).toHaveLength(run.order.length);
    for (const step of [0, 1, 30, 59]) {
      const thick = shapes.map((shape) => shape[shape.length - 1 - step]![1] - shape[step]![1]);
      expect(thick.reduce((sum, each) => sum + each, 0)).toBeCloseTo(200, 0);
      thick.forEach((each, place) =>
        expect(Math.abs(each - 200 * flow.share(step, run.order[place]!))).toBeLessThan(0.15),
      );
    }
  });

  it('leave a gap where nothing flows, and say so at the end', () => {
    const { run, step } = openedRun();
    step(() => 0.5);
    step(() => NaN);
    step(() => NaN);
    const { svg } = figure(run, 'effort', 2);
    expect(wellFormed(svg)).toBe('');
    expect(svg).toContain('>no criterion has<');
    expect(svg.match(/<linearGradient/g)).toHaveLength(run.order.length); // one stretch each, of the first step
  });

  it('of a hue that comes again are hatched', () => {
    const { run, step } = openedRun();
    for (const id of ['extra_a', 'extra_b'])
      run.edit({ kind: 'add', value: { ...run.criteria[0]!, id, name: id }, at: 0 });
    step(() => 0.5);
    expect(figure(run, 'effort', 0).svg.match(/<pattern /g)).toHaveLength(1);
    expect(wellFormed(figure(run, 'criteria', 0).svg)).toBe('');
  });
});

it('tells edits that took effect together in one line', () => {
  const { run, step } = openedRun();
  step(() => 0.5);
  run.edit({ kind: 'weight', criterion: 'hedge', value: 2 });
  run.edit({ kind: 'weight', criterion: 'facts', value: 4 });
  step(() => 0.5);
  run.edit({ kind: 'active', criterion: 'greets', value: false }); // holds from a step that has not run
  const { svg } = figure(run, 'effort', 1);
  expect(svg).toContain('>step 1: facts weight 3 → 4, and 1 more<');
  expect(svg).not.toContain('greets switched off');
  expect(svg.match(/stroke-dasharray/g)).toHaveLength(1);
});

describe('text of figures', () => {
  it('is cut where it does not fit, and broken between parts', () => {
    expect(fitted('hedges', 100, 13)).toBe('hedges');
    const cut = fitted('a criterion with a name that is long', 100, 13);
    expect(cut).toMatch(/^a crit.*…$/);
    expect(widthOf(cut, 13)).toBeLessThanOrEqual(100);
    expect(lines(['one', 'two', 'three'], ' · ', widthOf('one · two', 13), 13)).toEqual([
      'one · two',
      'three',
    ]);
  });

  it('has round steps under it', () => {
    expect(ticksUpTo(0)).toEqual([0]);
    expect(ticksUpTo(83)).toEqual([0, 20, 40, 60, 80]);
    expect(ticksUpTo(99_999).length).toBeLessThanOrEqual(8);
  });
});
