/** The start of verl: settings under its names, by a shell that reads them as they were meant. */
/// <reference types="node" />
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { findScenario } from '../../scenarios/index.ts';
import type { StackLab } from './lab.ts';
import { verlRun } from './verl-run.ts';

/** What main.py is given, by name: bash runs the script with a python3 that prints its arguments. */
function given(training: Partial<StackLab['training']>, name = 'Any name'): Map<string, string> {
  const { rubric, training: usual, methods } = findScenario('forgotten-footnote');
  const text = verlRun({
    ...{ name, criteria: rubric, method: methods.at(-1)!, parameters: {}, scorer: 'detectors' },
    training: { ...usual, ...training },
  });
  const printing = `python3() { printf '%s\\n' "$@"; }\n${text}`;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', printing, 'run.sh', 'more=1'], {
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([0, '']);
  const settings = stdout.split('\n').filter((line) => line.includes('='));
  return new Map(
    settings.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}
const ACTOR = 'actor_rollout_ref.actor';

test('every setting of a loss goes along', () => {
  const told = given({ epsilon: 0.1, epsilonHigh: 0.3, beta: 0.05, numIterations: 3, lossType: 'dr_grpo' });
  const of = (...names: string[]) => names.map((name) => told.get(`${ACTOR}.${name}`));
  expect(of('clip_ratio', 'clip_ratio_low', 'clip_ratio_high', 'ppo_epochs')).toEqual([
    '0.1',
    '0.1',
    '0.3',
    '3',
  ]);
  expect(of('use_kl_loss', 'kl_loss_coef')).toEqual(['True', '0.05']);
  expect(of('loss_agg_mode', 'loss_scale_factor')).toEqual(['seq-mean-token-sum-norm', '80']);
  expect(told.get('more')).toBe('1');
});

test('left out, the upper clip is the lower one, and no penalty is none', () => {
  const told = given({ epsilon: 0.15, epsilonHigh: undefined, beta: 0, lossType: 'grpo' });
  expect(told.get(`${ACTOR}.clip_ratio_high`)).toBe('0.15');
  expect(told.get(`${ACTOR}.use_kl_loss`)).toBe('False');
  expect(told.has(`${ACTOR}.loss_scale_factor`)).toBe(false);
});

test('gradients without a limit are not scaled to nothing', () => {
  expect(given({ maxGradNorm: 0 }).get(`${ACTOR}.optim.clip_grad`)).toBe('1e9');
  expect(given({ maxGradNorm: 0.5 }).get(`${ACTOR}.optim.clip_grad`)).toBe('0.5');
});

test('a name is a slug', () => {
  expect(given({}, '$(exit 3) "; `x` Ünï').get('trainer.experiment_name')).toBe('exit_3_x_uni');
  expect(given({}, '引用').get('trainer.experiment_name')).toBe('rubric');
});
