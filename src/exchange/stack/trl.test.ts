/** The folder for TRL, run by a stand-in for its trainer: processes that split groups, evaluation, checkpoints. */
import { labOf } from './testing/lab.ts';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { METHOD_IDS } from '../../lab/reward/methods/index.ts';
import { deviation, mean } from '../../lab/spread.ts';
import { findScenario } from '../../scenarios/index.ts';
import { exportStack, type StackLab } from './index.ts';
import { specOf } from './spec.ts';
import { clearFolders, keptFolder } from './testing/folder.ts';
import { PYTHON_ROOT, runPython } from './testing/python.ts';
import { expectedOf, type StepResult } from './testing/reference.ts';

afterAll(clearFolders);

const STAND_IN = fileURLToPath(new URL('testing/trl_standin.py', import.meta.url));

type Message = { role: string; content: unknown };

interface Row {
  prompt: string | Message[];
  topic: number | null;
  completion: string | Message[];
  [column: string]: unknown;
}

interface Event {
  kind: 'begin' | 'train' | 'evaluate' | 'save';
  rows?: Row[];
  globalStep?: number;
  again?: boolean;
  interrupted?: boolean;
}

interface Batch {
  /** By row, of every reward function. */
  rewards: (number | null)[][];
  advantages: number[];
  metrics: Record<string, number>;
  /** Training batches that the method has counted. */
  step: number;
}

interface Left {
  results: (Batch | null)[];
  /** Whether every process came to the same. */
  same: boolean;
  errors: string[];
  warnings: string[];
  names: string[];
}

const SIZE = 8;
const PROMPTS = 3;
const ANSWERS = [
  'hello clouds fall [atlas] drops cool please',
  'clouds fall',
  'hello maybe fall thanks',
  'welcome drops condense [survey] often cool',
  '',
  'rust never sleeps rusts [atlas]',
  'please iron melts conducts [atlas]',
];
const TOPICS = ['rain', 'iron', 'wolves'];

/** Whole groups, other answers in each step; `say` gives a completion its format. */
const rowsOf = (
  step: number,
  size = SIZE,
  say: (answer: string, at: number) => Row['completion'] = (answer) => answer,
): Row[] =>
  Array.from({ length: PROMPTS * size }, (_, at) => {
    const topic = Math.floor(at / size);
    return {
      prompt: `Tell me about ${TOPICS[topic]!}.`,
      topic,
      completion: say(ANSWERS[(5 * step + at * (at + 1 + topic)) % ANSWERS.length]!, at),
      difficulty: 'any',
    };
  });

const SETTINGS = findScenario('forgotten-footnote').training;

const folderOf = (lab: StackLab): string => keptFolder(exportStack('trl', lab).files);

function run(folder: string, events: Event[], other: Record<string, unknown> = {}): Left {
  const { config, ...given } = other as { config?: object };
  const left = runPython(STAND_IN, {
    ...{ folder, events: [{ kind: 'begin' }, ...events], processes: 1, ...given },
    config: { num_generations: SIZE, output_dir: folder, ...config },
  }) as Left;
  return { ...left, results: left.results.slice(1) };
}

const train = (step: number): Event => ({ kind: 'train', rows: rowsOf(step) });

/** The batches of a run that has to succeed. */
function batches(left: Left): Batch[] {
  expect(left.errors).toEqual([]);
  expect(left.same).toBe(true);
  return left.results.filter((result) => result !== null);
}

/** What the lab's own reward stage makes of the scores that the criteria's functions returned. */
function expected(lab: StackLab, steps: Batch[], size = SIZE): StepResult[] {
  const spec = specOf(lab);
  return expectedOf({
    lab: spec as Parameters<typeof expectedOf>[0]['lab'],
    steps: steps.map(({ rewards }) => ({
      scores: Array.from({ length: PROMPTS }, (_, p) =>
        rewards.slice(p * size, (p + 1) * size).map((row) => row.slice(0, -1)),
      ),
      keys: TOPICS,
      prompts: TOPICS.map((_, topic) => topic),
    })),
  }).map(({ step }) => step);
}

/** Advantages as TRL divides: it adds 1e-4 to a spread, the lab 1e-6. */
function asTrlDivides(lab: StackLab, { rewards, advantages }: StepResult, steps: Batch): number[] {
  const isJudged = (at: number) => steps.rewards[at]!.some((value) => value !== null);
  const judged = rewards.map((own, p) => own.filter((_, j) => isJudged(p * SIZE + j)));
  const { scaleRewards } = lab.training;
  return advantages.flatMap((own, p) => {
    const spread = deviation(scaleRewards === 'batch' ? judged.flat() : judged[p]!);
    return own.map((value) =>
      scaleRewards === 'none' ? value : (value * (spread + 1e-6)) / (spread + 1e-4),
    );
  });
}

function expectLab(lab: StackLab, found: Batch[], handsOn: 'rewards' | 'advantages'): void {
  expected(lab, found).forEach((step, s) => {
    const { rewards, advantages, metrics } = found[s]!;
    const wanted = handsOn === 'rewards' ? asTrlDivides(lab, step, found[s]!) : step.advantages.flat();
    advantages.forEach((value, at) => expect(value, `step ${s}, row ${at}`).toBeCloseTo(wanted[at]!, 9));
    const made = handsOn === 'rewards' ? step.rewards.flat() : step.advantages.flat();
    rewards.forEach((row, at) => {
      if (row[0] !== null) expect(row.at(-1), `step ${s}, row ${at}`).toBeCloseTo(made[at]!, 9);
    });
    lab.criteria.forEach(({ id }, k) => {
      expect(metrics[`reward_weights/${id}`]).toBeCloseTo(mean(step.weights.map((own) => own[k]!)), 9);
      expect(metrics[`saturation/${id}`]).toBeCloseTo(mean(step.saturation.map((own) => own[k]!)), 9);
    });
    expect(metrics['score/direct']).toBeCloseTo(mean(step.direct.map(mean)), 9);
  });
  expect(Math.max(...found.flatMap(({ advantages }) => advantages.map(Math.abs)))).toBeGreaterThan(0.1);
}

/** What TRL cannot finish by itself: criteria are normalised one by one before they are summed. */
const NORMALISED = ['gdpo', 'sa-mrpo', 'saw-gdpo', 'dvao'];

describe('advantages are the lab’s', () => {
  test.each(METHOD_IDS)('%s', (method) => {
    const lab = labOf({ method });
    const found = batches(run(folderOf(lab), [train(0), train(1), train(2)]));
    expect(found.map(({ step }) => step)).toEqual([1, 2, 3]);
    expectLab(lab, found, NORMALISED.includes(method) ? 'advantages' : 'rewards');
  });

  test.each<[string, Partial<StackLab['training']>, 'rewards' | 'advantages']>([
    ['spread of the batch', { scaleRewards: 'batch' }, 'rewards'],
    ['no spread', { scaleRewards: 'none', matchRewardScale: false }, 'rewards'],
    ['no spread, but the size of the direct reward', { scaleRewards: 'none' }, 'advantages'],
    ['a focus on prompts', { promptGamma: 1.5 }, 'advantages'],
  ])('%s', (_, training, handsOn) => {
    const lab = labOf({ training: { ...SETTINGS, ...training } });
    expectLab(lab, batches(run(folderOf(lab), [train(0), train(1)])), handsOn);
  });

  test('answers on which the judge fails count nowhere', () => {
    const lab = labOf({ scorer: 'judge', method: 'gdpo' });
    const rows = rowsOf(0, SIZE, (answer, at) => (at % 11 === 3 ? 'a broken answer' : answer));
    const [found] = batches(run(folderOf(lab), [{ kind: 'train', rows }], { processes: 8 }));
    expectLab(lab, [found!], 'advantages');
    found!.rewards.forEach((row, at) => {
      expect(row.every((value) => value === null)).toBe(at % 11 === 3);
      if (at % 11 === 3) expect(found!.advantages[at]).toBe(0);
    });
    const [whole] = batches(run(folderOf(lab), [{ kind: 'train', rows }]));
    expect(whole).toEqual(found);
  });

  test('nor do they in what detectors see in them', () => {
    const criteria = labOf().criteria.map((one, k) =>
      k === 2 ? { ...one, detector: null, active: false } : one,
    );
    const lab = labOf({ criteria });
    const rows = rowsOf(0, SIZE, (answer, at) => (at % 11 === 3 ? 'hello, a broken answer' : answer));
    const found = batches(run(folderOf(lab), [{ kind: 'train', rows }], { processes: 2 }));
    expectLab(lab, found, 'rewards');
    expect(found[0]!.rewards[3]).toEqual([...criteria, null].map(() => null));
    expect(found[0]!.advantages[3]).toBe(0);
  });
});

describe('processes', () => {
  // Eight rollouts per group: two processes of twelve cut the second group, eight processes of three cut all.
  test.each(['focal-prior', 'max-min', 'pow3r', 'sa-mrpo'])(
    '%s: a group that is split gives what it gives whole',
    (method) => {
      const folder = folderOf(labOf({ method, parameters: {} }));
      const events = [train(0), train(1)];
      const whole = batches(run(folder, events));
      for (const processes of [2, 8]) expect(batches(run(folder, events, { processes }))).toEqual(whole);
    },
  );

  test('a batch that is no whole groups stops, and says what to set', () => {
    const folder = folderOf(labOf());
    const rows = rowsOf(0).slice(0, 12);
    expect(run(folder, [{ kind: 'train', rows }], { processes: 2 }).errors).toEqual([
      expect.stringMatching(/batch of 12 completions .* not whole groups of 8.*per_device_train_batch_size/),
    ]);
    const mixed = rowsOf(0).sort((a, b) => String(a.completion).localeCompare(String(b.completion)));
    expect(run(folder, [{ kind: 'train', rows: mixed }]).errors).toEqual([
      expect.stringMatching(/Group 0 of the gathered batch mixes prompts/),
    ]);
  });

  test('batches hold whole groups, shared evenly', () => {
    const plan = fc.record({
      prompts: fc.integer({ min: 1, max: 40 }),
      num_generations: fc.integer({ min: 2, max: 16 }),
      processes: fc.integer({ min: 1, max: 16 }),
      most_prompts: fc.integer({ min: 1, max: 16 }),
      most_per_device: fc.integer({ min: 1, max: 64 }),
    });
    const cases = fc.sample(plan, { numRuns: 500, seed: 1 });
    const code = [
      'import json, sys',
      'from batches import batches',
      'def plan(case):',
      '    try: return list(batches(**case))',
      '    except ValueError as error: return str(error)',
      'print(json.dumps([plan(case) for case in json.load(sys.stdin)]))',
    ].join('\n');
    const found = runPython(code, cases, { path: [join(PYTHON_ROOT, 'trl')] }) as (number[] | string)[];
    found.forEach((plan, i) => {
      const { prompts, num_generations, processes, most_prompts, most_per_device } = cases[i]!;
      const most = Math.min(prompts, most_prompts);
      const fits = (count: number) => (count * num_generations) % processes === 0;
      const possible = Array.from({ length: most }, (_, at) => at + 1).filter(fits);
      if (typeof plan === 'string') {
        expect(possible).toEqual([]);
        expect(plan).toMatch(/cannot share groups of \d+ rollouts evenly/);
        return;
      }
      const [count, perDevice, steps] = plan as [number, number, number];
      expect(count).toBe(possible.at(-1));
      expect(perDevice).toBeLessThanOrEqual(most_per_device);
      expect(processes * perDevice * steps).toBe(count * num_generations);
    });
    expect(found.some((plan) => typeof plan === 'string')).toBe(true);
  });
});

test('a completion counts the same in every format, also where a batch mixes them', () => {
  const folder = folderOf(labOf());
  const [plain] = batches(run(folder, [train(0)]));
  const formats: ((answer: string) => Row['completion'])[] = [
    (answer) => answer,
    (content) => [{ role: 'assistant', content }],
    (text) => [{ role: 'assistant', content: [{ type: 'text', text }] }],
    (content) => [
      { role: 'assistant', content: 'hello thanks' },
      { role: 'tool', content: '' },
      { role: 'assistant', content },
    ],
  ];
  const rows = rowsOf(0, SIZE, (answer, at) => formats[at % formats.length]!(answer));
  expect(batches(run(folder, [{ kind: 'train', rows }]))[0]).toEqual(plain);
  const asMessages = rows.map((row) => ({
    ...row,
    prompt: [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: row.prompt as string },
    ],
  }));
  expect(batches(run(folder, [{ kind: 'train', rows: asMessages }]))[0]).toEqual(plain);
});

describe('what is kept from step to step', () => {
  const lab = labOf({ parameters: { 'focal.estimator': 3, 'focal.decay': 0.9, 'focal.warmup': 4 } });
  const folder = folderOf(lab);
  const straight = batches(run(folder, [train(0), train(1), train(2), train(3)]));

  test('counts in generation batches, not in optimiser steps', () => {
    expectLab(lab, straight, 'rewards');
    expect(straight.map(({ step }) => step)).toEqual([1, 2, 3, 4]);
  });

  test('evaluation, also in groups of another size, changes nothing', () => {
    const evaluate: Event = { kind: 'evaluate', rows: rowsOf(9, 4) };
    const left = run(folder, [evaluate, train(0), evaluate, train(1), evaluate, train(2), train(3)], {
      processes: 2,
      config: { num_generations_eval: 4 },
    });
    const found = batches(left);
    expect([1, 3, 5, 6].map((at) => found[at])).toEqual(straight);
    expect([0, 2, 4].map((at) => found[at]!.step)).toEqual([0, 1, 2]);
    expect(found[0]!.metrics).not.toEqual(found[4]!.metrics); // by the weights of its time
  });

  test('evaluation after a step that was interrupted changes nothing', () => {
    const found = batches(
      run(folder, [
        train(0),
        { ...train(1), interrupted: true },
        { kind: 'evaluate', rows: rowsOf(9) },
        train(2),
      ]),
    );
    expect(found.map(({ step }) => step)).toEqual([1, 2, 2, 3]);
    expect(found[3]).toEqual(straight[2]);
  });

  test('a batch that is asked about twice counts once', () => {
    const again = [0, 1, 2, 3].map((step) => ({ ...train(step), again: true }));
    expect(batches(run(folder, again, { processes: 8 }))).toEqual(straight);
  });

  test('goes on from a checkpoint', () => {
    const first = run(folder, [train(0), train(1), { kind: 'save' }], { processes: 2 });
    expect(batches(first)).toEqual(straight.slice(0, 2));
    const file = join(folder, 'checkpoint-4', 'focal_lab_weighting.json');
    expect(existsSync(file)).toBe(true);
    const resume = (config = {}): Left =>
      run(folder, [{ kind: 'begin', globalStep: 4 }, train(2), train(3)], { processes: 2, config });
    expect(batches(resume())).toEqual(straight.slice(2));
    const named = resume({ output_dir: '/nowhere', resume_from_checkpoint: join(folder, 'checkpoint-4') });
    expect(batches(named)).toEqual(straight.slice(2));
    const without = resume({ output_dir: '/nowhere' });
    expect(without.warnings).toEqual([expect.stringMatching(/there is no .*checkpoint-4.*starts anew/)]);
    expect(batches(without)).not.toEqual(straight.slice(2));
    writeFileSync(file, readFileSync(file, 'utf8').replace('"focal-prior"', '"max-min"'));
    expect(resume().errors).toEqual([expect.stringMatching(/max-min.*focal-prior/)]);
  });

  test('a trainer that nothing is attached to is told what to attach', () => {
    expect(run(folder, [train(0)], { attach: false }).errors).toEqual([
      expect.stringMatching(/no WeightingCallback is attached.*callbacks=\[WeightingCallback\(rewards\)\]/),
    ]);
  });
});

test('criteria named as code, as columns of TRL, or as the method stay apart', () => {
  const ids = ['prompt', 'completion', 'advantage', 'step', 'focal_prior', 'prompt_', 'topic'];
  const names = ['"""; import os', '../../x', '{}', '\\', "'", '$(id)', '${x}'];
  const criteria = labOf().criteria.map((one, k) => ({ ...one, id: ids[k]!, name: names[k]! }));
  const lab = labOf({ criteria, name: '../../x' });
  const left = run(folderOf(lab), [train(0)], { processes: 8 });
  expectLab(lab, batches(left), 'rewards');
  expect(left.names).toEqual([
    ...['prompt_', 'completion_', 'advantage_', 'step_', 'focal_prior', 'prompt__', 'topic', 'focal_prior_'],
  ]);
});

test('prompts without a topic need detectors that need none', () => {
  const rows = rowsOf(0).map((row) => ({ ...row, topic: null }));
  expect(run(folderOf(labOf()), [{ kind: 'train', rows }]).errors).toEqual([
    expect.stringMatching(/asks for the topic of the prompt, and this prompt has none/),
  ]);
  const judged = run(folderOf(labOf({ scorer: 'judge' })), [{ kind: 'train', rows }]);
  expect(batches(judged)).toHaveLength(1);
});

describe('train.py reads prompts', () => {
  const WITHOUT_TRL = `
import io, json, sys
from contextlib import redirect_stdout
from pathlib import Path
from unittest.mock import MagicMock
for name in ("accelerate", "accelerate.utils", "datasets", "transformers", "transformers.trainer_utils", "trl"):
    sys.modules[name] = MagicMock()
import train
found, said = [], io.StringIO()
for text in json.load(sys.stdin):
    Path("own.jsonl").write_text(text, encoding="utf-8")
    try:
        with redirect_stdout(said): train.check_topics(train.load_lab("lab.json"), rows := train.read_prompts(Path("own.jsonl")))
        found.append(rows)
    except ValueError as error: found.append(str(error))
print(json.dumps([found, said.getvalue()]))`;
  const read = (lab: StackLab, ...texts: string[]) => {
    const cwd = folderOf(lab);
    return runPython(WITHOUT_TRL, texts, { cwd, path: [cwd] }) as [unknown[], string];
  };

  test('with the columns of all rows, and line separators in texts', () => {
    const text = '{"prompt":"a\u2028b\u0085"}\n\n{"prompt":"c","topic":1}\n';
    expect(read(labOf({ scorer: 'judge' }), text)[0]).toEqual([
      [
        { prompt: 'a\u2028b\u0085', topic: null },
        { prompt: 'c', topic: 1 },
      ],
    ]);
  });

  test('and says which line is no row', () => {
    expect(read(labOf({ scorer: 'judge' }), '{"prompt":"a"}\nprompt', '{"prompt":""}')[0]).toEqual([
      expect.stringMatching(/own\.jsonl, line 2 is not JSON/),
      expect.stringMatching(/own\.jsonl, line 1: "prompt" has to be/),
    ]);
  });

  test('and says where weights per prompt cannot be those of a prompt', () => {
    const lab = labOf({ scorer: 'judge' }, 'every-question-differs');
    const [found, said] = read(lab, '{"prompt":"a","topic":6}', '{"prompt":"a"}');
    expect(found).toEqual([expect.stringMatching(/topic 6 is none of the 6 topics/), [{ prompt: 'a' }]]);
    expect(said).toMatch(/there the usual weights count/);
  });
});
