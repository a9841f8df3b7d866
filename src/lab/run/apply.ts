/** Carries changes out: the state after one, what would take it back, and the log with it. */
import { METHODS } from '../reward/methods/index.ts';
import { requireParameter, type MethodParameters } from '../reward/methods/method.ts';
import { compileFormula } from '../reward/formula/compile.ts';
import { HEAVIEST, parseCriterion, parseRubric, type Criterion } from '../rubric/criterion.ts';
import {
  redoOf,
  TRAINING_NAMES,
  undoOf,
  withEdit,
  type Change,
  type Edit,
  type Editable,
  type EditRequest,
  type TrainingName,
} from './edit.ts';
import { parseTraining } from './scenario.ts';

/** All method parameters at their defaults. */
export const defaultParameters = (): MethodParameters =>
  Object.fromEntries(
    METHODS.flatMap(({ parameters }) => parameters.map((parameter) => [parameter.name, parameter.default])),
  );

/** What is edited, and all that was done to it. */
export interface Edited {
  state: Editable;
  edits: readonly Edit[];
}

/**
 * Does what is asked and notes it down. With nothing to undo or redo, nothing happens.
 *
 * @param step the first that will run with it
 * @throws when the change is not possible, saying why; nothing is changed
 */
export function carryOut(before: Edited, request: EditRequest, step: number): Edited {
  const { state, edits } = before;
  const change = changeOf(request, edits);
  if (!change) return before;
  const applied = applyChange(state, change);
  return { state: applied.state, edits: withEdit(edits, { ...change, step, inverse: applied.inverse }) };
}

/** The change that is asked for, by what the log says; undefined where there is nothing to undo or redo. */
export function changeOf(request: EditRequest, edits: readonly Edit[]): Change | undefined {
  if (request.kind === 'undo') return undoOf(edits);
  if (request.kind === 'redo') return redoOf(edits);
  const { history: _, ...change } = request;
  return change as Change;
}

export interface Applied {
  state: Editable;
  /** Restores what stood there before. */
  inverse: Change;
}

/** @throws when the change is not possible, saying why; nothing is changed */
export function applyChange(state: Editable, change: Change): Applied {
  const { criteria } = state;
  switch (change.kind) {
    case 'parameter':
      return applyParameter(state, change.name, change.value);
    case 'parameters': {
      const names = Object.keys(change.value);
      return {
        state: names.reduce((now, name) => applyParameter(now, name, change.value[name]!).state, state),
        inverse: {
          kind: 'parameters',
          value: Object.fromEntries(names.map((name) => [name, state.parameters[name]!])),
        },
      };
    }
    case 'training':
      return applyTraining(state, change.name, change.value);
    case 'formula':
      return {
        state: { ...state, formula: compileFormula(change.value).text },
        inverse: { kind: 'formula', value: state.formula },
      };
    case 'rubric':
      return {
        state: { ...state, criteria: parseRubric(change.value) },
        inverse: { kind: 'rubric', value: criteria },
      };
    case 'add': {
      const at = placeIn(change.at, criteria.length);
      const value = parseCriterion(change.value);
      return {
        state: { ...state, criteria: parseRubric(criteria.toSpliced(at, 0, value)) },
        inverse: { kind: 'delete', criterion: value.id },
      };
    }
    case 'delete': {
      const at = indexOf(criteria, change.criterion);
      if (criteria.length === 1)
        throw new Error(
          `${criteria[at]!.name} is the only criterion: a rubric has at least 1. Add another first.`,
        );
      return {
        state: { ...state, criteria: criteria.toSpliced(at, 1) },
        inverse: { kind: 'add', value: criteria[at]!, at },
      };
    }
    case 'move': {
      const at = indexOf(criteria, change.criterion);
      const to = placeIn(change.to, criteria.length - 1);
      return {
        state: { ...state, criteria: criteria.toSpliced(at, 1).toSpliced(to, 0, criteria[at]!) },
        inverse: { kind: 'move', criterion: change.criterion, to: at },
      };
    }
    case 'weight': {
      const own = criteria[indexOf(criteria, change.criterion)]!;
      requireRange(`weight of ${own.id}`, change.value, 0, HEAVIEST);
      if (own.promptWeights)
        throw new Error(`${own.name} has a weight for each prompt; change those, or take them away first.`);
      return replaceOne(state, { ...own, weight: change.value }, { ...change, value: own.weight });
    }
    case 'active': {
      const own = criteria[indexOf(criteria, change.criterion)]!;
      if (change.value && !own.detector)
        throw new Error(`${own.name} has no detector: attach one before it can count.`);
      return replaceOne(state, { ...own, active: change.value }, { ...change, value: own.active });
    }
    case 'criterion': {
      const own = criteria[indexOf(criteria, change.criterion)]!;
      const value = parseCriterion(change.value);
      if (value.id !== own.id)
        throw new Error(`The id of a criterion stays: "${own.id}", not "${value.id}".`);
      return replaceOne(state, value, { ...change, value: own });
    }
  }
}

function replaceOne(state: Editable, criterion: Criterion, inverse: Change): Applied {
  const replaced = state.criteria.map((other) => (other.id === criterion.id ? criterion : other));
  const { history: _, ...plain } = inverse;
  return { state: { ...state, criteria: parseRubric(replaced) }, inverse: plain as Change };
}

function applyParameter(state: Editable, name: string, value: number): Applied {
  const known = METHODS.flatMap(({ parameters }) => parameters);
  const parameter = known.find((candidate) => candidate.name === name);
  const before = state.parameters[name];
  if (!parameter || before === undefined)
    throw new Error(
      `Unknown parameter "${name}". Known: ${[...new Set(known.map((one) => one.name))].join(', ')}.`,
    );
  requireParameter(parameter, value);
  return {
    state: { ...state, parameters: { ...state.parameters, [name]: value } },
    inverse: { kind: 'parameter', name, value: before },
  };
}

function applyTraining(state: Editable, name: TrainingName, value: unknown): Applied {
  if (!TRAINING_NAMES.includes(name))
    throw new Error(`"${name}" cannot change while a run goes on; these can: ${TRAINING_NAMES.join(', ')}.`);
  const { [name]: before, ...others } = state.training;
  return {
    state: {
      ...state,
      training: parseTraining(value === null ? others : { ...state.training, [name]: value }),
    },
    inverse: { kind: 'training', name, value: before ?? null },
  };
}

function indexOf(criteria: readonly Criterion[], id: string): number {
  const at = criteria.findIndex((criterion) => criterion.id === id);
  if (at < 0)
    throw new Error(
      `Unknown criterion "${id}". Known: ${criteria.map((criterion) => criterion.id).join(', ')}.`,
    );
  return at;
}

function placeIn(place: number, last: number): number {
  if (!Number.isInteger(place)) throw new Error(`Place ${place} is not a whole number.`);
  requireRange('place', place, 0, last);
  return place;
}

function requireRange(name: string, value: number, min: number, max: number): void {
  if (typeof value !== 'number' || !(value >= min && value <= max))
    throw new Error(`${name} is ${value}; allowed is ${min} to ${max}.`);
}
