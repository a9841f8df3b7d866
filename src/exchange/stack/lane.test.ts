/** What is exported gives the weights and advantages of the lab's own reward stage, which computes in 32 bits. */
import { describe, expect, test } from 'vitest';
import { METHODS } from '../../lab/reward/methods/index.ts';
import { rewardLane, rubricWeights } from '../../lab/reward/reward.ts';
import type { StackLab } from './lab.ts';
import { specOf } from './spec.ts';
import { labOf } from './testing/lab.ts';
import { runPython } from './testing/python.ts';
import { Dice } from './testing/runs.ts';

const [PROMPTS, ROLLOUTS, STEPS] = [6, 8, 4];
const WEIGH = `
import json, sys
from focal_lab.weighting import Weighting
given = json.load(sys.stdin)
for lab in given["labs"]: lab["weighting"] = Weighting(lab)
keys, prompts = list("abcdef"), list(range(6))
print(json.dumps([[lab["weighting"](scores, keys, prompts)._asdict() for scores in given["steps"]] for lab in given["labs"]]))`;

type Row = Record<'weights' | 'saturation' | 'rewards' | 'advantages', number[][]>;

describe('a rubric with weights per prompt, one criterion off', () => {
  const usual = labOf({}, 'every-question-differs');
  const criteria = usual.criteria.map((criterion, k) => ({ ...criterion, active: k !== 1 }));
  const K = criteria.length;
  const dice = new Dice(11);
  const steps = Array.from({ length: STEPS }, () =>
    Float32Array.from({ length: PROMPTS * ROLLOUTS * K }, () => dice.whole(0, 10) / 10),
  );
  const labs = METHODS.map(({ id }): StackLab => ({
    ...usual,
    criteria,
    method: id,
    parameters: id.startsWith('focal-') ? { 'focal.gamma': 2, 'focal.estimator': 3, 'focal.warmup': 1 } : {},
  }));
  const nested = (values: Float32Array, size: number) =>
    Array.from({ length: values.length / size }, (_, i) => [...values.subarray(i * size, (i + 1) * size)]);
  const found = runPython(WEIGH, {
    labs: labs.map((lab) => specOf(lab)),
    steps: steps.map((scores) =>
      Array.from({ length: PROMPTS }, (_, p) =>
        nested(scores.subarray(p * ROLLOUTS * K, (p + 1) * ROLLOUTS * K), K),
      ),
    ),
  }) as Row[][];

  test.each(METHODS.map((method, i) => ({ method, i })))('$method.id', ({ method, i }) => {
    let kept: Float32Array | undefined;
    steps.forEach((scores, step) => {
      const lane = rewardLane(scores, PROMPTS, ROLLOUTS, {
        ...usual.training,
        ...{ method, parameters: labs[i]!.parameters, step, ...(kept && { kept }) },
        rubric: (prompt) => rubricWeights(criteria, prompt),
      });
      kept = lane.kept;
      for (const [name, size] of [
        ['weights', K],
        ['saturation', K],
        ['rewards', ROLLOUTS],
        ['advantages', ROLLOUTS],
      ] as const)
        nested(lane[name], size).forEach((due, p) =>
          due.forEach((value, at) => expect(found[i]![step]![name][p]![at], name).toBeCloseTo(value, 4)),
        );
      for (let p = 0; p < PROMPTS; p++) expect(found[i]![step]!.weights[p]![1]).toBe(0);
    });
  });
});
