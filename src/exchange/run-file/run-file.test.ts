import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TOPICS } from '../../lab/language/topics.ts';
import { findScenario } from '../../scenarios/index.ts';
import { PAIR, SCALARS, VECTORS } from '../../lab/metrics/ring.ts';
import type { StepRecord } from '../../lab/metrics/record.ts';
import { initialParameters } from '../../lab/policy/parameters.ts';
import { parameterCount, parameterLayout } from '../../lab/policy/shape.ts';
import { scenarioShape } from '../../lab/run/scenario.ts';
import type { Recipe } from '../recipe/recipe.ts';
import { readSafetensors, writeSafetensors } from '../safetensors.ts';
import { readRunFile, writeCheckpointFile, writeRunFile, type RunFile } from './run-file.ts';

const scenario = findScenario('forgotten-footnote');
const recipe: Recipe = {
  name: 'gamma 1 → 3',
  scenario,
  methods: ['static-prior', 'focal-prior'],
  stem: null,
  seeds: [4, 9],
  engine: 'fused',
  training: {},
  parameters: {},
  formula: null,
  edits: [{ step: 2, request: { kind: 'delete', criterion: 'clean' } }],
  at: null,
};
const LANES = 4;

/** Records of made-up numbers, whose rubric loses a criterion at step 2. */
function records(steps: number, number: () => number): StepRecord[][] {
  const all = scenario.rubric.map(({ id }) => id);
  return Array.from({ length: LANES }, () =>
    Array.from({ length: steps }, (_, step) => {
      const criteria = step < 2 ? all : all.filter((id) => id !== 'clean');
      return {
        step,
        criteria,
        ...Object.fromEntries(SCALARS.map((name) => [name, number()])),
        ...Object.fromEntries(VECTORS.map((name) => [name, criteria.map(number)])),
        [PAIR]: [0, 1],
      } as unknown as StepRecord;
    }),
  );
}

const run = (steps = 5): RunFile => {
  let seed = 0;
  const number = () => (++seed % 17 === 0 ? NaN : Math.fround(Math.sin(seed)));
  const parameters = initialParameters(scenarioShape(scenario), 1);
  const state = (lane: number) => ({
    step: 3,
    updates: 6,
    parameters: parameters.map((value) => value + lane),
    adamMean: parameters,
    adamSquare: parameters.map((value) => value * value),
    kept: Float32Array.from({ length: TOPICS.length * (scenario.rubric.length - 1) }, (_, i) => i - 1),
  });
  return {
    recipe,
    name: 'gamma 1 → 3',
    notes: '<b>not</b> HTML',
    records: records(steps, number),
    snapshots: steps < 3 ? [] : [{ step: 3, lanes: Array.from({ length: LANES }, (_, lane) => state(lane)) }],
  };
};

describe('a run file', () => {
  it('gives the run back, number for number', () => {
    for (const steps of [0, 1, 5]) {
      const given = run(steps);
      expect(readRunFile(writeRunFile(given))).toEqual({ run: given, warnings: [] });
    }
  });

  const changed = (change: (about: any) => void, more: Record<string, string> = {}) => {
    const { tensors, metadata } = readSafetensors(writeRunFile(run()));
    const about = JSON.parse(metadata['about']!);
    change(about);
    return writeSafetensors({ tensors, metadata: { ...metadata, about: JSON.stringify(about), ...more } });
  };

  const SIZE = parameterCount(scenarioShape(scenario));
  const withTensor = (name: string, shape: number[], value: number) => {
    const { tensors, metadata } = readSafetensors(writeRunFile(run()));
    const values = new Float32Array(shape.reduce((a, b) => a * b)).fill(value);
    return writeSafetensors({ tensors: new Map([...tensors, [name, { shape, values }]]), metadata });
  };

  it('leaves snapshots out that no run can go on from', () => {
    const given = run();
    const [good] = given.snapshots;
    const [first, ...others] = good!.lanes;
    const lost = { step: 2, lanes: [{ ...first!, kept: first!.kept.map(() => NaN) }, ...others] };
    const ahead = { ...good!, step: 6 };
    const file = writeRunFile({ ...given, snapshots: [ahead, lost, good!, good!] });
    expect(readRunFile(file)).toEqual({ run: given, warnings: [] });
  });

  it.each<[string, Uint8Array, RegExp]>([
    ['another format', changed(() => {}, { format: 'pt' }), /its format is "pt"/],
    ['a newer version', changed((about) => (about.formatVersion = 2)), /format 2, from a newer Focal Lab/],
    [
      'more steps than records',
      changed((about) => (about.steps = 6)),
      /"records\.direct" has shape 4 × 5; .* have 4 × 6/,
    ],
    [
      'a snapshot that is not there',
      changed((about) => (about.snapshots[0] = [4, [8, 8, 8, 8]])),
      /step 4 lacks parameters/,
    ],
    [
      'a snapshot of too few lanes',
      changed((about) => about.snapshots[0][1].pop()),
      /has 3 lanes; the run has 4/,
    ],
    [
      'updates that its steps do not make',
      changed((about) => (about.snapshots[0][1][1] = 7)),
      /step 3 has 7 updates; 2 per step make 6/,
    ],
    [
      'a snapshot twice',
      changed((about) => about.snapshots.push(about.snapshots[0])),
      /A snapshot is of step 3; allowed is 4 to 5/,
    ],
    [
      'criteria that its edits do not make',
      changed((about) => (about.rubrics[1][0] = 1)),
      /criteria .* are not those that its recipe's edits make/,
    ],
    [
      'more steps than its recipe',
      changed((about) => (about.steps = 151)),
      /has 151 steps; its recipe has 150/,
    ],
    [
      'what a method kept of another rubric',
      withTensor('snapshots.3.kept', [LANES, 42], 0),
      /lacks kept of 36 numbers/,
    ],
    [
      'a square below 0',
      withTensor('snapshots.3.adamSquare', [LANES, SIZE], -1),
      /adamSquare with numbers missing, endless, or negative/,
    ],
    [
      'a number without end',
      withTensor('snapshots.3.adamMean', [LANES, SIZE], Infinity),
      /adamMean with numbers missing, endless/,
    ],
    [
      'a place that no criterion has',
      withTensor('records.contradicting', [LANES, 5, 2], 6),
      /"records\.contradicting" has 6, 6 at step 2; places among 6 criteria are 0 to 5/,
    ],
    ['a broken recipe', changed(() => {}, { recipe: '{}' }), /Recipe: /],
    ['no recipe', changed(() => {}, { recipe: '' }), /at character 1/],
    ['a key nobody knows', changed((about) => (about.magic = 1)), /magic/],
  ])('is refused with %s', (_, file, message) => {
    expect(() => readRunFile(file)).toThrow(message);
  });

  it('that is damaged throws an Error and nothing else', () => {
    const good = writeRunFile(run(2));
    fc.assert(
      fc.property(fc.nat(4000), fc.nat(255), (at, byte) => {
        const file = Uint8Array.from(good);
        file[at % file.length] = byte;
        try {
          readRunFile(file);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
          expect((error as Error).message).not.toMatch(
            /of undefined|undefined is|is not a function|Cannot read/,
          );
        }
      }),
      { numRuns: 60 },
    );
  });
});

it('a checkpoint file holds every weight under its name', () => {
  const shape = scenarioShape(scenario);
  const parameters = initialParameters(shape, 3);
  const { tensors, metadata } = readSafetensors(writeCheckpointFile(recipe, parameters, { step: '84' }));
  expect({ ...metadata }).toEqual({ format: 'focal-lab-policy', step: '84' });
  expect([...tensors.keys()]).toEqual(parameterLayout(shape).map(({ name }) => name));
  expect([...tensors.values()].flatMap(({ values }) => [...values])).toEqual([...parameters]);
});
