import fc from 'fast-check';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { advantages } from '../../lab/reward/advantage.ts';
import { environments } from '../../lab/reward/formula/arbitrary.ts';
import { compileFormula } from '../../lab/reward/formula/compile.ts';
import { METHODS, findMethod } from '../../lab/reward/methods/index.ts';
import { FINISHES } from '../../lab/reward/methods/method.ts';
import { runPython } from './testing/python.ts';
import { expectedOf, type RunResult, type StepResult } from './testing/reference.ts';
import {
  Dice,
  edgeRuns,
  formulaOf,
  GROUPS_EACH,
  randomFormulas,
  randomRuns,
  VARIANTS,
} from './testing/runs.ts';

const SEED = 20261122;
const TOLERANCE = 1e-9;

const runs = VARIANTS.map((variant, i) => randomRuns(variant, SEED + i));
const edges = edgeRuns();
const batches = randomBatches();
const texts = randomFormulas(SEED);
const environmentOf = fc.sample(environments, { seed: SEED, numRuns: 10 * texts.length });
const asked = environmentOf.map((environment, i) => ({ text: texts[i % texts.length]!, environment }));

interface Golden {
  runs: RunResult[];
  /** Of each run, what each step is on arrays; null where it is not computed so. */
  arrays: (StepResult | null)[][];
  formulas: (number | null)[];
  advantages: number[][][];
  parameters: Record<string, Record<string, [number, number, number, boolean]>>;
  keeps: string[];
  finish: Record<string, string>;
}

const hasNumpy = runPython(
  'import importlib.util, json; print(json.dumps(importlib.util.find_spec("numpy") is not None))',
);
console.info(hasNumpy ? 'Compared: lists and numpy arrays.' : 'Compared: lists; numpy is not installed.');

let python: Golden;

beforeAll(() => {
  python = runPython(fileURLToPath(new URL('testing/golden.py', import.meta.url)), {
    runs: [...runs.flat(), ...edges],
    arrays: hasNumpy,
    formulas: {
      trees: asked.map(({ text }) => formulaOf(text).tree),
      environments: asked.map(({ environment }) =>
        Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, String(value)])),
      ),
    },
    advantages: batches,
  }) as Golden;
}, 60_000);

/** Every number at the same place and as near; says where it is not. */
function compare(actual: unknown, expected: unknown, place: string): void {
  if (typeof expected === 'number') {
    const near =
      typeof actual === 'number' && Math.abs(actual - expected) <= TOLERANCE * (1 + Math.abs(expected));
    if (!near) throw new Error(`${place}: Python has ${String(actual)}, TypeScript ${expected}`);
  } else if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length)
      throw new Error(
        `${place}: Python has ${JSON.stringify(actual)}, TypeScript ${JSON.stringify(expected)}`,
      );
    expected.forEach((value, i) => compare(actual[i], value, `${place}[${i}]`));
  } else if (typeof expected === 'object' && expected !== null) {
    for (const [name, value] of Object.entries(expected))
      compare((actual as Record<string, unknown>)[name], value, `${place}.${name}`);
  } else if (actual !== expected)
    throw new Error(`${place}: Python has ${String(actual)}, TypeScript ${String(expected)}`);
}

describe('Python weighs as TypeScript does, to 1e-9', () => {
  it.each(VARIANTS.map(({ name }, i) => [name, i] as const))('%s', (name, i) => {
    const offset = i * runs[0]!.length;
    let groups = 0;
    let arrays = 0;
    runs[i]!.forEach((run, r) => {
      const expected = expectedOf(run);
      const actual = python.runs[offset + r]!;
      compare(actual, expected, `${name}, run ${r}`);
      groups += run.steps.reduce((sum, { scores }) => sum + scores.length, 0);
      if (hasNumpy)
        python.arrays[offset + r]!.forEach((step, s) => {
          if (!step) return;
          arrays++;
          compare(step, expected[s]!.step, `${name}, run ${r}, step ${s}, on arrays`);
        });
      expect(python.keeps[offset + r]).toBe(findMethod(run.lab.method).keeps(run.lab.parameters));
    });
    expect(groups).toBe(GROUPS_EACH);
    if (hasNumpy) expect(arrays).toBeGreaterThan(50); // of 250 steps; the others have gaps or groups of several sizes
  });
});

it('ties, spreads near none and weights that sank are treated alike', () => {
  const from = runs.flat().length;
  edges.forEach((run, r) => {
    const expected = expectedOf(run);
    compare(python.runs[from + r], expected, `${run.lab.method}, edge ${r}`);
    if (hasNumpy)
      compare(
        python.arrays[from + r],
        expected.map(({ step }) => step),
        `${run.lab.method}, edge ${r}, on arrays`,
      );
  });
});

it('the formulas that are tried give weights at times, and none at others', () => {
  const custom = VARIANTS.findIndex(({ method }) => method.id === 'custom');
  const fell = runs[custom]!.flatMap((run) => expectedOf(run).flatMap(({ groups }) => groups)).filter(
    ({ fellBack }) => fellBack,
  ).length;
  expect(fell).toBeGreaterThan(GROUPS_EACH / 20);
  expect(fell).toBeLessThan((GROUPS_EACH * 3) / 4);
});

it('formulas are worth the same, invalid ones too', () => {
  let invalid = 0;
  asked.forEach(({ text, environment }, i) => {
    const expected = compileFormula(text).evaluate(environment);
    if (Number.isNaN(expected)) invalid++;
    compare(python.formulas[i], Number.isNaN(expected) ? null : expected, text);
  });
  expect(asked.length).toBeGreaterThan(1000);
  expect(invalid).toBeGreaterThan(asked.length / 20);
  expect(invalid).toBeLessThan(asked.length / 2);
});

it('advantages are the same, however they are finished and scaled', () => {
  expect(batches.length).toBe(1000);
  batches.forEach(({ groups, direct, finish, settings }, i) =>
    compare(python.advantages[i], advantages(groups, direct, finish, settings), `batch ${i}, ${finish}`),
  );
});

it('methods have the same parameters, ranges and finishes', () => {
  expect(python.parameters).toEqual(
    Object.fromEntries(
      METHODS.map(({ id, parameters }) => [
        id,
        Object.fromEntries(
          parameters.map(({ name, default: usual, min, max, options }) => [
            name,
            [usual, min, max, options !== undefined],
          ]),
        ),
      ]),
    ),
  );
  expect(python.finish).toEqual(Object.fromEntries(METHODS.map(({ id, finish }) => [id, finish])));
});

function randomBatches() {
  const dice = new Dice(SEED);
  // A mean of direct rewards may be above 1 by its last digit.
  const rewards = () => (dice.chance(0.3) ? dice.of([0, 0.5, 1 + 2 ** -52]) : dice.next());
  return Array.from({ length: 1000 }, () => {
    const sizes = Array.from({ length: dice.whole(1, 5) }, () => dice.whole(1, 8));
    const matrix = () =>
      sizes.map((size) => {
        const row = Array.from({ length: size }, rewards);
        return dice.chance(0.2) ? row.map(() => row[0]!) : row;
      });
    return {
      groups: matrix(),
      direct: matrix(),
      finish: dice.of(FINISHES),
      settings: {
        scaleRewards: dice.of(['group', 'batch', 'none'] as const),
        matchRewardScale: dice.chance(0.5),
        promptGamma: dice.chance(0.5) ? 0 : dice.next() * 3,
      },
    };
  });
}
