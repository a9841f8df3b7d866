import { describe, expect, it } from 'vitest';
import { planLanes } from '../../lab/run/session.ts';
import { openedAs, openedRun } from '../state/testing.ts';
import { forkAt, forkInto, forkWithout, stems } from './forks.ts';
import { whyNoFork } from './why-no-fork.ts';

/** Four steps; gamma is turned before step 1, a criterion switched off before step 3. */
function edited() {
  const at = openedRun();
  at.step(() => 0.5);
  at.run.edit({ kind: 'parameter', name: 'focal.gamma', value: 3 });
  at.step(() => 0.5);
  at.step(() => 0.5);
  at.run.edit({ kind: 'active', criterion: 'greets', value: false });
  at.step(() => 0.5);
  return at;
}

describe('a fork', () => {
  it('shares the past up to a step, and what was edited until then', () => {
    const { run } = edited();
    const { start, overlays, request } = forkAt(run, 2, 'before');
    expect(start).toEqual({
      edits: [{ step: 1, request: { kind: 'parameter', name: 'focal.gamma', value: 3 } }],
      to: 2,
      known: { run: 1 },
    });
    expect(request.seeds).toEqual({ first: 1, count: 1 });
    expect(overlays![0]).toMatchObject({ name: 'before', from: 2, records: run.records });
  });

  it('without an edit keeps the later ones and plays to where the run was', () => {
    const { run } = edited();
    const { next, dropped } = forkWithout(run, 0, 'with it');
    expect(next).toMatchObject({ start: { to: 1, edits: [{ step: 3 }] }, playTo: 4 });
    expect(dropped).toEqual([]);
  });

  it('stays on the page until the other run stands, then shows its past', () => {
    const { run, sent } = edited();
    const next = forkAt(run, 2, 'before');
    const past = run.records[0]!.slice(0, 2);
    run.become(next);
    expect(sent.findLast(({ type }) => type === 'open')).toMatchObject({ run: 2, start: next.start });
    expect([run.head, run.ready, run.edits.length]).toEqual([3, false, 2]);
    const opened = openedAs(run, run.lanes, { records: [past], edits: run.edits.slice(0, 1) });
    run.receive({ type: 'opened', run: 2, opened });
    expect([run.head, run.ready, run.edits.length]).toEqual([1, true, 1]);
    expect(run.overlays[0]!.records[0]).toHaveLength(4);
    run.open();
    expect([run.head, run.overlays.length]).toEqual([-1, 0]);
  });

  it('into another method begins with one method’s past', () => {
    const { run } = edited();
    const { request, start } = forkInto(run, 3, 'focal-prior', ['gdpo']);
    expect(request).toMatchObject({
      methods: ['focal-prior', 'gdpo'],
      stem: { method: 'focal-prior', step: 3 },
    });
    expect(start!.to).toBe(3);
    run.become({ request, start });
    const lanes = planLanes({ methods: request.methods, seeds: [1] });
    run.receive({ type: 'opened', run: 2, opened: openedAs(run, lanes) });
    // After the stem only its own method has one past; before its end all have the same.
    expect([2, 3, 4].map((step) => stems(run, step).map(({ id }) => id))).toEqual([
      ['focal-prior'],
      ['focal-prior'],
      ['focal-prior'],
    ]);
  });

  it('needs a step of one’s own', () => {
    const { run } = openedRun();
    expect(whyNoFork(run)).toBe('There is no step yet to fork at.');
    expect(whyNoFork(edited().run)).toBe('');
  });
});

describe('looking back', () => {
  it('shows rubric and settings as they were, and does not let them be edited', () => {
    const { run } = edited();
    const gamma = () => run.parameters['focal.gamma'];
    const greets = () => run.criteria[0]!.active;
    expect([gamma(), greets(), run.editable]).toEqual([3, false, true]);
    run.cursor = 2;
    expect([gamma(), greets(), run.editable]).toEqual([3, true, false]);
    run.cursor = 0;
    expect([gamma(), greets(), run.editable]).toEqual([1, true, false]);
    expect(run.live.parameters['focal.gamma']).toBe(3);
    run.cursor = null;
    run.hover(0); // only hovered: the rubric stays as it stands
    expect([gamma(), greets(), run.editable]).toEqual([3, false, true]);
  });
});

describe('a run that could not be opened', () => {
  it('leaves the one before it whole: it is asked for again, or the other is', () => {
    const { run, sent } = edited();
    const next = forkAt(run, 2, 'before');
    run.become({ ...next, scenario: { ...run.scenario, id: 'another' } });
    run.receive({ type: 'failed', run: 2, message: 'no memory', lost: false });
    expect([run.opening, run.head, run.edits.length, run.overlays.length]).toEqual([true, 3, 2, 0]);
    expect(run.scenario.id).not.toBe('another');
    run.retry();
    expect(sent.findLast(({ type }) => type === 'open')).toMatchObject({ run: 3, start: next.start });
    run.receive({ type: 'failed', run: 3, message: 'no memory', lost: false });
    run.recover();
    expect(sent.findLast(({ type }) => type === 'open')).toMatchObject({
      run: 4,
      start: { to: 4, known: { run: 1 }, edits: [{ step: 1 }, { step: 3 }] },
    });
  });

  it('may be one that follows a recorded run, which stays marked as one', () => {
    const { run } = openedRun();
    expect(run.recorded).toBeNull();
    run.become({ request: run.asFork.request, start: { edits: [], to: 0, known: null } });
    expect(run.opening).toBe(true);
    run.open();
    expect(run.opening).toBe(false);
  });
});

describe('edits that are still to come', () => {
  it('come along when the run is resumed or replayed without another', () => {
    const { run, sent } = edited();
    const ahead = [
      { step: 9, request: { kind: 'weight' as const, criterion: 'hedge', value: 2 } },
      { step: 9, request: { kind: 'weight' as const, criterion: 'gone', value: 2 } },
    ];
    const { edits, live } = run;
    run.receive({ type: 'edited', run: 1, edits, ahead, ...live });
    run.recover();
    expect(sent.findLast(({ type }) => type === 'open')).toMatchObject({ start: { edits: { length: 4 } } });
    const { next, toCome } = forkWithout(run, 0, 'with it');
    expect(next.start.edits.map(({ step }) => step)).toEqual([3, 9]);
    expect(toCome).toBe(1);
  });
});

describe('a device that is lost', () => {
  it('takes nothing from the page: the run is asked for again where it was', () => {
    const { run, sent } = edited();
    run.receive({ type: 'failed', run: 1, message: 'gone', lost: true });
    run.recover();
    expect(sent.findLast(({ type }) => type === 'open')).toMatchObject({
      run: 2,
      start: { to: 4, known: { run: 1 }, edits: [{ step: 1 }, { step: 3 }] },
    });
    expect([run.head, run.failure, run.ready]).toEqual([3, null, false]);
    run.receive({
      type: 'opened',
      run: 2,
      opened: openedAs(run, run.lanes, { records: run.records, edits: run.edits }),
    });
    expect([run.head, run.ready, run.edits.length]).toEqual([3, true, 2]);
  });
});
