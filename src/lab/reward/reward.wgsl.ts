/**
 * The reward kernel: scores become weights, rewards, advantages and effort, by each lane's own method.
 *
 * One workgroup per lane, one invocation per group (a prompt's rollouts). Reads lanes, clock, tokens
 * [R, S, T], the judge's half of scores [R, 2, S, MAX_CRITERIA]; writes advantages [R, S, 3] (advantage, weight of each token in
 * the loss, reward) and criterion_stats [R, 3, P, MAX_CRITERIA] (saturation, weight, effort; a group
 * without signal has effort -1). A method is a number and parameters in the lane's table. `reward.ts` is
 * the definition of the rewards, `loss.ts` of the token weights.
 */
import { kernel, reads, writes, type Kernel } from '../wgsl/kernel.ts';
import {
  clockCount,
  criterionCount,
  criterionWeight,
  laneCount,
  MAX_CRITERIA,
  methodParameter,
} from '../wgsl/lane.ts';
import { criterionStat, rolloutNumber, scoreOf, type CRITERION_STATS } from '../wgsl/rollout-numbers.ts';
import { ADVANTAGE_EPSILON } from './advantage.ts';
import { METHODS } from './methods/index.ts';

const WORKGROUP = 64;

/** Codes in the lane's table. */
export const SCALE_REWARDS = ['group', 'batch', 'none'] as const;
export const LOSS_TYPES = ['dapo', 'grpo', 'dr_grpo'] as const;

export function rewardKernel(prompts: number, rollouts: number, maxTokens: number): Kernel {
  const sequences = prompts * rollouts;
  /** A rollout of the lane in scope, counted over all lanes. */
  const of = (sequence: string) => `lane * ${sequences}u + ${sequence}`;
  const stat = (name: (typeof CRITERION_STATS)[number]) => criterionStat(name, prompts, 'k');
  const libraries = [...new Set(METHODS.map(({ wgsl }) => wgsl.library))];
  const cases = METHODS.map(({ wgsl }, i) => `case ${i}u: { ${wgsl.body} }`);
  const declarations = /* wgsl */ `
const ROLLOUTS = ${rollouts}u;
const MAX_CRITERIA = ${MAX_CRITERIA}u;
var<private> lane: u32;
var<private> criteria: u32;
var<private> first_sequence: u32;
var<private> weights: array<f32, MAX_CRITERIA>;
var<private> saturation: array<f32, MAX_CRITERIA>;
var<private> coefficients: array<f32, MAX_CRITERIA>;
var<private> rewards: array<f32, ROLLOUTS>;
var<workgroup> token_counts: array<f32, ${WORKGROUP}>;

fn score(j: u32, k: u32) -> f32 {
  return ${scoreOf('judge', sequences, '(first_sequence + j)', 'k')};
}
fn prior(k: u32) -> f32 { return ${criterionWeight('k', 'prior', `first_sequence / ROLLOUTS`)}; }
fn is_active(k: u32) -> bool { return ${criterionCount('k', 'active')} == 1u; }
fn parameter(i: u32) -> f32 { return ${methodParameter('i')}; }

/** Sample standard deviation of a criterion's scores; exactly 0 for equal ones. */
fn score_deviation(k: u32) -> f32 {
  var equal = true;
  var sum = 0.0;
  for (var j = 0u; j < ROLLOUTS; j++) {
    equal = equal && score(j, k) == score(0u, k);
    sum += score(j, k);
  }
  if (equal) { return 0.0; }
  var squares = 0.0;
  for (var j = 0u; j < ROLLOUTS; j++) {
    let gap = score(j, k) - sum / f32(ROLLOUTS);
    squares += gap * gap;
  }
  return sqrt(squares / f32(ROLLOUTS - 1u));
}

fn stored_reward(sequence: u32) -> f32 { return ${rolloutNumber('reward', of('sequence'))}; }

/** Mean and sample standard deviation of stored rewards. */
fn reward_spread(first: u32, count: u32) -> vec2<f32> {
  var equal = true;
  var sum = 0.0;
  for (var j = 0u; j < count; j++) {
    equal = equal && stored_reward(first + j) == stored_reward(first);
    sum += stored_reward(first + j);
  }
  let centre = sum / f32(count);
  if (equal) { return vec2(centre, 0.0); }
  var squares = 0.0;
  for (var j = 0u; j < count; j++) {
    let gap = stored_reward(first + j) - centre;
    squares += gap * gap;
  }
  return vec2(centre, sqrt(squares / f32(count - 1u)));
}

fn answer_length(sequence: u32) -> f32 {
  let start = (lane * ${sequences}u + sequence) * ${maxTokens}u;
  var length = 1u;
  while (length < ${maxTokens}u) {
    if (tokens[start + length - 1u] == 0u) { break; }
    length++;
  }
  return f32(length);
}

${libraries.join('\n')}`;
  const body = /* wgsl */ `
  if (${clockCount('active', 'group.x')} == 0u) { return; }
  lane = group.x;
  criteria = ${laneCount('criteria')};
  for (var prompt = tid; prompt < ${prompts}u; prompt += ${WORKGROUP}u) {
    first_sequence = prompt * ROLLOUTS;
    switch (${laneCount('method')}) {
      ${cases.join('\n      ')}
      default: {}
    }
    var signal = 0.0;
    for (var k = 0u; k < criteria; k++) {
      if (coefficients[k] != 0.0) { coefficients[k] = abs(coefficients[k]) * score_deviation(k); }
      signal += coefficients[k];
    }
    for (var k = 0u; k < criteria; k++) {
      ${stat('saturation')} = saturation[k];
      ${stat('weight')} = weights[k];
      ${stat('effort')} = select(-1.0, coefficients[k] / signal, signal > 0.0);
    }
    for (var j = 0u; j < ROLLOUTS; j++) { ${rolloutNumber('reward', of('first_sequence + j'))} = rewards[j]; }
  }
  var count = 0.0;
  for (var s = tid; s < ${sequences}u; s += ${WORKGROUP}u) { count += answer_length(s); }
  token_counts[tid] = count;
  storageBarrier(); workgroupBarrier();
  var all_tokens = 0.0;
  for (var i = 0u; i < ${WORKGROUP}u; i++) { all_tokens += token_counts[i]; }
  let scale = ${laneCount('scaleRewards')};
  var batch_deviation = 0.0;
  if (scale == ${SCALE_REWARDS.indexOf('batch')}u) { batch_deviation = reward_spread(0u, ${sequences}u).y; }
  for (var prompt = tid; prompt < ${prompts}u; prompt += ${WORKGROUP}u) {
    let spread = reward_spread(prompt * ROLLOUTS, ROLLOUTS);
    var divisor = spread.y + ${ADVANTAGE_EPSILON};
    if (scale == ${SCALE_REWARDS.indexOf('batch')}u) { divisor = batch_deviation + ${ADVANTAGE_EPSILON}; }
    if (scale == ${SCALE_REWARDS.indexOf('none')}u) { divisor = 1.0; }
    for (var j = 0u; j < ROLLOUTS; j++) {
      let sequence = prompt * ROLLOUTS + j;
      let advantage = (stored_reward(sequence) - spread.x) / divisor;
      ${rolloutNumber('advantage', of('sequence'))} = select(advantage, 0.0, spread.y == 0.0);
      var token_weight = 1.0 / all_tokens;
      switch (${laneCount('lossType')}) {
        case ${LOSS_TYPES.indexOf('grpo')}u: { token_weight = 1.0 / (answer_length(sequence) * ${sequences}.0); }
        case ${LOSS_TYPES.indexOf('dr_grpo')}u: { token_weight = 1.0 / ${sequences * maxTokens}.0; }
        default: {}
      }
      ${rolloutNumber('tokenWeight', of('sequence'))} = token_weight;
    }
  }`;
  return kernel(
    'reward',
    [
      reads('lanes', 'array<u32>'),
      reads('clock', 'array<u32>'),
      reads('tokens', 'array<u32>'),
      reads('scores'),
      writes('advantages'),
      writes('criterion_stats'),
    ],
    WORKGROUP,
    declarations,
    body,
  );
}
