import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { testDevice, tryKernel } from '../../engine/fused/testing.ts';
import { uniformStream } from '../../random/draw.ts';
import { kernel, reads, writes } from '../../wgsl/kernel.ts';
import { agrees, environments, firmValue, formulas, printFormula } from './arbitrary.ts';
import { compileFormula, formulaProblem } from './compile.ts';
import { FORMULA_LIBRARY } from './library.wgsl.ts';
import { isValid } from './numbers.ts';
import { QUANTITY_NAMES, type Environment } from './quantities.ts';
import { MOST_NODES } from './syntax.ts';
import { formulaWeights } from './weights.ts';
import { formulaWeightsWgsl } from './weights.wgsl.ts';
import { wgslQuantity } from './wgsl.ts';

let device: GPUDevice;
beforeAll(async () => {
  device = await testDevice();
});

const WORKGROUP = 64;
const Q = QUANTITY_NAMES.length;

/** Values of formulas in environments, [environment][formula]; NaN where invalid. One kernel, one function each. */
async function onGpu(texts: string[], all: Environment[]): Promise<number[][]> {
  const functions = texts.map((text, i) => `fn rule_${i}() -> f32 { return ${compileFormula(text).wgsl}; }`);
  const calls = texts.map((_, i) => `results[tid * ${texts.length}u + ${i}u] = rule_${i}();`);
  const code = kernel(
    'formulas',
    [reads('numbers'), writes('results')],
    WORKGROUP,
    `${QUANTITY_NAMES.map((name) => `var<private> ${wgslQuantity(name)}: f32;`).join('\n')}
    ${FORMULA_LIBRARY}
    ${functions.join('\n')}`,
    `if (tid >= ${all.length}u) { return; }
    ${QUANTITY_NAMES.map((name, i) => `${wgslQuantity(name)} = numbers[tid * ${Q}u + ${i}u];`).join('\n')}
    ${calls.join('\n')}`,
  );
  const inputs = {
    numbers: Float32Array.from(all.flatMap((environment) => QUANTITY_NAMES.map((name) => environment[name]))),
    results: new Float32Array(all.length * texts.length),
  };
  const results = new Float32Array(await tryKernel(device, code, inputs, 'results', [1, 1, 1]));
  return all.map((_, e) =>
    texts.map((__, i) => {
      const value = results[e * texts.length + i]!;
      return isValid(value) ? value : NaN;
    }),
  );
}

const REAL: Environment = {
  ...(Object.fromEntries(QUANTITY_NAMES.map((name) => [name, 0.5])) as Environment),
  K: 4,
};

/**
 * A comparison counts where the value is firm (`firmValue`): there, the two must agree on whether there is
 * a number, and on the number. Elsewhere, as at `floor(x)` of a whole x, either answer is right.
 */
it('gives what TypeScript gives, for random formulas and environments', async () => {
  const next = uniformStream(8, 9);
  const sample = fc
    .sample(formulas, { numRuns: 400, seed: 12 })
    .map((formula) => ({ formula, text: printFormula(formula) }))
    .filter(({ text }) => text.length > 12 && formulaProblem(text) === undefined)
    .slice(0, 100);
  expect(sample.length).toBe(100);
  const all = fc.sample(environments, { numRuns: WORKGROUP, seed: 5 });
  let firm = 0;
  let numbers = 0;
  for (let first = 0; first < sample.length; first += 50) {
    const some = sample.slice(first, first + 50);
    const actual = await onGpu(
      some.map(({ text }) => text),
      all,
    );
    some.forEach(({ formula, text }, i) =>
      all.forEach((environment, e) => {
        if (firmValue(formula, environment, next) === null) return;
        const expected = compileFormula(text).evaluate(environment);
        const found = actual[e]![i]!;
        if (!agrees(found, expected))
          expect.fail(`${text}: ${found} for ${expected} at ${JSON.stringify(environment)}`);
        firm++;
        if (!Number.isNaN(expected)) numbers++;
      }),
    );
  }
  expect(firm).toBeGreaterThan(5500);
  expect(numbers).toBeGreaterThan(4000);
});

it('compiles what WGSL would refuse as constants, and knows that it is no number', async () => {
  const none = [
    '1/0',
    '0/0',
    'log(0)',
    'log(-1)',
    '(-1)^0.5',
    '(-1)^2',
    'sqrt(-1)',
    'exp(1000)',
    '1e30*1e30',
  ];
  const more = [
    '0^-1',
    '(1/0)^0',
    '1 < 1/0',
    '1/0 ? 1 : 2',
    'min(1, 1/0)',
    '1/(1/0)',
    '1e30/1e-30',
    '2^1000',
  ];
  const values = [
    '0^0',
    '0 ? 1/0 : 5',
    'exp(-1000)',
    '1e-20*1e-20',
    '1^1e30',
    '0.5^1000',
    'clamp(1, 3, 2)',
    '1e30',
  ];
  const texts = [...none, ...more, ...values];
  const [actual] = await onGpu(texts, [REAL]);
  const expected = [...none, ...more].map(() => NaN).concat(1, 5, 0, 0, 1, 0, 2, Math.fround(1e30));
  expect(Object.fromEntries(texts.map((text, i) => [text, actual![i]]))).toEqual(
    Object.fromEntries(texts.map((text, i) => [text, expected[i]])),
  );
  expect(texts.map((text) => compileFormula(text).evaluate(REAL))).toEqual(expected);
});

it('compiles the longest and deepest formulas', async () => {
  const texts = [
    '1+'.repeat(MOST_NODES / 2 - 1) + '1',
    `${'-'.repeat(32)}mean`,
    `${'('.repeat(32)}mean${')'.repeat(32)}`,
    `${'exp(-'.repeat(16)}mean${')'.repeat(16)}`,
    'mean<.1?1:'.repeat(32) + '7',
    `${'-'.repeat(31)}(${'1+'.repeat(83)}1)`,
  ];
  const [actual] = await onGpu(texts, [REAL]);
  texts.forEach((text, i) =>
    expect(agrees(actual![i]!, compileFormula(text).evaluate(REAL)), text).toBe(true),
  );
});

it('makes weights of values, or falls back, as TypeScript does', async () => {
  const K = 4;
  const prior = [0.5, 0.3, 0, 0.2];
  const rows = [
    { raw: [1, 2, 99, 1], active: [1, 1, 0, 1] },
    { raw: [0, 0, NaN, 3], active: [1, 1, 0, 1] },
    { raw: [1e30, 1e30, -1, 0], active: [1, 1, 0, 1] },
    { raw: [1, -1, 0, 1], active: [1, 1, 0, 1] },
    { raw: [1, NaN, 0, 1], active: [1, 1, 0, 1] },
    { raw: [1, Infinity, 0, 1], active: [1, 1, 0, 1] },
    { raw: [1, 3e38, 0, 1], active: [1, 1, 0, 1] },
    { raw: [0, 0, 5, 0], active: [1, 1, 0, 1] },
    { raw: [1, 1, 1, 1], active: [0, 0, 0, 0] },
    { raw: [1, 1, 2, 0], active: [1, 1, 1, 1] },
  ];
  const code = kernel(
    'formula_weights',
    [reads('raw'), reads('active_ones'), reads('priors'), writes('results')],
    WORKGROUP,
    `const MAX_CRITERIA = 8u;
    var<private> weights: array<f32, MAX_CRITERIA>;
    var<private> criteria: u32;
    var<private> row: u32;
    fn prior(k: u32) -> f32 { return priors[k]; }
    fn is_active(k: u32) -> bool { return active_ones[row * ${K}u + k] == 1.0; }
    ${FORMULA_LIBRARY}
    ${formulaWeightsWgsl}`,
    `if (tid >= ${rows.length}u) { return; }
    row = tid;
    criteria = ${K}u;
    for (var k = 0u; k < criteria; k++) { weights[k] = raw[row * ${K}u + k]; }
    let fell_back = formula_weights();
    for (var k = 0u; k < criteria; k++) { results[row * ${K + 1}u + k] = weights[k]; }
    results[row * ${K + 1}u + criteria] = select(0.0, 1.0, fell_back);`,
  );
  const inputs = {
    raw: Float32Array.from(rows.flatMap(({ raw }) => raw)),
    active_ones: Float32Array.from(rows.flatMap(({ active }) => active)),
    priors: Float32Array.from(prior),
    results: new Float32Array(rows.length * (K + 1)),
  };
  const results = new Float32Array(await tryKernel(device, code, inputs, 'results', [1, 1, 1]));
  rows.forEach(({ raw, active }, r) => {
    const { weights, fellBack } = formulaWeights(raw, prior, active.map(Boolean));
    const expected = [...weights, Number(fellBack)];
    expected.forEach((value, i) =>
      expect(results[r * (K + 1) + i], `${JSON.stringify(raw)}[${i}]`).toBeCloseTo(value, 6),
    );
  });
});
