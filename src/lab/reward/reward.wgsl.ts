/**
 * The reward kernel: scores become weights, rewards, advantages and effort, by each lane's own method.
 *
 * One workgroup per lane, one invocation per group (a prompt's rollouts). Reads lanes, clock, tokens
 * [R, S, T], the judge's half of scores [R, 2, S, MAX_CRITERIA]; updates kept [R, P, MAX_CRITERIA], what
 * methods carry from step to step (below 0: nothing); writes advantages [R, S, 4] (advantage, weight of each
 * token in the loss, reward, signal) and criterion_stats (saturation, weight, effort; a group without signal
 * has effort -1). A method is a number and parameters in the lane's table. `reward.ts` and `advantage.ts`
 * are the definition of the rewards, `loss.ts` of the token weights.
 */
import { answerWeightWgsl } from '../wgsl/answer-weight.ts';
import { kernel, reads, writes, type Kernel } from '../wgsl/kernel.ts';
import {
  clockCount,
  criterionCount,
  criterionWeight,
  laneCount,
  laneNumber,
  MAX_CRITERIA,
  methodParameter,
} from '../wgsl/lane.ts';
import { criterionStat, rolloutNumber, scoreOf, type CRITERION_STATS } from '../wgsl/rollout-numbers.ts';
import { ADVANTAGE_EPSILON, WHITEN_EPSILON } from './advantage.ts';
import { METHOD_IDS, METHODS } from './methods/index.ts';
import { FINISHES, type Method } from './methods/method.ts';

const WORKGROUP = 64;

/** Codes in the lane's table. */
export const SCALE_REWARDS = ['group', 'batch', 'none'] as const;

/** Chances in the lane's table are in units of 2^-24. */
const chance = (field: 'falsePositive' | 'falseNegative') =>
  `select(0.0, f32(${criterionCount('k', field)}) / 16777216.0, ${criterionCount('k', 'hardRule')} == 1u)`;

/** @param methods that lanes may use: each costs time to compile; "custom" comes with a rule of its own */
export function rewardKernel(
  prompts: number,
  rollouts: number,
  maxTokens: number,
  methods: readonly Method[] = METHODS,
): Kernel {
  const sequences = prompts * rollouts;
  /** A rollout of the lane in scope, counted over all lanes. */
  const of = (sequence: string) => `lane * ${sequences}u + ${sequence}`;
  const stat = (name: (typeof CRITERION_STATS)[number], k = 'k') => criterionStat(name, prompts, k);
  const libraries = [...new Set(methods.map(({ wgsl }) => wgsl.library))];
  const cases = methods.map(({ id, wgsl }) => `case ${METHOD_IDS.indexOf(id)}u: { ${wgsl.body} }`);
  const finish = (name: (typeof FINISHES)[number]) => `${FINISHES.indexOf(name)}u`;
  const scale = (name: (typeof SCALE_REWARDS)[number]) => `${SCALE_REWARDS.indexOf(name)}u`;
  const declarations = /* wgsl */ `
const ROLLOUTS = ${rollouts}u;
const MAX_CRITERIA = ${MAX_CRITERIA}u;
var<private> lane: u32;
var<private> prompt: u32;
var<private> criteria: u32;
var<private> first_sequence: u32;
var<private> weights: array<f32, MAX_CRITERIA>;
var<private> saturation: array<f32, MAX_CRITERIA>;
var<private> coefficients: array<f32, MAX_CRITERIA>;
var<private> keep: array<f32, MAX_CRITERIA>;
var<private> rewards: array<f32, ROLLOUTS>;
var<private> signals: array<f32, ROLLOUTS>;
var<private> fell_back: bool;
var<workgroup> batch: array<vec2<f32>, MAX_CRITERIA>; // mean, sample deviation
var<workgroup> token_counts: array<vec2<f32>, ${WORKGROUP}>; // tokens, answers that count

fn lane_score(s: u32, k: u32) -> f32 { return ${scoreOf('judge', sequences, 's', 'k')}; }
fn score(j: u32, k: u32) -> f32 { return lane_score(first_sequence + j, k); }
fn prior(k: u32) -> f32 { return ${criterionWeight('k', 'prior', 'prompt')}; }
fn is_active(k: u32) -> bool { return ${criterionCount('k', 'active')} == 1u; }
fn category(k: u32) -> u32 { return ${criterionCount('k', 'category')}; }
fn false_positive(k: u32) -> f32 { return ${chance('falsePositive')}; }
fn false_negative(k: u32) -> f32 { return ${chance('falseNegative')}; }
fn parameter(i: u32) -> f32 { return ${methodParameter('i')}; }
fn batch_mean(k: u32) -> f32 { return batch[k].x; }
fn batch_deviation(k: u32) -> f32 { return batch[k].y; }
fn kept_at(k: u32) -> u32 { return (lane * ${prompts}u + prompt) * MAX_CRITERIA + k; }
fn kept(k: u32) -> f32 { return kept_numbers[kept_at(k)]; }
fn step() -> f32 { return f32(${clockCount('step')}); }

/** Mean and sample standard deviation of a criterion's scores; the latter exactly 0 for equal ones. */
fn score_spread(first: u32, count: u32, k: u32) -> vec2<f32> {
  var equal = true;
  var sum = 0.0;
  for (var j = 0u; j < count; j++) {
    equal = equal && lane_score(first + j, k) == lane_score(first, k);
    sum += lane_score(first + j, k);
  }
  let centre = sum / f32(count);
  if (equal) { return vec2(centre, 0.0); }
  var squares = 0.0;
  for (var j = 0u; j < count; j++) {
    let gap = lane_score(first + j, k) - centre;
    squares += gap * gap;
  }
  return vec2(centre, sqrt(squares / f32(count - 1u)));
}
fn score_mean(k: u32) -> f32 { return score_spread(first_sequence, ROLLOUTS, k).x; }
fn score_deviation(k: u32) -> f32 { return score_spread(first_sequence, ROLLOUTS, k).y; }

/** Prior-weighted score of a rollout. */
fn direct_reward(j: u32) -> f32 {
  var sum = 0.0;
  for (var k = 0u; k < criteria; k++) { sum += prior(k) * score(j, k); }
  return sum;
}

fn stored_signal(sequence: u32) -> f32 { return ${rolloutNumber('signal', of('sequence'))}; }

/** Mean and sample standard deviation of stored signals. */
fn signal_spread(first: u32, count: u32) -> vec2<f32> {
  var equal = true;
  var sum = 0.0;
  for (var j = 0u; j < count; j++) {
    equal = equal && stored_signal(first + j) == stored_signal(first);
    sum += stored_signal(first + j);
  }
  let centre = sum / f32(count);
  if (equal) { return vec2(centre, 0.0); }
  var squares = 0.0;
  for (var j = 0u; j < count; j++) {
    let gap = stored_signal(first + j) - centre;
    squares += gap * gap;
  }
  return vec2(centre, sqrt(squares / f32(count - 1u)));
}

/** Mean and sample standard deviation of the direct rewards of the group in scope. */
fn direct_spread() -> vec2<f32> {
  var equal = true;
  var sum = 0.0;
  for (var j = 0u; j < ROLLOUTS; j++) {
    equal = equal && direct_reward(j) == direct_reward(0u);
    sum += direct_reward(j);
  }
  let centre = sum / f32(ROLLOUTS);
  if (equal) { return vec2(centre, 0.0); }
  var squares = 0.0;
  for (var j = 0u; j < ROLLOUTS; j++) {
    let gap = direct_reward(j) - centre;
    squares += gap * gap;
  }
  return vec2(centre, sqrt(squares / f32(ROLLOUTS - 1u)));
}

${answerWeightWgsl(maxTokens)}
fn answer_length(sequence: u32) -> f32 {
  return tokens_until_end((lane * ${sequences}u + sequence) * ${maxTokens}u);
}

/** Whether the answers of a group are in the loss. */
fn group_counts(spread: f32) -> bool { return spread > 0.0 || ${laneCount('dropSilentGroups')} == 0u; }

${libraries.join('\n')}`;
  const body = /* wgsl */ `
  if (${clockCount('active', 'group.x')} == 0u) { return; }
  lane = group.x;
  criteria = ${laneCount('criteria')};
  let finish = ${laneCount('finish')};
  for (var k = tid; k < criteria; k += ${WORKGROUP}u) { batch[k] = score_spread(0u, ${sequences}u, k); }
  workgroupBarrier();
  for (prompt = tid; prompt < ${prompts}u; prompt += ${WORKGROUP}u) {
    first_sequence = prompt * ROLLOUTS;
    fell_back = false;
    for (var k = 0u; k < criteria; k++) { keep[k] = -1.0; }
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
      kept_numbers[kept_at(k)] = keep[k];
    }
    ${stat('fellBack', '0u')} = select(0.0, 1.0, fell_back);
    for (var j = 0u; j < ROLLOUTS; j++) {
      ${rolloutNumber('reward', of('first_sequence + j'))} = rewards[j];
      if (finish == ${finish('rewards')}) { signals[j] = rewards[j]; }
      ${rolloutNumber('signal', of('first_sequence + j'))} = signals[j];
    }
  }
  var counts = vec2(0.0);
  for (prompt = tid; prompt < ${prompts}u; prompt += ${WORKGROUP}u) {
    if (!group_counts(signal_spread(prompt * ROLLOUTS, ROLLOUTS).y)) { continue; }
    for (var j = 0u; j < ROLLOUTS; j++) { counts += vec2(answer_length(prompt * ROLLOUTS + j), 1.0); }
  }
  token_counts[tid] = counts;
  storageBarrier(); workgroupBarrier();
  var all = vec2(0.0);
  for (var i = 0u; i < ${WORKGROUP}u; i++) { all += token_counts[i]; }
  all = max(all, vec2(1.0)); // nothing counts: every weight is 0 below
  let scale = ${laneCount('scaleRewards')};
  var whole = vec2(0.0);
  if (scale == ${scale('batch')} || finish == ${finish('whiten')}) { whole = signal_spread(0u, ${sequences}u); }
  var matched = 1.0;
  if (${laneCount('matchRewardScale')} == 1u && scale == ${scale('none')} && finish == ${finish('rewards')}) {
    var spreads = vec2(0.0);
    for (prompt = 0u; prompt < ${prompts}u; prompt++) {
      first_sequence = prompt * ROLLOUTS;
      spreads += vec2(direct_spread().y, signal_spread(first_sequence, ROLLOUTS).y);
    }
    if (spreads.y > 0.0) { matched = spreads.x / spreads.y; }
  }
  for (prompt = tid; prompt < ${prompts}u; prompt += ${WORKGROUP}u) {
    first_sequence = prompt * ROLLOUTS;
    let spread = signal_spread(first_sequence, ROLLOUTS);
    var centre = spread.x;
    var factor = 1.0;
    if (finish == ${finish('signals')}) { centre = 0.0; }
    else if (finish == ${finish('whiten')}) { centre = whole.x; factor = 1.0 / (whole.y + ${WHITEN_EPSILON}); }
    else if (scale == ${scale('none')}) { factor = matched; }
    else if (scale == ${scale('batch')}) { factor = 1.0 / (whole.y + ${ADVANTAGE_EPSILON}); }
    else { factor = 1.0 / (spread.y + ${ADVANTAGE_EPSILON}); }
    let prompt_gamma = ${laneNumber('promptGamma')};
    if (prompt_gamma != 0.0) {
      let left = 1.0 - direct_spread().x;
      factor *= select(0.0, pow(left, prompt_gamma), left > 0.0);
    }
    for (var j = 0u; j < ROLLOUTS; j++) {
      let sequence = first_sequence + j;
      let advantage = (stored_signal(sequence) - centre) * factor;
      ${rolloutNumber('advantage', of('sequence'))} = select(advantage, 0.0, spread.y == 0.0);
      let weight = token_weight(${laneCount('lossType')}, answer_length(sequence), all);
      ${rolloutNumber('tokenWeight', of('sequence'))} = select(0.0, weight, group_counts(spread.y));
    }
  }`;
  return kernel(
    'reward',
    [
      reads('lanes', 'array<u32>'),
      reads('clock', 'array<u32>'),
      reads('tokens', 'array<u32>'),
      reads('scores'),
      writes('kept_numbers'),
      writes('advantages'),
      writes('criterion_stats'),
    ],
    WORKGROUP,
    declarations,
    body,
  );
}
