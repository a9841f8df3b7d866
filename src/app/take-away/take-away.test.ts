import { describe, expect, it } from 'vitest';
import { metricsCsv } from '../../exchange/csv.ts';
import { resultStep, summarise } from '../../experiment/results.ts';
import { mean } from '../../lab/spread.ts';
import { readLaunch } from '../launch.ts';
import { recordedRun } from '../recorded-run.ts';
import { Run } from '../state/Run.svelte.ts';
import { criterion, openedRun, scenario } from '../state/testing.ts';
import { reportHtml, runResults } from './index.ts';

async function recorded(): Promise<Run> {
  const { scenario: asked, request } = readLaunch('');
  const run = new Run(asked, request, () => {});
  run.open();
  run.replay((await recordedRun(asked, request))!);
  return run;
}

describe('the page’s run as results', () => {
  it('is what the command line writes of the same records', async () => {
    const run = await recorded();
    const results = runResults(run);
    const { records, lanes } = run.recorded!.recording;
    expect(results.runs.map(({ id }) => id)).toEqual(
      lanes.map(({ method, seed }) => `forgotten-footnote/${method}/${seed}`),
    );
    expect(results.runs.map(({ steps }) => steps)).toEqual(records.map((lane) => lane.map(resultStep)));
    expect(results.summary).toEqual(summarise(scenario, results.runs));
    expect(results.scenarios[scenario.id]).toMatchObject({
      name: 'Forgotten footnote',
      training: run.training,
    });
    expect(results.device).toMatchObject({ backend: 'webgpu', engine: 'fused', software: true });
    expect(JSON.parse(JSON.stringify(results)).device.secondsPerStep).toBe(null);
    expect(metricsCsv(results).trim().split('\n')).toHaveLength(1 + lanes.length * run.length);
  });

  it('has columns for criteria that came later, weights as they came, and no number that is none', async () => {
    const { run } = openedRun();
    const whole = (await recorded()).records[0]![0]!;
    const step = (value: (id: string) => number) => {
      const criteria = run.criteria.map(({ id }) => id);
      const each = criteria.map(value);
      const [scores, judgeScores, saturation, weights, effort] = [each, each, each, each, each];
      const record = { ...whole, criteria, scores, judgeScores, saturation, weights, effort, kl: NaN };
      run.receive({ type: 'records', run: 1, records: [record], health: [], secondsPerStep: 1 });
    };
    step(() => 0.5);
    run.edit({ kind: 'weight', criterion: 'hedge', value: 2 });
    run.edit({ kind: 'add', value: criterion('extra'), at: 0 });
    step((id) => (id === 'extra' ? NaN : 0.25));
    const results = runResults(run);
    const { criteria } = results.scenarios[scenario.id]!;
    expect(criteria.map(({ id }) => id)).toEqual([...scenario.rubric.map(({ id }) => id), 'extra']);
    expect(criteria.find(({ id }) => id === 'hedge')!.weight).toBe(0.3);
    expect(results.runs[0]!.edits.map(({ kind }) => kind)).toEqual(['weight', 'add']);
    expect(JSON.parse(JSON.stringify(results)).runs[0].steps[1].scores.extra).toBe(null);
    const [head, first, second] = metricsCsv(results)
      .split('\n')
      .map((line) => line.split(','));
    const at = head!.indexOf('score/extra');
    expect([first![at], second![at], second![head!.indexOf('score/hedge')]]).toEqual(['', '', '0.25']);
    expect([first![head!.indexOf('kl')], JSON.parse(JSON.stringify(results)).runs[0].steps[0].kl]).toEqual([
      ...['', null],
    ]);
  });
});

describe('a report', () => {
  const HOSTILE = `<img src=x onerror=alert(1)></script><script>alert(2)</script>&"'`;

  it('says what ran, what came out, and what it is not', async () => {
    const run = await recorded();
    const html = reportHtml(run, {
      name: 'My run',
      notes: 'Two\nlines',
      recipe: { focalLab: 'recipe' },
      today: '2026-11-21',
    });
    for (const part of [
      '<h1>My run</h1>',
      'Two\nlines',
      'Report of 21 November 2026',
      'This is a toy',
      'seeds 1–3',
    ])
      expect(html).toContain(part);
    expect(html.match(/<svg /g)).toHaveLength(3);
    expect(html).toContain('&quot;focalLab&quot;: &quot;recipe&quot;');
    const finals = run.focus!.lanes.map((lane) =>
      mean(run.records[lane]!.slice(-10).map(({ worst }) => worst)),
    );
    expect(html).toContain(`${mean(finals).toFixed(3)}\u00a0±\u00a0`);
    for (const { name } of run.methods) expect(html).toContain(`<th scope="row">${name}</th>`);
    expect(html).toContain(
      '<a href="https://arxiv.org/abs/2605.26579" rel="noreferrer">arXiv 2605.26579</a>',
    );
    expect(html).toContain('Nothing was changed while it ran.');
    expect(reportHtml(run, { today: '2026-11-21' })).not.toContain('<details>');
  });

  it('escapes what users wrote, fetches nothing and runs nothing', () => {
    const { run, step } = openedRun();
    step(() => 0.5);
    const [name, text] = [HOSTILE.slice(0, 60), HOSTILE];
    run.edit({ kind: 'criterion', criterion: 'hedge', value: { ...run.criteria.at(-1)!, name, text } });
    run.edit({ kind: 'delete', criterion: 'greets' });
    step(() => 0.25);
    const html = reportHtml(run, {
      name: HOSTILE,
      notes: HOSTILE,
      recipe: { note: HOSTILE },
      today: '2026-11-21',
    });
    expect(html).toContain(`(was hedges)`);
    expect(html).toContain('deleted');
    expect(html).not.toMatch(/<script|<img|<link|<iframe|<object|@import|url\((?!#)/i);
    expect(html).not.toMatch(/<[^>]*\s(?:on\w+|src|srcset)=/i);
    expect(html.replace(/<a href="https:[^"]*"/g, '').match(/https?:[^"]*/g)).toEqual(
      Array.from({ length: 3 }, () => 'http://www.w3.org/2000/svg'), // a name, not an address
    );
    expect(html).toContain(`content="default-src &#39;none&#39;;`);
  });
});
