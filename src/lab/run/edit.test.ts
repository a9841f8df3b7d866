import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findScenario } from '../../scenarios/index.ts';
import { DEFAULT_FORMULA } from '../reward/methods/custom.ts';
import { parseRubric, type Criterion } from '../rubric/criterion.ts';
import { criterion } from '../rubric/testing.ts';
import { applyChange, carryOut, defaultParameters, type Edited } from './apply.ts';
import { history, redoOf, undoOf, withEdit, type Change, type Edit, type Editable } from './edit.ts';

const { rubric, training } = findScenario('forgotten-footnote');
const start: Editable = {
  criteria: rubric,
  parameters: defaultParameters(),
  training,
  formula: DEFAULT_FORMULA,
};
const hedge = rubric.find(({ id }) => id === 'hedge')!;

describe('a change', () => {
  it('gives the new state and what takes it back, and leaves the old state alone', () => {
    const { state, inverse } = applyChange(start, { kind: 'weight', criterion: 'hedge', value: 2 });
    expect(inverse).toEqual({ kind: 'weight', criterion: 'hedge', value: 0.3 });
    expect(state.criteria.find(({ id }) => id === 'hedge')!.weight).toBe(2);
    expect(hedge.weight).toBe(0.3);
  });

  it('adds, deletes, moves and replaces', () => {
    const ids = (change: Change) => applyChange(start, change).state.criteria.map(({ id }) => id);
    const all = rubric.map(({ id }) => id);
    expect(ids({ kind: 'add', value: criterion({ id: 'fresh' }), at: 1 })).toEqual(
      all.toSpliced(1, 0, 'fresh'),
    );
    expect(ids({ kind: 'delete', criterion: 'clean' })).toEqual(all.filter((id) => id !== 'clean'));
    expect(ids({ kind: 'move', criterion: 'greets', to: 2 }).slice(0, 3)).toEqual([
      'clean',
      'on_topic',
      'greets',
    ]);
    expect(ids({ kind: 'rubric', value: [criterion({ id: 'only' })] })).toEqual(['only']);
    const value: Criterion = { ...hedge, judge: { shift: 2 }, promptWeights: [1, 2, 3, 4, 5, 6] };
    const { state } = applyChange(start, { kind: 'criterion', criterion: 'hedge', value });
    expect(state.criteria.at(-1)).toEqual(value);
  });

  it.each<[string, unknown, RegExp]>([
    [
      'an unknown criterion',
      { kind: 'weight', criterion: 'nope', value: 1 },
      /Unknown criterion "nope".*hedge/,
    ],
    [
      'a negative weight',
      { kind: 'weight', criterion: 'hedge', value: -1 },
      /weight of hedge is -1; allowed is 0 to 100/,
    ],
    ['no number', { kind: 'weight', criterion: 'hedge', value: NaN }, /NaN/],
    [
      'an unknown parameter',
      { kind: 'parameter', name: 'focal.magic', value: 1 },
      /"focal\.magic".*focal\.gamma/,
    ],
    [
      'a parameter out of range',
      { kind: 'parameter', name: 'focal.gamma', value: 9 },
      /focal\.gamma is 9; allowed is 0 to 8/,
    ],
    [
      'one parameter of several out of range',
      { kind: 'parameters', value: { 'focal.gamma': 3, 'focal.tau': -1 } },
      /focal\.tau is -1/,
    ],
    [
      'an id that is taken',
      { kind: 'add', value: criterion({ id: 'hedge' }), at: 0 },
      /0 already|"hedge" is the id/,
    ],
    [
      'a place beyond the end',
      { kind: 'add', value: criterion({ id: 'x' }), at: 8 },
      /place is 8; allowed is 0 to 7/,
    ],
    ['half a place', { kind: 'move', criterion: 'hedge', to: 1.5 }, /1\.5 is not a whole number/],
    [
      'another id',
      { kind: 'criterion', criterion: 'hedge', value: criterion({ id: 'x' }) },
      /The id of a criterion stays/,
    ],
    [
      'a judge that cannot be',
      { kind: 'criterion', criterion: 'hedge', value: { ...hedge, judge: { halo: 2 } } },
      /judge\.halo: 2 is not between 0 and 1/,
    ],
    ['no criterion at all', { kind: 'rubric', value: [] }, /at least 1/],
    [
      '33 criteria',
      { kind: 'rubric', value: Array.from({ length: 33 }, (_, k) => criterion({ id: `c${k}` })) },
      /33 criteria; at most 32/,
    ],
    [
      'a criterion that counts although nothing detects it',
      { kind: 'rubric', value: [criterion({ id: 'x', detector: null })] },
      /0\.active: a criterion without a detector/,
    ],
  ])('refuses %s', (_, change, message) =>
    expect(() => applyChange(start, change as Change)).toThrow(message),
  );

  it.each<[string, unknown, RegExp]>([
    ['steps', 1, /"steps" cannot change while a run goes on; these can: learningRate/],
    ['beta', -1, /Training: beta: -1 is not between 0 and 10/],
    ['lossType', 'sum', /Training: lossType/],
    ['dropSilentGroups', 'yes', /Training: dropSilentGroups/],
  ])('refuses to train with %s = %j', (name, value, message) =>
    expect(() => applyChange(start, { kind: 'training', name, value } as never)).toThrow(message),
  );

  it('changes how it trains, and takes that back', () => {
    const { state, inverse } = applyChange(start, { kind: 'training', name: 'scaleRewards', value: 'none' });
    expect(state.training).toEqual({ ...training, scaleRewards: 'none' });
    expect(applyChange(state, inverse).state).toEqual(start);
  });

  it('changes the formula, and says where one is wrong', () => {
    const { state, inverse } = applyChange(start, { kind: 'formula', value: 'prior * std' });
    expect(state.formula).toBe('prior * std');
    expect(applyChange(state, inverse).state).toEqual(start);
    expect(() => applyChange(start, { kind: 'formula', value: 'prior * ' })).toThrow(/character 9/);
  });

  it('refuses to delete the last criterion, and to switch on what nothing detects', () => {
    const one = { ...start, criteria: [criterion({ id: 'x', detector: null, active: false })] };
    expect(() => applyChange(one, { kind: 'delete', criterion: 'x' })).toThrow(/the only criterion/);
    expect(() => applyChange(one, { kind: 'active', criterion: 'x', value: true })).toThrow(/no detector/);
  });

  it('does not change the one weight of a criterion that has one per prompt', () => {
    const value = { ...hedge, promptWeights: [1, 1, 1, 1, 1, 1] };
    const { state } = applyChange(start, { kind: 'criterion', criterion: 'hedge', value });
    expect(() => applyChange(state, { kind: 'weight', criterion: 'hedge', value: 1 })).toThrow(
      /for each prompt/,
    );
  });
});

/** What somebody might do next, given what there is. */
function someChange(state: Editable, pick: (below: number) => number, fresh: number): Change {
  const { criteria } = state;
  const own = criteria[pick(criteria.length)]!;
  switch (pick(11)) {
    case 0:
      return { kind: 'weight', criterion: own.id, value: pick(50) / 10 };
    case 1:
      return { kind: 'active', criterion: own.id, value: !own.active };
    case 2:
      return {
        kind: 'criterion',
        criterion: own.id,
        value: { ...own, text: `text ${pick(9)}`, judge: { shift: pick(3) } },
      };
    case 3:
      return { kind: 'add', value: criterion({ id: `new_${fresh}` }), at: pick(criteria.length + 1) };
    case 4:
      return criteria.length > 1
        ? { kind: 'delete', criterion: own.id }
        : { kind: 'parameter', name: 'focal.tau', value: 2 };
    case 5:
      return { kind: 'move', criterion: own.id, to: pick(criteria.length) };
    case 6:
      return { kind: 'rubric', value: criteria.slice(0, 1 + pick(criteria.length)) };
    case 7:
      return { kind: 'training', name: 'beta', value: pick(9) / 100 };
    case 8:
      return { kind: 'formula', value: `prior * (${pick(5)} + std)` };
    case 9:
      return { kind: 'parameters', value: { 'focal.gamma': pick(30) / 10, 'focal.cap': 1 - pick(5) / 10 } };
    default:
      return { kind: 'parameter', name: 'focal.gamma', value: pick(30) / 10 };
  }
}

describe('the log of edits', () => {
  const weight = (step: number, before: number, value: number): Edit => ({
    kind: 'weight',
    criterion: 'hedge',
    step,
    value,
    inverse: { kind: 'weight', criterion: 'hedge', value: before },
  });

  it('makes one edit of a drag that no step has run with, and none of one that ends where it began', () => {
    expect(withEdit([weight(3, 0.3, 1)], weight(3, 1, 2))).toEqual([weight(3, 0.3, 2)]);
    expect(withEdit([weight(3, 0.3, 1)], weight(3, 1, 0.3))).toEqual([]);
  });

  it('keeps edits of different steps and of different things apart', () => {
    expect(withEdit([weight(3, 0.3, 1)], weight(4, 1, 2))).toHaveLength(2);
    const off: Edit = {
      kind: 'active',
      criterion: 'hedge',
      step: 3,
      value: false,
      inverse: { kind: 'active', criterion: 'hedge', value: true },
    };
    expect(withEdit([weight(3, 0.3, 1)], off)).toHaveLength(2);
  });

  it('undoes with a mark of its own, and redoes, even before a step has run', () => {
    let now = carryOut({ state: start, edits: [] }, { kind: 'weight', criterion: 'hedge', value: 2 }, 5);
    now = carryOut(now, { kind: 'undo' }, 5);
    expect(now.state.criteria).toEqual(rubric);
    expect(now.edits.map((edit) => edit.history)).toEqual([undefined, 'undo']);
    expect(undoOf(now.edits)).toBeUndefined();
    now = carryOut(now, { kind: 'redo' }, 6);
    expect(now.state.criteria.at(-1)!.weight).toBe(2);
    expect(history(now.edits)).toMatchObject({ done: [{ value: 2 }], undone: [] });
  });

  it('leaves nothing to redo after another edit', () => {
    let now = carryOut({ state: start, edits: [] }, { kind: 'weight', criterion: 'hedge', value: 2 }, 5);
    now = carryOut(now, { kind: 'undo' }, 6);
    now = carryOut(now, { kind: 'delete', criterion: 'clean' }, 7);
    expect(redoOf(now.edits)).toBeUndefined();
  });

  it('undoes any sequence of edits back to the start, and redoes it to the end', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat(1e6)), fc.integer({ min: 1, max: 12 }), (numbers, count) => {
        const pick = (below: number) => numbers.next().value! % below;
        let now: Edited = { state: start, edits: [] };
        for (let i = 0; i < count; i++) now = carryOut(now, someChange(now.state, pick, i), i >> 1);
        parseRubric(now.state.criteria);
        const end = now.state;
        for (let i = 0; undoOf(now.edits); i++) now = carryOut(now, { kind: 'undo' }, 100 + i);
        expect(now.state).toEqual(start);
        for (let i = 0; redoOf(now.edits); i++) now = carryOut(now, { kind: 'redo' }, 200 + i);
        expect(now.state).toEqual(end);
      }),
      { numRuns: 200 },
    );
  });
});
