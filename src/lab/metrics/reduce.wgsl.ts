/**
 * The metrics kernel: reduces one step of every lane to its record in the ring buffer.
 *
 * One workgroup per lane. Reads lanes, clock, scores [R, S, MAX_CRITERIA], advantages [R, S, 3],
 * criterion_stats, token_scores and norms [R]; writes ring [slots, R, RECORD_FLOATS]. `reduce.ts` is the
 * definition.
 */
import { tokenField, type TokenField } from '../wgsl/token-scores.ts';
import { kernel, reads, writes, type Kernel } from '../wgsl/kernel.ts';
import { clockCount, criterionCount, criterionNumber, laneCount, MAX_CRITERIA } from '../wgsl/lane.ts';
import { criterionStat, rolloutNumber, type CRITERION_STATS } from '../wgsl/rollout-numbers.ts';
import { PRINCIPLE_MET } from './record.ts';
import { RECORD_FLOATS, SCALARS, VECTORS } from './ring.ts';

const WORKGROUP = 64;

/** Sums over a lane, taken by all invocations together. */
const SUMS = [
  'counted',
  'kl',
  'entropy',
  'loss',
  'cut',
  'reward',
  'strict',
  'rewardStd',
  'still',
  'silent',
] as const;

export function metricsKernel(lanes: number, prompts: number, rollouts: number, maxTokens: number): Kernel {
  const sequences = prompts * rollouts;
  const perLane = sequences * maxTokens;
  const token = (field: TokenField) => `token_scores[${tokenField(field, sequences, maxTokens)} + i]`;
  const stat = (name: (typeof CRITERION_STATS)[number]) => criterionStat(name, prompts, 'k');
  const scalar = (name: (typeof SCALARS)[number]) => `ring[record + ${SCALARS.indexOf(name)}u]`;
  const vector = (name: (typeof VECTORS)[number]) =>
    `ring[record + ${SCALARS.length + VECTORS.indexOf(name) * MAX_CRITERIA}u + k]`;
  const total = (name: (typeof SUMS)[number]) => `totals[${SUMS.indexOf(name)}]`;
  const score = (s: string, k: string) => `scores[(lane * ${sequences}u + ${s}) * ${MAX_CRITERIA}u + ${k}]`;
  const reward = (s: string) => rolloutNumber('reward', `lane * ${sequences}u + ${s}`);
  const declarations = /* wgsl */ `
var<workgroup> partial: array<array<f32, ${WORKGROUP}>, ${SUMS.length}>;
var<workgroup> totals: array<f32, ${SUMS.length}>;
var<workgroup> means: array<f32, ${MAX_CRITERIA}>;`;
  const body = /* wgsl */ `
  let lane = group.x;
  if (${clockCount('active')} == 0u) { return; }
  let criteria = ${laneCount('criteria')};
  let record = (${clockCount('slot')} * ${lanes}u + lane) * ${RECORD_FLOATS}u;
  ${SUMS.map((name) => `var sum_${name} = 0.0;`).join('\n  ')}
  for (var i = tid; i < ${perLane}u; i += ${WORKGROUP}u) {
    let gap = ${token('reference')} - ${token('old')};
    sum_counted += ${token('counted')};
    sum_kl += exp(gap) - gap - 1.0;
    sum_entropy += ${token('entropy')};
    sum_loss += ${token('loss')};
    sum_cut += ${token('cut')};
  }
  var counting = 0u;
  for (var k = 0u; k < criteria; k++) { counting += ${criterionCount('k', 'counts')}; }
  for (var s = tid; s < ${sequences}u; s += ${WORKGROUP}u) {
    sum_reward += ${reward('s')};
    var met = counting > 0u;
    for (var k = 0u; k < criteria; k++) {
      // A Principle's score is v/10 in 32 bits: .7 may read .699999988.
      let needed = select(${PRINCIPLE_MET}, 1.0, ${criterionCount('k', 'hardRule')} == 1u) - 1e-6;
      met = met && (${criterionCount('k', 'counts')} == 0u || ${score('s', 'k')} >= needed);
    }
    sum_strict += select(0.0, 1.0, met);
  }
  for (var prompt = tid; prompt < ${prompts}u; prompt += ${WORKGROUP}u) {
    var equal = true;
    var centre = 0.0;
    for (var j = 0u; j < ${rollouts}u; j++) {
      let own = ${reward(`(prompt * ${rollouts}u + j)`)};
      equal = equal && own == ${reward(`(prompt * ${rollouts}u)`)};
      centre += own / ${rollouts}.0;
    }
    var squares = 0.0;
    for (var j = 0u; j < ${rollouts}u; j++) {
      let gap = ${reward(`(prompt * ${rollouts}u + j)`)} - centre;
      squares += gap * gap;
    }
    sum_rewardStd += select(sqrt(squares / ${Math.max(1, rollouts - 1)}.0), 0.0, equal);
    sum_still += select(0.0, 1.0, equal);
    let k = 0u;
    sum_silent += select(0.0, 1.0, ${stat('effort')} < 0.0);
  }
  ${SUMS.map((name, i) => `partial[${i}][tid] = sum_${name};`).join('\n  ')}
  for (var k = tid; k < criteria; k += ${WORKGROUP}u) {
    var mean = 0.0;
    for (var s = 0u; s < ${sequences}u; s++) { mean += ${score('s', 'k')}; }
    mean /= ${sequences}.0;
    means[k] = mean;
    var saturation = 0.0;
    var weight = 0.0;
    var effort = 0.0;
    var loud = 0.0;
    for (var prompt = 0u; prompt < ${prompts}u; prompt++) {
      saturation += ${stat('saturation')};
      weight += ${stat('weight')};
      if (${stat('effort')} >= 0.0) { effort += ${stat('effort')}; loud += 1.0; }
    }
    ${vector('scores')} = mean; // this judge is honest: its scores are the gold ones
    ${vector('judgeScores')} = mean;
    ${vector('saturation')} = saturation / ${prompts}.0;
    ${vector('weights')} = weight / ${prompts}.0;
    ${vector('effort')} = select(-1.0, effort / max(loud, 1.0), loud > 0.0);
  }
  workgroupBarrier();
  for (var i = tid; i < ${SUMS.length}u; i += ${WORKGROUP}u) {
    var sum = 0.0;
    for (var j = 0u; j < ${WORKGROUP}u; j++) { sum += partial[i][j]; }
    totals[i] = sum;
  }
  workgroupBarrier();
  if (tid != 0u) { return; }
  var direct = vec2(0.0);
  var current = vec2(0.0);
  var worst = 2.0;
  for (var k = 0u; k < criteria; k++) {
    if (${criterionCount('k', 'counts')} == 0u) { continue; }
    direct += vec2(means[k], 1.0) * ${criterionNumber('k', 'fixedWeight')};
    current += vec2(means[k], 1.0) * ${criterionNumber('k', 'currentWeight')};
    worst = min(worst, means[k]);
  }
  ${scalar('direct')} = select(-1.0, direct.x / direct.y, direct.y > 0.0);
  ${scalar('directCurrent')} = select(-1.0, current.x / current.y, current.y > 0.0);
  ${scalar('worst')} = select(worst, -1.0, counting == 0u);
  ${scalar('strict')} = select(${total('strict')} / ${sequences}.0, -1.0, counting == 0u);
  ${scalar('reward')} = ${total('reward')} / ${sequences}.0;
  ${scalar('rewardStd')} = ${total('rewardStd')} / ${prompts}.0;
  ${scalar('fracRewardZeroStd')} = ${total('still')} / ${prompts}.0;
  ${scalar('groupsWithoutSignal')} = ${total('silent')};
  ${scalar('kl')} = ${total('kl')} / ${total('counted')};
  ${scalar('klSequence')} = ${total('kl')} / ${sequences}.0;
  ${scalar('entropy')} = ${total('entropy')} / ${total('counted')};
  ${scalar('loss')} = ${total('loss')};
  ${scalar('gradNorm')} = norms[lane];
  ${scalar('clipRatio')} = ${total('cut')} / ${total('counted')};
  ${scalar('meanLength')} = ${total('counted')} / ${sequences}.0;`;
  return kernel(
    'metrics',
    [
      reads('lanes', 'array<u32>'),
      reads('clock', 'array<u32>'),
      reads('scores'),
      reads('advantages'),
      reads('criterion_stats'),
      reads('token_scores'),
      reads('norms'),
      writes('ring'),
    ],
    WORKGROUP,
    declarations,
    body,
  );
}
