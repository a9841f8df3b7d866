/** The folder for verl, run by a stand-in for it: real processes, shuffled and padded batches, uneven groups. */
import { labOf } from './testing/lab.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { exportStack, type StackLab } from './index.ts';
import { specOf } from './spec.ts';
import { clearFolders, keptFolder } from './testing/folder.ts';
import { runPython } from './testing/python.ts';
import { expectedOf } from './testing/reference.ts';

const STAND_IN = fileURLToPath(new URL('testing/verl_standin.py', import.meta.url));

interface Group {
  prompt: string;
  topic: number | null;
  uid: string;
  answers: string[];
}

interface Row {
  uid: string;
  answer: string;
  info: Record<string, number | string | null>;
  advantage: number;
  /** Whether the last token counts, and the advantage there. */
  tail: [number, number];
}

interface Left {
  rows: Row[][];
  padding: number[];
  metrics: Record<string, number>[];
  mode: string;
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

/** Groups of 1 to 4 answers, drawn anew at each step; two prompts have the same topic. */
const stepsOf = (count: number): Group[][] =>
  Array.from({ length: count }, (_, step) =>
    ['Tell me about rain.', 'Tell me about iron.', 'Why does it rain?'].map((prompt, p) => ({
      prompt,
      topic: p % 2,
      uid: `uid-${step}-${p}`,
      answers: Array.from({ length: [4, 1, 3][p]! }, (__, j) => ANSWERS[(3 * step + 2 * p + j) % 6]!),
    })),
  );

const folderOf = (lab: StackLab): string => keptFolder(exportStack('verl', lab).files);

const train = (folder: string, steps: Group[][], other: Record<string, unknown> = {}): Left =>
  runPython(STAND_IN, {
    ...{ folder, steps, legacy: false, seed: 7, checkpoint: false, resume: false, settings: {} },
    start: 'main.py',
    ...other,
  }) as Left;

/** What the lab's own reward stage makes of the scores that compute_score returned, by row. */
function expected(lab: StackLab, steps: Group[][], rows: Row[][]): number[][] {
  const spec = specOf(lab);
  const scoresOf = ({ info }: Row) => spec.criteria.map(({ id }) => info[`criterion/${id}`] as number | null);
  const inOrder = steps.map((groups, s) =>
    groups.map(({ uid }) => rows[s]!.filter((row) => row.uid === uid)),
  );
  const results = expectedOf({
    lab: spec as Parameters<typeof expectedOf>[0]['lab'],
    steps: steps.map((groups, s) => ({
      scores: inOrder[s]!.map((own) => own.map(scoresOf)),
      keys: groups.map(({ prompt }) => prompt),
      prompts: groups.map(({ topic }) => topic),
    })),
  });
  return rows.map((own, s) =>
    own.map((row) => {
      const p = steps[s]!.findIndex(({ uid }) => uid === row.uid);
      return results[s]!.step.advantages[p]![inOrder[s]![p]!.indexOf(row)]!;
    }),
  );
}

function expectSame(found: Row[][], wanted: number[][]): void {
  found.forEach((rows, s) =>
    rows.forEach(({ advantage }, i) =>
      expect(advantage, `step ${s}, row ${i}`).toBeCloseTo(wanted[s]![i]!, 9),
    ),
  );
}

describe('a run of three steps', { timeout: 60_000 }, () => {
  const cases: [string, Partial<StackLab>, boolean][] = [
    ['focal weights, moving average', { parameters: { 'focal.estimator': 3 } }, false],
    ['whitened over the batch', { method: 'gdpo' }, false],
    ['one memory for all prompts', { method: 'max-min' }, false],
    ['a judge asked by eight processes', { scorer: 'judge' }, false],
    ['the legacy trainer', { method: 'pow3r', scorer: 'judge' }, true],
  ];
  test.each(cases)('%s', (_, other, legacy) => {
    const lab = labOf(other);
    const steps = stepsOf(3);
    const { rows, padding, mode, metrics, error } = train(folderOf(lab), steps, { legacy });
    expect(error).toBeUndefined();
    expect(mode).toBe(legacy ? 'legacy' : 'sync');
    expectSame(rows, expected(lab, steps, rows));
    expect(Math.max(...rows.flat().map(({ advantage }) => Math.abs(advantage)))).toBeGreaterThan(0.1);
    expect(padding.every((advantage) => advantage === 0)).toBe(true);
    for (const { tail, advantage } of rows.flat()) expect(tail[1]).toBe(tail[0] * advantage);
    const keys = Object.keys(rows[0]![0]!.info);
    expect(keys).toEqual([
      ...['score', 'judged', 'prompt_key', 'topic'],
      ...lab.criteria.map(({ id }) => `criterion/${id}`),
    ]);
    for (const { info } of rows.flat()) expect(Object.keys(info)).toEqual(keys);
    if (!legacy) {
      const weights = lab.criteria.map(({ id }) => metrics[2]![`reward_weights/${id}`]!);
      expect(weights.reduce((a, b) => a + b)).toBeCloseTo(1, 9);
    }
  });

  test('an answer that the judge failed on has no scores, no advantage, and no say', () => {
    const { rows, metrics } = train(folderOf(labOf({ scorer: 'judge' })), stepsOf(3));
    const failed = rows.flat().filter(({ answer }) => answer.includes('broken'));
    expect(failed.length).toBeGreaterThan(1);
    for (const { info, advantage } of failed) {
      expect([info.judged, info.score, info['criterion/greets'], advantage]).toEqual([0, 0, null, 0]);
    }
    const judged = rows[0]!.filter(({ answer }) => !answer.includes('broken')).length / rows[0]!.length;
    expect(metrics[0]!['score/judged']).toBeCloseTo(judged, 12);
  });

  test.each([false, true])('what is kept goes on from a checkpoint (legacy: %s)', (legacy) => {
    const lab = labOf({ parameters: { 'focal.estimator': 3, 'focal.decay': 0.9 } });
    const steps = stepsOf(3);
    const folder = folderOf(lab);
    const before = train(folder, steps.slice(0, 2), { legacy, checkpoint: true });
    const after = train(folder, steps.slice(2), { legacy, resume: true });
    const rows = [...before.rows, ...after.rows];
    expectSame(rows, expected(lab, steps, rows));
    const state = readFileSync(join(folder, 'checkpoints/global_step_2/focal_lab.json'), 'utf8');
    expect(JSON.parse(state)).toMatchObject({ step: 2, method: 'focal-prior' });
    const anew = train(folderOf(lab), steps.slice(2), { legacy });
    expect(anew.rows[0]!.map(({ advantage }) => advantage)).not.toEqual(
      after.rows[0]!.map(({ advantage }) => advantage),
    );
  });
});

test('criteria named as keys of verl, or as code, keep apart', { timeout: 60_000 }, () => {
  const ids = ['score', 'uid', 'topic', 'prompt_key', 'judged', 'data_source', 'index'];
  const names = ['"""; import os', '../../x', '{}', '\\', "'", 'score', '${x}'];
  const criteria = labOf().criteria.map((one, k) => ({ ...one, id: ids[k]!, name: names[k]! }));
  const lab = labOf({ criteria, name: '../../x' });
  const steps = stepsOf(1);
  for (const legacy of [false, true]) {
    const { rows, error } = train(folderOf(lab), steps, { legacy });
    expect(error).toBeUndefined();
    expectSame(rows, expected(lab, steps, rows));
  }
});

describe('what would train otherwise than asked stops the run', { timeout: 60_000 }, () => {
  const folder = folderOf(labOf());
  const steps = [stepsOf(1)[0]!.slice(0, 2)];
  test.each<[string, Record<string, unknown>, RegExp]>([
    ['verl’s own start', { start: 'verl' }, /did not reach the estimator.*python3 main\.py/],
    [
      'a KL penalty within rewards',
      { settings: { 'algorithm.use_kl_in_reward': true } },
      /use_kl_in_reward is True.*use_kl_loss=True/,
    ],
    [
      'another estimator',
      { settings: { 'algorithm.adv_estimator': 'grpo' } },
      /adv_estimator is 'grpo'.*adv_estimator=focal_lab/,
    ],
  ])('%s', (_, other, message) => {
    expect(train(folder, steps, other).error).toMatch(message);
  });

  test('another reward function, which knows no criteria', () => {
    const other = folderOf(labOf());
    const path = join(other, 'other.py');
    runPython(
      'import json, pathlib, sys; pathlib.Path(json.load(sys.stdin)).write_text("def compute_score(**_):\\n    return {\'score\': 1.0}\\n")',
      path,
    );
    const { error } = train(other, steps, { settings: { 'reward.custom_reward_function.path': path } });
    expect(error).toMatch(/came with \['score'\], without criterion\/greets.*custom_reward_function\.path/);
  });

  test('a judge that fails on every answer', () => {
    const broken = steps.map((groups) =>
      groups.map((group) => ({ ...group, answers: ['broken', 'broken'] })),
    );
    const { error } = train(folderOf(labOf({ scorer: 'judge' })), broken);
    expect(error).toMatch(/No answer of the batch, 4 in all.*the judge fails throughout/);
  });

  test('rows without their prompt', () => {
    const code =
      'import json, sys; sys.path.insert(0, json.load(sys.stdin)); import reward\n' +
      'try: reward.compute_score(data_source="", solution_str="", ground_truth="", extra_info={})\n' +
      'except ValueError as error: print(json.dumps(str(error)))';
    expect(runPython(code, folder)).toMatch(/extra_info is {}.*make_data\.py/);
  });
});

test('rows of the data have the prompt, its topic, and a split that leaves some on both sides', () => {
  const code = `
import json, sys
sys.path.insert(0, json.load(sys.stdin))
from make_data import row_of, split
rows = [row_of({"prompt": "Why?", "topic": None}, 0), row_of({"prompt": [{"role": "user", "content": "Who?"}], "topic": 2}, 1)]
out = {"rows": rows, "same": [len(side) for side in split(rows, 0)], "half": [len(side) for side in split(rows, 0.5)]}
for share in (1, 0.1):
    try: split(rows, share)
    except ValueError as error: out[str(share)] = str(error)
print(json.dumps(out))`;

  afterAll(clearFolders);
  expect(runPython(code, folderOf(labOf()))).toEqual({
    rows: [
      {
        data_source: 'focal_lab',
        prompt: [{ role: 'user', content: 'Why?' }],
        ability: 'rubric',
        reward_model: { style: 'rule', ground_truth: '' },
        extra_info: { index: 0, prompt: [{ role: 'user', content: 'Why?' }], topic: -1 },
      },
      expect.objectContaining({
        extra_info: { index: 1, prompt: [{ role: 'user', content: 'Who?' }], topic: 2 },
      }),
    ],
    same: [2, 2],
    half: [1, 1],
    '1': expect.stringMatching(/--test-share is 1; allowed/) as string,
    '0.1': expect.stringMatching(/of 2 prompts leaves 0/) as string,
  });
});
