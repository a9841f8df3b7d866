import { describe, expect, it } from 'vitest';
import { columnOrder, enrol } from './roster.ts';
import { criterion, openedRun, scenario } from './testing.ts';

describe('the roster', () => {
  it('gives who comes a place at the end, and keeps everybody’s with the latest definition', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((id) => criterion(id)) as [never, never, never];
    const renamed = criterion('b', { name: 'bee' });
    const columns = enrol(enrol([a, b], [c, a]), [renamed]);
    expect(columns.map(({ id, name }) => [id, name])).toEqual([
      ['a', 'a'],
      ['b', 'bee'],
      ['c', 'c'],
    ]);
  });

  it('stacks later columns on top of those the run began with', () => {
    expect(columnOrder([{ weight: 5 }, { weight: 1 }], 4)).toEqual([1, 0, 2, 3]);
  });
});

describe('columns of a run', () => {
  const K = scenario.rubric.length;

  it('stay while criteria are added, deleted and added again', () => {
    const { run, step } = openedRun();
    const looks = [...run.looks];
    step(() => 1);
    run.edit({ kind: 'add', value: criterion('extra'), at: 0 });
    expect(run.shown).toEqual([K, 0, 1, 2, 3, 4, 5, 6]);
    step((id) => (id === 'extra' ? 0.5 : 0.25));
    run.edit({ kind: 'delete', criterion: 'clean' });
    expect(run.columns).toHaveLength(K + 1);
    expect(run.shown).not.toContain(1);
    step(() => 0.75);
    run.undo();
    expect(run.shown).toContain(1);
    expect(run.columns).toHaveLength(K + 1);
    step(() => 1);
    expect(run.looks.slice(0, K)).toEqual(looks);
    expect(run.order.at(-1)).toBe(K);
    expect(run.smooth.mean(0, 'effort', 1)).toEqual([1, 0.625, NaN, 0.75]);
    expect(run.smooth.mean(0, 'effort', K)).toEqual([NaN, 0.5, 0.625, 0.75]);
    expect(run.smooth.lanes(0, K)[0]).toEqual([NaN, 0.5, 0.625, 0.75]);
    expect(run.smooth.range(0, K).low).toEqual([NaN, 0.5, 0.625, 0.75]);
  });

  it('follow a record’s own order of criteria', () => {
    const { run, step } = openedRun();
    run.edit({ kind: 'move', criterion: 'hedge', to: 0 });
    step((id) => (id === 'hedge' ? 0.1 : 0.9));
    expect(run.smooth.mean(0, 'scores', run.column('hedge'))).toEqual([0.1]);
    expect(run.smooth.mean(0, 'scores', run.column('greets'))).toEqual([0.9]);
    expect(run.criteria[0]!.id).toBe('hedge');
    expect(run.column('hedge')).toBe(6);
    expect(run.column('nobody')).toBe(-1);
  });

  it('light the two that weigh least when none of the lit is left', () => {
    const { run } = openedRun();
    expect(run.lit.map((k) => run.columns[k]!.id)).toEqual(['hedge', 'cite']);
    run.edit({ kind: 'rubric', value: [criterion('x', { weight: 2 }), criterion('y')] });
    expect(run.lit.map((k) => run.columns[k]!.id)).toEqual(['y', 'x']);
    run.open();
    expect(run.columns.map(({ id }) => id)).toEqual(scenario.rubric.map(({ id }) => id));
    expect(run.lit.map((k) => run.columns[k]!.id)).toEqual(['hedge', 'cite']);
  });

  it('tell where judge and gold scores ever differed', () => {
    const { run } = openedRun();
    const ids = run.criteria.map(({ id }) => id);
    const each = ids.map(() => 0.5);
    run.receive({
      type: 'records',
      run: 1,
      records: [{ criteria: ids, scores: each, judgeScores: each.with(2, 0.7) } as never],
      health: [],
      secondsPerStep: 1,
    });
    expect(ids.map((_, k) => run.smooth.misjudged(0, k))).toEqual(ids.map((_, k) => k === 2));
    expect(run.smooth.mean(0, 'judgeScores', 2)).toEqual([0.7]);
  });
});

it('starts over with a rubric that was edited, and goes back to the scenario’s', () => {
  const { run, sent } = openedRun();
  expect(run.rubricEdited).toBe(false);
  run.edit({ kind: 'rubric', value: [criterion('only')] });
  expect(run.rubricEdited).toBe(true);
  run.openWith({ rubric: run.criteria });
  expect(sent.findLast(({ type }) => type === 'open')).toMatchObject({
    request: { rubric: [{ id: 'only' }] },
  });
  expect(run.columns.map(({ id }) => id)).toEqual(['only']);
  expect([run.rubricEdited, run.startedElsewhere]).toEqual([false, true]);
  expect(run.aside).toBeNull(); // nothing was left behind
  run.openWith({ rubric: undefined });
  expect(run.columns).toEqual(scenario.rubric);
  expect(run.aside?.map(({ id }) => id)).toEqual(['only']);
});

it('puts an edited rubric aside when the run starts over, and brings it back as an edit', () => {
  const { run, sent } = openedRun();
  const looks = new Map(run.columns.map(({ id }, k) => [id, run.looks[k]]));
  run.edit({ kind: 'delete', criterion: 'clean' });
  run.open();
  expect(run.criteria).toEqual(scenario.rubric);
  run.receive({ type: 'playing', run: 2, playing: false, finished: false });
  run.ready = true;
  run.bringBack();
  expect(sent.at(-1)).toMatchObject({ type: 'edit', change: { kind: 'rubric', value: { length: 6 } } });
  expect(run.aside).toBeNull();
  run.columns.forEach(({ id }, k) => expect(run.looks[k]).toEqual(looks.get(id)));
});
