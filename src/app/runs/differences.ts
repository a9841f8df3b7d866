/** What tells the beginnings of two runs apart, in words: what has changed most comes first. */
import { DEFAULT_FORMULA } from '../../lab/reward/methods/custom.ts';
import { findMethod } from '../../lab/reward/methods/index.ts';
import type { Criterion } from '../../lab/rubric/criterion.ts';
import { defaultParameters } from '../../lab/run/apply.ts';
import { TRAINING_NAMES } from '../../lab/run/edit.ts';
import type { Training } from '../../lab/run/scenario.ts';
import type { Recipe } from '../../exchange/recipe/recipe.ts';
import { seedLabel } from '../format.ts';
import { compact } from '../methods/scale.ts';
import { describeChange } from '../state/describe-edit.ts';
import { describeParameter } from '../state/describe-parameter.ts';
import { describeTraining } from '../state/describe-training.ts';

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const EDITABLE: readonly (keyof Training)[] = TRAINING_NAMES;

/** Settings that shape the run, in the words of the page. */
const SHAPES: Partial<Record<keyof Training, string>> = {
  steps: 'steps',
  numGenerations: 'answers per prompt',
  numIterations: 'passes per step',
  temperature: 'temperature',
  maxGradNorm: 'gradient clip',
};

/** How one run's beginning is another than that of a run before it: in what is rewarded, and how. */
export function beginningsApart(before: Recipe, after: Recipe): string[] {
  return [
    ...rubricsApart(before.scenario.rubric, after.scenario.rubric),
    ...parametersApart(before, after),
    ...trainingApart(before, after, (name) => EDITABLE.includes(name)),
    ...((before.formula ?? DEFAULT_FORMULA) === (after.formula ?? DEFAULT_FORMULA)
      ? []
      : ['formula changed']),
    ...methodsApart(before.methods, after.methods),
    ...(same(before.stem, after.stem) ? [] : [stemOf(after)]),
  ];
}

/** And in its size: steps, answers, seeds; and what computes it. */
export function sizesApart(before: Recipe, after: Recipe): string[] {
  return [
    ...trainingApart(before, after, (name) => !EDITABLE.includes(name)),
    ...(same(before.seeds, after.seeds) ? [] : [seedsOf(after.seeds)]),
    ...(before.engine && after.engine && before.engine !== after.engine ? [`engine ${after.engine}`] : []),
  ];
}

const stemOf = ({ stem }: Recipe): string =>
  stem ? `one past as ${findMethod(stem.method).name} up to step ${stem.step}` : 'no past in common';

const seedsOf = (seeds: readonly number[]): string =>
  seeds.every((seed, i) => seed === seeds[0]! + i) ? seedLabel(seeds) : `${seeds.length} seeds`;

function methodsApart(before: readonly string[], after: readonly string[]): string[] {
  const names = (ids: readonly string[]) => ids.map((id) => findMethod(id).name).join(', ');
  const added = after.filter((id) => !before.includes(id));
  const gone = before.filter((id) => !after.includes(id));
  if (added.length === 0 && gone.length === 0) return same(before, after) ? [] : ['methods in another order'];
  if (added.length > 0 && gone.length > 0) return [`methods ${names(after)}`];
  return [added.length > 0 ? `with ${names(added)}` : `without ${names(gone)}`];
}

function parametersApart(before: Recipe, after: Recipe): string[] {
  const usual = defaultParameters();
  const [was, is] = [
    { ...usual, ...before.parameters },
    { ...usual, ...after.parameters },
  ];
  return Object.keys(is)
    .filter((name) => was[name] !== is[name])
    .map((name) => describeParameter(name, was[name]!, is[name]!));
}

function trainingApart(before: Recipe, after: Recipe, wanted: (name: keyof Training) => boolean): string[] {
  const [was, is] = [before, after].map(({ scenario, training }): Partial<Training> => ({
    ...scenario.training,
    ...training,
  })) as [Partial<Training>, Partial<Training>];
  const said: string[] = [];
  for (const name of new Set([...TRAINING_NAMES, ...Object.keys(is), ...Object.keys(was)]) as Set<
    keyof Training
  >) {
    const [from, to] = [was[name] ?? null, is[name] ?? null];
    if (from === to || !wanted(name)) continue;
    const editable = TRAINING_NAMES.find((one) => one === name);
    said.push(
      editable
        ? describeTraining(editable, from, to)
        : `${SHAPES[name] ?? name} ${compact(Number(from))} → ${compact(Number(to))}`,
    );
  }
  return said;
}

/** More new criteria than this are another rubric. */
const MOST_ADDED = 3;

function rubricsApart(before: readonly Criterion[], after: readonly Criterion[]): string[] {
  if (same(before, after)) return [];
  const known = new Map(before.map((criterion) => [criterion.id, criterion]));
  const stayed = after.filter(({ id }) => known.has(id));
  const added = after.filter(({ id }) => !known.has(id));
  const gone = before.filter(({ id }) => !after.some((criterion) => criterion.id === id));
  if (stayed.length === 0 || added.length > MOST_ADDED)
    return [describeChange({ kind: 'rubric', value: after }, { kind: 'rubric', value: before }, after)];
  const order = (list: readonly Criterion[]) =>
    list.map(({ id }) => id).filter((id) => stayed.some((one) => one.id === id));
  return [
    ...stayed.flatMap((criterion) => {
      const was = known.get(criterion.id)!;
      return same(was, criterion) ? [] : [criterionApart(was, criterion)];
    }),
    ...added.map((value) => `added ${value.name}`),
    ...gone.map(({ name }) => `deleted ${name}`),
    ...(same(order(before), order(after)) ? [] : ['criteria in another order']),
  ];
}

/** In the words of an edit: a weight or a switch alone has words of its own. */
function criterionApart(before: Criterion, after: Criterion): string {
  const criterion = after.id;
  if (same({ ...before, weight: after.weight }, after))
    return describeChange(
      { kind: 'weight', criterion, value: after.weight },
      { kind: 'weight', criterion, value: before.weight },
      [after],
    );
  if (same({ ...before, active: after.active }, after))
    return describeChange(
      { kind: 'active', criterion, value: after.active },
      { kind: 'active', criterion, value: before.active },
      [after],
    );
  return describeChange(
    { kind: 'criterion', criterion, value: after },
    { kind: 'criterion', criterion, value: before },
    [after],
  );
}
