/** The folder for verifiers, run by a stand-in for its rubric: groups side by side, failing judges, refusals. */
import { labOf } from './testing/lab.ts';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { DEFAULT_FORMULA } from '../../lab/reward/methods/custom.ts';
import type { StackLab } from './lab.ts';
import { commonFiles, pythonFiles } from './files.ts';
import { specOf } from './spec.ts';
import { exportStack } from './index.ts';
import { clearFolders, keptFolder } from './testing/folder.ts';
import { runPython } from './testing/python.ts';
import { expectedOf, type StepResult } from './testing/reference.ts';

afterAll(clearFolders);

const STAND_IN = fileURLToPath(new URL('testing/verifiers_standin.py', import.meta.url));

interface Group {
  row: number;
  answers: (string | null)[];
}

interface Scored {
  rewards: number[];
  advantages: number[];
  metrics: Record<string, number | null>[];
}

interface Left {
  batches: Scored[][];
  weights: Record<string, number>;
  errors: string[];
  rows: unknown[];
  kwargs: Record<string, unknown>;
  logged: string[];
  error?: string;
}

const ANSWERS = [
  'hello clouds fall [atlas] drops cool please',
  'clouds fall',
  'hello maybe fall thanks',
  'welcome drops condense [survey] often cool',
  '',
  'a broken answer',
];

/** Six groups of 2 to 4 answers, all prompts. */
const batch = (first: number): Group[] =>
  Array.from({ length: 6 }, (_, row) => ({
    row,
    answers: Array.from({ length: 2 + (row % 3) }, (__, j) => ANSWERS[(first + row + j) % 6]!),
  }));

function run(lab: StackLab, batches: Group[][], args: object = {}, mostFailed = '1'): Left {
  const folder = keptFolder([...commonFiles(lab), ...pythonFiles('verifiers', '')]);
  return runPython(STAND_IN, { folder, batches, arguments: args, most_failed: mostFailed }) as Left;
}

/** What the lab's own reward stage makes of the scores, of one group at a time. */
function expected(lab: StackLab, batches: Group[][], found: Scored[][]): StepResult[][] {
  const spec = specOf(lab);
  const ids = spec.criteria.map(({ id }) => id);
  return batches.map((groups, b) =>
    groups.map(({ row }, g) => {
      // What was kept of this prompt, it alone had a part in.
      const own = batches
        .slice(0, b + 1)
        .map((before, i) => ({ i, g: before.findIndex((one) => one.row === row) }));
      const results = expectedOf({
        lab: spec as Parameters<typeof expectedOf>[0]['lab'],
        steps: own.map(({ i, g: at }) => ({
          scores: [found[i]![i === b ? g : at]!.metrics.map((metrics) => ids.map((id) => metrics[id]!))],
          keys: ['it'],
          prompts: [row],
        })),
      });
      return results[b]!.step;
    }),
  );
}

const flat = (values: number[][][]) => values.flat(2);

function expectClose(found: number[], wanted: number[]): void {
  expect(found).toHaveLength(wanted.length);
  found.forEach((value, i) => expect(value, `answer ${i}`).toBeCloseTo(wanted[i]!, 9));
}

describe('two batches of six groups side by side', { timeout: 60_000 }, () => {
  const cases: [string, Partial<StackLab>][] = [
    ['focal weights', {}],
    ['fixed weights', { method: 'static-prior' }],
    ['a moving average of each prompt', { parameters: { 'focal.estimator': 3 } }],
    ['multipliers of each prompt', { method: 'pow3r', scorer: 'judge' }],
    ['a judge', { method: 'diva', scorer: 'judge' }],
    ['a formula', { method: 'custom', formula: DEFAULT_FORMULA, scorer: 'judge' }],
  ];
  test.each(cases)('%s', (_, other) => {
    const lab = labOf(other);
    const batches = [batch(0), batch(2)];
    const { batches: found, weights, errors, error } = run(lab, batches);
    expect([error, errors]).toEqual([undefined, []]);
    const wanted = expected(lab, batches, found);
    const rewards = flat(found.map((groups) => groups.map((group) => group.rewards)));
    expectClose(rewards, flat(wanted.map((groups) => groups.map((step) => step.rewards[0]!))));
    expect(Math.max(...rewards) - Math.min(...rewards)).toBeGreaterThan(0.1);
    const counted = Object.entries(weights).filter(([, weight]) => weight !== 0);
    expect(counted).toEqual([['focal_lab/reward', 1]]);
    found.forEach((groups, b) =>
      groups.forEach(({ metrics }, g) => {
        const { weights: own, direct, saturation } = wanted[b]![g]!;
        lab.criteria.forEach(({ id }, k) => {
          expect(metrics[0]![`reward_weights/${id}`]).toBeCloseTo(own[0]![k]!, 9);
          expect(metrics[0]![`saturation/${id}`]).toBeCloseTo(saturation[0]![k]!, 9);
        });
        metrics.forEach((metric, j) => {
          if (metric['score/judged'] === 1) expect(metric['score/direct']).toBeCloseTo(direct[0]![j]!, 9);
          else expect(metric['score/direct']).toBeNull();
        });
      }),
    );
  });

  test.each<[string, Partial<StackLab>]>([
    ['scaled by the group', {}],
    ['signals', { method: 'dvao' }],
    ['less on prompts that are done', { training: { ...labOf().training, promptGamma: 2 } }],
  ])('finished advantages: %s', (_, other) => {
    const lab = labOf(other);
    const batches = [batch(0)];
    const { batches: found, logged } = run(lab, batches, { hand_over: 'advantages' });
    const wanted = flat(
      expected(lab, batches, found).map((groups) => groups.map((step) => step.advantages[0]!)),
    );
    expectClose(flat(found.map((groups) => groups.map((group) => group.rewards))), wanted);
    expectClose(flat(found.map((groups) => groups.map((group) => group.advantages))), wanted);
    expect(logged).toEqual([]);
  });

  test('rewards come with a word on what the trainer leaves out', () => {
    const { logged, rows, kwargs } = run(labOf(), [], { max_concurrent: 3 });
    expect(logged).toEqual([expect.stringMatching(/scaleRewards 'group'.*hand_over="advantages"/)]);
    const prompt = { role: 'user', content: 'Tell me about iron.' };
    expect(rows[1]).toMatchObject({ answer: '', info: '{"topic": 1}' });
    expect((rows[1] as { prompt: unknown[] }).prompt.at(-1)).toEqual(prompt);
    expect(kwargs).toEqual({ max_concurrent: 3 });
  });
});

describe('a judge that fails', { timeout: 60_000 }, () => {
  const lab = labOf({ scorer: 'judge' });

  test('on one answer: it gets the mean of its group, and is reported', () => {
    const groups = [[{ row: 0, answers: ['hello you', 'broken', 'hello'] }]];
    const { batches, errors } = run(lab, groups);
    const { rewards, metrics } = batches[0]![0]!;
    expect(rewards[0]).not.toBeCloseTo(rewards[2]!, 3);
    expect(rewards[1]).toBeCloseTo((rewards[0]! + rewards[2]!) / 2, 9);
    expect(metrics.map((metric) => metric['score/judged'])).toEqual([1, 0, 1]);
    expect(metrics[1]!.greets).toBeNull();
    expect(errors).toEqual([]);
  });

  test('throughout: all are rewarded the same, nothing raises, and the log says why', () => {
    const answers = Array.from({ length: 8 }, (_, i) => `broken ${'!'.repeat(i)}`);
    const { batches, errors, logged } = run(lab, [[{ row: 0, answers }]], {}, '0.2');
    expect(new Set(batches[0]![0]!.rewards).size).toBe(1);
    expect(errors).toEqual([]);
    expect(logged.at(-1)).toMatch(/The judge failed on a whole group.*malformed/);
  });

  test('an answer that was never given counts as an empty one', () => {
    const { batches, errors } = run(labOf(), [[{ row: 0, answers: [null, '', 'hello'] }]]);
    const { rewards } = batches[0]![0]!;
    expect(rewards[0]).toBe(rewards[1]);
    expect(rewards[2]).toBeGreaterThan(rewards[0]!);
    expect(errors).toEqual([]);
  });
});

describe('refused, saying why', { timeout: 60_000 }, () => {
  const { training } = labOf();
  test.each<[string, Partial<StackLab>, object, RegExp]>([
    ...['gdpo', 'sa-mrpo', 'saw', 'saw-gdpo', 'max-min'].map(
      (method): [string, Partial<StackLab>, object, RegExp] => [
        method,
        { method },
        {},
        new RegExp(`"${method}" needs all groups of a step.*focal-prior`),
      ],
    ),
    ['batch mean', { parameters: { 'focal.estimator': 2 } }, {}, /"batch mean", which needs all groups/],
    ['warm-up', { parameters: { 'focal.warmup': 5 } }, {}, /depend on the training step.*groups_per_step=32/],
    ['formula with step', { method: 'custom', formula: 'prior * step' }, {}, /depend on the training step/],
    [
      'no groups',
      { parameters: { 'focal.warmup': 5 } },
      { groups_per_step: 0 },
      /groups_per_step is 0; allowed/,
    ],
    ['other hand-over', {}, { hand_over: 'all' }, /hand_over is 'all'; allowed/],
    [
      'scaled by the batch',
      { training: { ...training, scaleRewards: 'batch' } },
      { hand_over: 'advantages' },
      /scaleRewards 'batch'.*hand_over="rewards"/,
    ],
    [
      'scaled to match over groups',
      { training: { ...training, scaleRewards: 'none', matchRewardScale: true } },
      { hand_over: 'advantages' },
      /scaleRewards 'none' and matchRewardScale True/,
    ],
  ])('%s', (_, other, args, message) => {
    expect(run(labOf(other), [], args).error).toMatch(message);
  });

  test('a judge whose model nobody named is told at the start', () => {
    const folder = keptFolder([...commonFiles(labOf({ scorer: 'judge' })), ...pythonFiles('verifiers', '')]);
    const code =
      'import json, sys, types; sys.path.insert(0, json.load(sys.stdin))\n' +
      'sys.modules["verifiers"] = sys.modules["datasets"] = types.SimpleNamespace(Dataset=None)\n' +
      'import focal_lab_environment\n' +
      'try: focal_lab_environment.load_environment()\n' +
      'except Exception as error: print(json.dumps(str(error)))';
    expect(runPython(code, folder, { env: { FOCAL_JUDGE_MODEL: '' } })).toMatch(/FOCAL_JUDGE_MODEL/);
  });
});

test('a warm-up counts steps, not groups', { timeout: 60_000 }, () => {
  const lab = labOf({ parameters: { 'focal.warmup': 1 } });
  const { batches } = run(lab, [batch(0), batch(0)], { groups_per_step: 6 });
  const { criteria } = specOf(lab);
  const sum = criteria.reduce((total, { weight }) => total + weight, 0);
  const differs = (groups: Scored[]) =>
    groups.map(({ metrics }) =>
      criteria.some(({ id, weight }) => Math.abs(metrics[0]![`reward_weights/${id}`]! - weight / sum) > 1e-6),
    );
  expect(differs(batches[0]!)).toEqual(Array(6).fill(false));
  expect(differs(batches[1]!)).toEqual(Array(6).fill(true));
});

describe('what its README says to start it with', { timeout: 60_000 }, () => {
  const { training } = labOf();
  const cases: [string, Partial<StackLab>, object][] = [
    ['usual settings', {}, { hand_over: 'advantages' }],
    ['the spread of the batch', { training: { ...training, scaleRewards: 'batch' } }, {}],
    ['the size of the direct reward', { training: { ...training, scaleRewards: 'none' } }, {}],
    [
      'no scaling',
      { training: { ...training, scaleRewards: 'none', matchRewardScale: false } },
      { hand_over: 'advantages' },
    ],
    [
      'signals',
      { method: 'dvao', training: { ...training, scaleRewards: 'batch' } },
      { hand_over: 'advantages' },
    ],
    ['a warm-up', { parameters: { 'focal.warmup': 5 } }, { hand_over: 'advantages', groups_per_step: 6 }],
    [
      'a formula with the step',
      { method: 'custom', formula: 'prior * (1 + step)' },
      { hand_over: 'advantages', groups_per_step: 6 },
    ],
  ];
  test.each(cases)('%s: the environment takes it', (_, other, wanted) => {
    const lab = labOf(other);
    const { files, report } = exportStack('verifiers', lab);
    const readme = files.find(({ path }) => path === 'README.md')!.text;
    const inner = /^args = \{ (.*) \}$/m.exec(readme)?.[1];
    const args = inner === undefined ? {} : JSON.parse(`{${inner.replace(/(\w+) = /g, '"$1": ')}}`);
    expect(args).toEqual(wanted);
    expect(run(lab, [batch(0)], args).error).toBeUndefined();
    const scaling = report.find(({ path }) => path === 'training.scaleRewards');
    expect(scaling?.what).toBe('hand_over' in args ? 'mapped' : 'left');
    expect(readme.includes('groups_per_step": 6}')).toBe('groups_per_step' in args);
  });

  test('settings of the trainer are said to stay behind', () => {
    const lab = labOf({ training: { ...training, epsilonHigh: 0.3 } });
    const left = exportStack('verifiers', lab).report.flatMap(({ path, what }) =>
      what === 'left' ? [path] : [],
    );
    for (const field of [
      'learningRate',
      'numIterations',
      'beta',
      'epsilon',
      'epsilonHigh',
      'lossType',
      'maxGradNorm',
    ])
      expect(left).toContain(`training.${field}`);
  });
});
