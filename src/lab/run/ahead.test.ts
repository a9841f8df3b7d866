import { expect, it } from 'vitest';
import { findScenario } from '../../scenarios/index.ts';
import { DEFAULT_FORMULA } from '../reward/methods/custom.ts';
import { asMeant, possible } from './ahead.ts';
import { carryOut, defaultParameters, type Edited } from './apply.ts';
import type { EditRequest, PlannedEdit } from './edit.ts';

const scenario = findScenario('forgotten-footnote');
const start: Edited = {
  state: {
    criteria: scenario.rubric,
    parameters: defaultParameters(),
    training: scenario.training,
    formula: DEFAULT_FORMULA,
  },
  edits: [],
};
const weigh = (criterion: string, value: number): EditRequest => ({ kind: 'weight', criterion, value });
const ahead: PlannedEdit[] = [
  { step: 40, request: { kind: 'undo' } },
  { step: 50, request: { kind: 'redo' } },
  { step: 60, request: weigh('greets', 4) },
];

it('an undo that was to come takes back what it was meant for, whatever was edited since', () => {
  const before = carryOut(start, weigh('hedge', 2), 20);
  const meant = asMeant(before, ahead);
  expect(meant).toEqual([
    { step: 40, request: weigh('hedge', 0.3) },
    { step: 50, request: weigh('hedge', 2) },
    { step: 60, request: weigh('greets', 4) },
  ]);
  const after = carryOut(before, { kind: 'delete', criterion: 'greets' }, 30);
  expect(possible(after, meant)).toEqual({ made: meant.slice(0, 2), dropped: meant.slice(2) });
});

it('an undo of nothing is nothing', () => {
  expect(asMeant(start, ahead.slice(0, 2))).toEqual([]);
});
