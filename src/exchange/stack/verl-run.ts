/** The command that starts verl, as a shell script: settings of the lab under verl's own names, numbers only. */
import { TOPICS } from '../../lab/language/topics.ts';
import { slug } from '../rubric/slug.ts';
import type { StackLab } from './lab.ts';
import { answerTokens } from './tokens.ts';

/** How a loss is averaged over tokens, by TRL's names (agg_loss in verl/trainer/ppo/core_algos.py). */
const LOSS_AGG_MODE = {
  dapo: 'token-mean',
  grpo: 'seq-mean-token-mean',
  dr_grpo: 'seq-mean-token-sum-norm',
} as const;

/** @returns text of run.sh */
export function verlRun(lab: StackLab): string {
  const { training } = lab;
  const tokens = answerTokens(lab);
  const settings = [
    ['algorithm.adv_estimator', 'focal_lab'],
    ['algorithm.use_kl_in_reward', 'False'],
    ['data.train_files', '"$HERE/data/train.parquet"'],
    ['data.val_files', '"$HERE/data/test.parquet"'],
    // all prompts at once, as in the sandbox
    ['data.train_batch_size', TOPICS.length],
    ['data.max_prompt_length', 2048],
    ['data.max_response_length', tokens],
    ['data.truncation', 'error'],
    ['reward.custom_reward_function.path', '"$HERE/reward.py"'],
    ['reward.custom_reward_function.name', 'compute_score'],
    ['reward.reward_manager.name', 'naive'],
    ['actor_rollout_ref.model.path', '"$MODEL"'],
    ['actor_rollout_ref.rollout.name', 'vllm'],
    ['actor_rollout_ref.rollout.n', training.numGenerations],
    ['actor_rollout_ref.rollout.temperature', training.temperature],
    ['actor_rollout_ref.rollout.tensor_model_parallel_size', 1],
    ['actor_rollout_ref.rollout.gpu_memory_utilization', 0.5],
    ['actor_rollout_ref.rollout.log_prob_use_dynamic_bsz', 'True'],
    ['actor_rollout_ref.ref.log_prob_use_dynamic_bsz', 'True'],
    ['actor_rollout_ref.actor.use_dynamic_bsz', 'True'],
    ['actor_rollout_ref.actor.ppo_mini_batch_size', TOPICS.length],
    ['actor_rollout_ref.actor.ppo_epochs', training.numIterations],
    ['actor_rollout_ref.actor.clip_ratio', training.epsilon],
    ['actor_rollout_ref.actor.clip_ratio_low', training.epsilon],
    ['actor_rollout_ref.actor.clip_ratio_high', training.epsilonHigh ?? training.epsilon],
    ['actor_rollout_ref.actor.loss_agg_mode', LOSS_AGG_MODE[training.lossType]],
    ...(training.lossType === 'dr_grpo' ? [['actor_rollout_ref.actor.loss_scale_factor', tokens]] : []),
    ['actor_rollout_ref.actor.use_kl_loss', training.beta > 0 ? 'True' : 'False'],
    ['actor_rollout_ref.actor.kl_loss_coef', training.beta],
    ['actor_rollout_ref.actor.kl_loss_type', 'low_var_kl'],
    ['actor_rollout_ref.actor.entropy_coeff', 0],
    ['actor_rollout_ref.actor.optim.lr', '1e-6'],
    // 0 is no limit in TRL and here; verl would scale every gradient to nothing.
    ['actor_rollout_ref.actor.optim.clip_grad', training.maxGradNorm || '1e9'],
    ['trainer.total_training_steps', '"$STEPS"'],
    ['trainer.total_epochs', '"$STEPS"'],
    ['trainer.nnodes', '"$NNODES"'],
    ['trainer.n_gpus_per_node', '"$GPUS"'],
    ['trainer.project_name', 'focal_lab'],
    ['trainer.experiment_name', slug(lab.name) || 'rubric'],
    ['trainer.val_before_train', 'False'],
    ['trainer.test_freq', 10],
    ['trainer.save_freq', 50],
  ].map(([name, value]) => `  ${name}=${value} \\`);
  return [
    '#!/usr/bin/env bash',
    '# Trains with verl; names checked against the sources of verl 0.9.0 on 2026-11-22. MODEL, STEPS, NNODES and GPUS come from the environment; more settings may follow as arguments.',
    'set -euo pipefail',
    'cd "$(dirname "$0")"',
    'HERE=$PWD',
    'MODEL=${MODEL:-Qwen/Qwen2.5-0.5B-Instruct}',
    'STEPS=${STEPS:-150}',
    'NNODES=${NNODES:-1}',
    'GPUS=${GPUS:-1}',
    '',
    '# prompts.jsonl becomes data/train.parquet and data/test.parquet',
    'python3 make_data.py',
    '',
    '# actor_rollout_ref.actor.optim.lr is for a language model; the small policy of the sandbox takes a far larger one.',
    'python3 main.py \\',
    ...settings,
    `  'trainer.logger=["console"]' \\`,
    '  "$@"',
    '',
  ].join('\n');
}
