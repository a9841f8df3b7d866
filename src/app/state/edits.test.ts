import { describe, expect, it } from 'vitest';
import type { Change } from '../../lab/run/edit.ts';
import { describeEdit, describeTogether, tookEachOtherBack } from './describe-edit.ts';
import { markColour } from './marks.ts';
import { criterion, openedRun } from './testing.ts';

/** What a change of a fresh run is called. */
function called(change: Change): string {
  const { run } = openedRun();
  run.edit(change);
  expect(run.refusal).toBeNull();
  return describeEdit(run.edits.at(-1)!, run.columns);
}

describe('edits in words', () => {
  const hedge = (patch: object): Change => {
    const { run } = openedRun();
    const own = run.criteria.find(({ id }) => id === 'hedge')!;
    return { kind: 'criterion', criterion: 'hedge', value: { ...own, ...patch } };
  };

  it.each([
    [{ kind: 'weight', criterion: 'hedge', value: 0.6 }, 'hedges weight 0.3 → 0.6'],
    [{ kind: 'active', criterion: 'greets', value: false }, 'greets switched off'],
    [{ kind: 'parameter', name: 'focal.gamma', value: 3 }, 'gamma 1 → 3'],
    [{ kind: 'parameter', name: 'pow3r.lambda', value: 0.8 }, 'POW3R lambda 0.5 → 0.8'],
    [{ kind: 'parameter', name: 'diva.epsilon', value: 0.001 }, 'DIVA epsilon 0.0001 → 0.001'],
    [{ kind: 'parameter', name: 'focal.estimator', value: 2 }, 'estimator tilted group mean → batch mean'],
    [{ kind: 'training', name: 'scaleRewards', value: 'none' }, 'std division off'],
    [{ kind: 'training', name: 'scaleRewards', value: 'batch' }, 'std division by step (batch)'],
    [{ kind: 'training', name: 'lossType', value: 'grpo' }, 'loss per answer (grpo)'],
    [{ kind: 'training', name: 'lossType', value: 'dr_grpo' }, 'loss by a constant (dr_grpo)'],
    [{ kind: 'training', name: 'beta', value: 0.05 }, 'beta 0.02 → 0.05'],
    [{ kind: 'training', name: 'learningRate', value: 0.001 }, 'learning rate 0.003 → 0.001'],
    [{ kind: 'training', name: 'epsilonHigh', value: 0.28 }, 'epsilon high as epsilon → 0.28'],
    [{ kind: 'training', name: 'promptGamma', value: 1 }, 'prompt gamma 0 → 1'],
    [{ kind: 'training', name: 'matchRewardScale', value: false }, 'reward scale not matched'],
    [{ kind: 'training', name: 'dropSilentGroups', value: true }, 'silent groups dropped'],
    [{ kind: 'formula', value: 'prior' }, 'formula changed'],
    [{ kind: 'add', value: criterion('new_1', { name: 'politeness 2' }), at: 0 }, 'added politeness 2'],
    [{ kind: 'delete', criterion: 'clean' }, 'deleted clean'],
    [{ kind: 'move', criterion: 'hedge', to: 2 }, 'hedges moved up'],
    [{ kind: 'move', criterion: 'greets', to: 2 }, 'greets moved down'],
    [{ kind: 'rubric', value: [criterion('x')] }, 'rubric replaced (1 criterion)'],
    [hedge({ detector: { type: 'on-topic' } }), 'hedges: detector changed'],
    [hedge({ detector: null, active: false }), 'hedges: detector taken away, switched off'],
    [hedge({ judge: { shift: 2 } }), 'hedges: judge changed'],
    [hedge({ polarity: 'negative' }), 'hedges: earns by not having it'],
    [
      hedge({ name: 'hedging', text: 'x', kind: 'principle' }),
      'hedges: named hedging, now a Principle and more',
    ],
    [hedge({ unsatisfiable: true }), 'hedges: cannot be met'],
    [hedge({ promptWeights: [1, 1, 1, 1, 1, 1] }), 'hedges: weights by prompt'],
  ] as [Change, string][])('%j', (change, words) => expect(called(change)).toBe(words));

  it('say what an undo and a redo do, and how many came together', () => {
    const { run } = openedRun();
    const latest = () => describeEdit(run.edits.at(-1)!, run.columns);
    run.edit({ kind: 'delete', criterion: 'clean' });
    run.undo();
    expect(latest()).toBe('undo: brought back clean');
    run.redo();
    expect(latest()).toBe('redo: deleted clean');
    expect(describeTogether(run.edits, run.columns)).toBe('redo: deleted clean, and 2 more');
  });

  it('know when those of one step took each other back', () => {
    const { run } = openedRun();
    expect(tookEachOtherBack(run.edits)).toBe(false);
    run.edit({ kind: 'delete', criterion: 'clean' });
    expect(tookEachOtherBack(run.edits)).toBe(false);
    run.undo();
    expect(tookEachOtherBack(run.edits)).toBe(true);
    run.redo();
    expect(tookEachOtherBack(run.edits)).toBe(false);
    const later = run.edits.map((edit, i) => ({ ...edit, step: i }));
    expect(tookEachOtherBack(later.slice(0, 2))).toBe(false); // it held for a step
  });

  it('are marked in the colour of their criterion, deleted or not, otherwise in ink', () => {
    const { run } = openedRun();
    run.edit({ kind: 'delete', criterion: 'clean' });
    run.edit({ kind: 'parameter', name: 'focal.gamma', value: 3 });
    run.edit({ kind: 'add', value: criterion('new_1'), at: 0 });
    expect(run.edits.map((edit) => markColour(run, edit))).toEqual(['var(--c5)', 'var(--ink)', 'var(--c7)']);
  });
});

describe('undo and redo', () => {
  it('go through the edits one by one, each by an edit of its own', () => {
    const { run, step } = openedRun();
    const weight = (id: string) => run.criteria.find((one) => one.id === id)?.weight;
    run.edit({ kind: 'weight', criterion: 'hedge', value: 1 });
    step(() => 1);
    run.edit({ kind: 'delete', criterion: 'cite' });
    step(() => 1);
    run.undo();
    expect(weight('cite')).toBe(0.5);
    run.undo();
    expect(weight('hedge')).toBe(0.3);
    expect(run.undoable).toBeUndefined();
    run.undo(); // nothing is left: nothing happens
    expect(run.edits).toHaveLength(4);
    run.redo();
    run.redo();
    expect([weight('hedge'), weight('cite')]).toEqual([1, undefined]);
    expect(run.redoable).toBeUndefined();
    expect(run.edits.map(({ history }) => history ?? 'edit')).toEqual([
      'edit',
      'edit',
      'undo',
      'undo',
      'redo',
      'redo',
    ]);
  });

  it('leave it to the worker which edit is the latest', () => {
    const { run, sent } = openedRun();
    run.undo();
    run.redo();
    expect(sent.slice(-2)).toEqual([
      { type: 'edit', change: { kind: 'undo' } },
      { type: 'edit', change: { kind: 'redo' } },
    ]);
    expect(run.edits).toEqual([]);
    expect(run.refusal).toBeNull();
  });

  it('wait for a run that has a step to come', () => {
    const { run, sent } = openedRun();
    run.edit({ kind: 'delete', criterion: 'cite' });
    run.receive({ type: 'playing', run: 1, playing: false, finished: true });
    const before = sent.length;
    run.undo();
    expect(sent).toHaveLength(before);
  });
});
