import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findScenario } from '../../scenarios/index.ts';
import { DEFAULT_FORMULA } from '../reward/methods/custom.ts';
import { criterion } from '../rubric/testing.ts';
import { carryOut, defaultParameters, type Edited } from './apply.ts';
import { planOf, type Editable, type EditRequest } from './edit.ts';
import { editsBefore, withoutEdit } from './fork.ts';
import { settingsAt } from './settings-at.ts';

const scenario = findScenario('forgotten-footnote');
const start: Editable = {
  criteria: scenario.rubric,
  parameters: defaultParameters(),
  training: scenario.training,
  formula: DEFAULT_FORMULA,
};

/** The log and the state after requests, one per step; what is not possible is left out. */
function made(requests: readonly EditRequest[]): Edited {
  let edited: Edited = { state: start, edits: [] };
  requests.forEach((request, step) => {
    try {
      edited = carryOut(edited, request, step);
    } catch {
      // not possible: not made
    }
  });
  return edited;
}

const gamma: EditRequest = { kind: 'parameter', name: 'focal.gamma', value: 3 };
const beta: EditRequest = { kind: 'training', name: 'beta', value: 0.1 };

it('leaves an edit out with what took it back and made it again, and no other', () => {
  const { edits } = made([gamma, beta, { kind: 'undo' }, { kind: 'undo' }, { kind: 'redo' }]);
  expect(withoutEdit(start, edits, 0)).toEqual({
    edits: [
      { step: 1, request: beta },
      { step: 2, request: { kind: 'undo' } },
    ],
    dropped: [],
  });
  expect(withoutEdit(start, edits, 1).edits).toEqual([
    { step: 0, request: gamma },
    { step: 3, request: { kind: 'undo' } },
    { step: 4, request: { kind: 'redo' } },
  ]);
});

it('leaves out what is not possible without it, and what took that back', () => {
  const fresh = criterion({ id: 'fresh' });
  const { edits } = made([
    beta,
    { kind: 'add', value: fresh, at: 0 },
    { kind: 'weight', criterion: 'fresh', value: 2 },
    { kind: 'undo' },
    gamma,
  ]);
  const { edits: left, dropped } = withoutEdit(start, edits, 1);
  expect(left).toEqual([
    { step: 0, request: beta },
    { step: 4, request: gamma },
  ]);
  expect(dropped.map(({ kind }) => kind)).toEqual(['weight']);
});

const request = fc.oneof<fc.Arbitrary<EditRequest>[]>(
  fc.constant({ kind: 'undo' }),
  fc.constant({ kind: 'redo' }),
  fc.nat(50).map((n) => ({ kind: 'parameter', name: 'focal.gamma', value: n / 10 })),
  fc.nat(9).map((n) => ({ kind: 'training', name: 'beta', value: n / 10 })),
  fc.constantFrom(...scenario.rubric).chain(({ id }) =>
    fc.oneof<fc.Arbitrary<EditRequest>[]>(
      fc.nat(9).map((n) => ({ kind: 'weight', criterion: id, value: n })),
      fc.boolean().map((value) => ({ kind: 'active', criterion: id, value })),
    ),
  ),
);

it('an edit that is made and left out again leaves the log as it was', () => {
  fc.assert(
    fc.property(fc.array(request, { maxLength: 20 }), fc.nat(20), (requests, place) => {
      const at = Math.min(place, requests.length);
      const extra: EditRequest = { kind: 'training', name: 'epsilon', value: 0.31 }; // nobody else sets it
      const added = made([...requests.slice(0, at), extra]);
      const index = added.edits.length - 1;
      if (added.edits[index]?.kind !== 'training' || added.edits[index].step !== at) return;
      const { edits, dropped } = withoutEdit(start, added.edits, index);
      expect(dropped).toEqual([]);
      expect(edits).toEqual(planOf(made(requests.slice(0, at)).edits));
      expect(editsBefore(added.edits, at)).toEqual(edits);
    }),
  );
});

it('whatever is left out, what is left can be made', () => {
  fc.assert(
    fc.property(fc.array(request, { minLength: 1, maxLength: 20 }), fc.nat(99), (requests, pick) => {
      const { edits } = made(requests);
      const own = edits.flatMap(({ history }, i) => (history ? [] : [i]));
      fc.pre(own.length > 0);
      const { edits: left } = withoutEdit(start, edits, own[pick % own.length]!);
      let again: Edited = { state: start, edits: [] };
      for (const { step, request: asked } of left) again = carryOut(again, asked, step);
      expect(left.length).toBeLessThan(edits.length);
    }),
  );
});

it('what a step ran with is what its edits had made of the beginning', () => {
  const fresh = criterion({ id: 'fresh' });
  const more = fc.oneof(
    request,
    fc.constantFrom<EditRequest>(
      { kind: 'add', value: fresh, at: 2 },
      { kind: 'delete', criterion: 'fresh' },
      { kind: 'delete', criterion: 'clean' },
      { kind: 'move', criterion: 'hedge', to: 0 },
      { kind: 'rubric', value: [fresh] },
      { kind: 'formula', value: 'prior * 2' },
      { kind: 'training', name: 'epsilonHigh', value: 0.3 },
      { kind: 'training', name: 'epsilonHigh', value: null },
      { kind: 'parameters', value: { 'focal.gamma': 3, 'focal.tau': 0.5 } },
      { kind: 'criterion', criterion: 'hedge', value: { ...scenario.rubric.at(-1)!, name: 'another' } },
    ),
  );
  fc.assert(
    fc.property(fc.array(more, { maxLength: 30 }), fc.integer({ min: -1, max: 30 }), (requests, step) => {
      const { state, edits } = made(requests);
      const before = made(requests.slice(0, step + 1)).state;
      expect(settingsAt(state, edits, step)).toEqual(before);
    }),
  );
});
