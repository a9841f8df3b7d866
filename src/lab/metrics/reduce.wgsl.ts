/**
 * The metrics kernel: reduces one step of every lane to its record in the ring buffer.
 *
 * One workgroup per lane. Reads lanes, clock, scores [R, 2, S, MAX_CRITERIA], advantages [R, S, 4],
 * criterion_stats, token_scores and norms [R]; writes ring [slots, R, RECORD_FLOATS]. `reduce.ts` is the
 * definition.
 */
import { tokenField, type TokenField } from '../wgsl/token-scores.ts';
import { kernel, reads, writes, type Kernel } from '../wgsl/kernel.ts';
import { clockCount, criterionCount, criterionWeight, laneCount, MAX_CRITERIA } from '../wgsl/lane.ts';
import {
  criterionStat,
  rolloutNumber,
  scoreOf,
  type CRITERION_STATS,
  type ScoreKind,
} from '../wgsl/rollout-numbers.ts';
import { metFrom } from './record.ts';
import { EQUAL } from './ranking.ts';
import { RECORD_FLOATS, SCALARS, vectorAt, type VECTORS } from './ring.ts';

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
  'judgeStrict',
  'rewardStd',
  'still',
  'silent',
  'fellBack',
  'flips',
  'crossed',
  'agreed',
] as const;

export function metricsKernel(lanes: number, prompts: number, rollouts: number, maxTokens: number): Kernel {
  const sequences = prompts * rollouts;
  const perLane = sequences * maxTokens;
  const token = (field: TokenField) => `token_scores[${tokenField(field, sequences, maxTokens)} + i]`;
  const stat = (name: (typeof CRITERION_STATS)[number]) => criterionStat(name, prompts, 'k');
  const scalar = (name: (typeof SCALARS)[number]) => `ring[record + ${SCALARS.indexOf(name)}u]`;
  const vector = (name: (typeof VECTORS)[number]) => `ring[record + ${vectorAt(name)}u + k]`;
  const total = (name: (typeof SUMS)[number]) => `totals[${SUMS.indexOf(name)}]`;
  const score = (kind: ScoreKind, s: string, k: string) => scoreOf(kind, sequences, s, k);
  const advantage = (s: string) => rolloutNumber('advantage', `lane * ${sequences}u + ${s}`);
  const reward = (s: string) => rolloutNumber('reward', `lane * ${sequences}u + ${s}`);
  const declarations = /* wgsl */ `
var<workgroup> partial: array<array<f32, ${WORKGROUP}>, ${SUMS.length}>;
var<workgroup> totals: array<f32, ${SUMS.length}>;
var<private> direct_rewards: array<f32, ${rollouts}>;
// Mean score of each criterion at each prompt: gold, judge.
var<workgroup> means: array<vec2<f32>, ${prompts * MAX_CRITERIA}>;

var<workgroup> lowest: array<vec3<f32>, ${WORKGROUP}>; // correlation, and the pair

/** Whether a criterion counts in the reward at some prompt. */
fn has_weight(lane: u32, k: u32) -> bool {
  for (var prompt = 0u; prompt < ${prompts}u; prompt++) {
    if (${criterionWeight('k', 'prior', 'prompt')} > 0.0) { return true; }
  }
  return false;
}

fn sign_of(value: f32) -> f32 { return select(sign(value), 0.0, abs(value) <= ${EQUAL}); }

fn or_missing(value: vec2<f32>, there: bool) -> vec2<f32> { return select(vec2(-1.0), value, there); }`;
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
    var met = vec2(counting > 0u);
    for (var k = 0u; k < criteria; k++) {
      let needed = select(${metFrom({ kind: 'principle' })}, ${metFrom({ kind: 'hard-rule' })}, ${criterionCount('k', 'hardRule')} == 1u);
      let given = vec2(${score('gold', 's', 'k')}, ${score('judge', 's', 'k')});
      met = met & ((given >= vec2(needed)) | vec2(${criterionCount('k', 'counts')} == 0u));
    }
    sum_strict += select(0.0, 1.0, met.x);
    sum_judgeStrict += select(0.0, 1.0, met.y);
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
    sum_fellBack += ${stat('fellBack')};
    let first = prompt * ${rollouts}u;
    var direct_mean = 0.0;
    var best = vec2(-1e30);
    for (var j = 0u; j < ${rollouts}u; j++) {
      direct_rewards[j] = 0.0;
      for (var c = 0u; c < criteria; c++) {
        direct_rewards[j] += ${criterionWeight('c', 'prior', 'prompt')} * ${score('judge', '(first + j)', 'c')};
      }
      direct_mean += direct_rewards[j] / ${rollouts}.0;
      best = max(best, vec2(direct_rewards[j], ${advantage('(first + j)')}));
    }
    var agreed = false;
    for (var j = 0u; j < ${rollouts}u; j++) {
      let both = vec2(direct_rewards[j], ${advantage('(first + j)')});
      sum_flips += select(0.0, 1.0, sign_of(both.x - direct_mean) * sign_of(both.y) < 0.0);
      for (var other = 0u; other < j; other++) {
        let gap = both - vec2(direct_rewards[other], ${advantage('(first + other)')});
        sum_crossed += select(0.0, 1.0, sign_of(gap.x) * sign_of(gap.y) < 0.0);
      }
      agreed = agreed || (both.x >= best.x - ${EQUAL} && both.y >= best.y - ${EQUAL});
    }
    sum_agreed += select(0.0, 1.0, agreed);
  }
  lowest[tid] = vec3(0.0);
  for (var pair = tid; pair < criteria * criteria; pair += ${WORKGROUP}u) {
    let k = pair / criteria;
    let l = pair % criteria;
    if (l >= k || !has_weight(lane, k) || !has_weight(lane, l)) { continue; }
    var sum = vec2(0.0); // of correlations, and of groups in which both vary
    for (var prompt = 0u; prompt < ${prompts}u; prompt++) {
      let first = prompt * ${rollouts}u;
      var centre = vec2(0.0);
      let start = vec2(${score('judge', 'first', 'k')}, ${score('judge', 'first', 'l')});
      var varies = vec2(false);
      for (var j = 0u; j < ${rollouts}u; j++) {
        let one = vec2(${score('judge', '(first + j)', 'k')}, ${score('judge', '(first + j)', 'l')});
        centre += one / ${rollouts}.0;
        varies = varies | (one != start);
      }
      if (!all(varies)) { continue; }
      var moments = vec3(0.0);
      for (var j = 0u; j < ${rollouts}u; j++) {
        let gap = vec2(${score('judge', '(first + j)', 'k')}, ${score('judge', '(first + j)', 'l')}) - centre;
        moments += vec3(gap * gap, gap.x * gap.y);
      }
      sum += vec2(moments.z / sqrt(moments.x * moments.y), 1.0);
    }
    if (2.0 * sum.y < ${prompts}.0) { continue; }
    let correlation = sum.x / max(sum.y, 1.0);
    if (correlation < lowest[tid].x) { lowest[tid] = vec3(correlation, f32(l), f32(k)); }
  }
  ${SUMS.map((name, i) => `partial[${i}][tid] = sum_${name};`).join('\n  ')}
  for (var k = tid; k < criteria; k += ${WORKGROUP}u) {
    var mean = vec2(0.0);
    var saturation = 0.0;
    var weight = 0.0;
    var effort = 0.0;
    var loud = 0.0;
    for (var prompt = 0u; prompt < ${prompts}u; prompt++) {
      var sum = vec2(0.0);
      for (var j = 0u; j < ${rollouts}u; j++) {
        let s = prompt * ${rollouts}u + j;
        sum += vec2(${score('gold', 's', 'k')}, ${score('judge', 's', 'k')});
      }
      means[prompt * ${MAX_CRITERIA}u + k] = sum / ${rollouts}.0;
      mean += sum / ${sequences}.0;
      saturation += ${stat('saturation')};
      weight += ${stat('weight')};
      if (${stat('effort')} >= 0.0) { effort += ${stat('effort')}; loud += 1.0; }
    }
    ${vector('scores')} = mean.x;
    ${vector('judgeScores')} = mean.y;
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
  var weighted = vec2(0.0); // prompts at which something has weight: fixed, as edited
  for (var prompt = 0u; prompt < ${prompts}u; prompt++) {
    var fixed_sum = vec3(0.0);
    var current_sum = vec3(0.0);
    for (var k = 0u; k < criteria; k++) {
      let one = vec3(means[prompt * ${MAX_CRITERIA}u + k], 1.0);
      fixed_sum += one * ${criterionWeight('k', 'fixedWeight', 'prompt')};
      current_sum += one * ${criterionWeight('k', 'currentWeight', 'prompt')};
    }
    if (fixed_sum.z > 0.0) { direct += fixed_sum.xy / fixed_sum.z; weighted.x += 1.0; }
    if (current_sum.z > 0.0) { current += current_sum.xy / current_sum.z; weighted.y += 1.0; }
  }
  var worst = vec2(2.0);
  for (var k = 0u; k < criteria; k++) {
    if (${criterionCount('k', 'counts')} == 0u) { continue; }
    var mean = vec2(0.0);
    for (var prompt = 0u; prompt < ${prompts}u; prompt++) {
      mean += means[prompt * ${MAX_CRITERIA}u + k] / ${prompts}.0;
    }
    worst = min(worst, mean);
  }
  direct = or_missing(direct / weighted.x, weighted.x > 0.0);
  current = or_missing(current / weighted.y, weighted.y > 0.0);
  worst = or_missing(worst, counting > 0u);
  let strict = or_missing(
    vec2(${total('strict')}, ${total('judgeStrict')}) / ${sequences}.0, counting > 0u);
  ${scalar('direct')} = direct.x;
  ${scalar('judgeDirect')} = direct.y;
  ${scalar('directCurrent')} = current.x;
  ${scalar('judgeDirectCurrent')} = current.y;
  ${scalar('worst')} = worst.x;
  ${scalar('judgeWorst')} = worst.y;
  ${scalar('strict')} = strict.x;
  ${scalar('judgeStrict')} = strict.y;
  ${scalar('reward')} = ${total('reward')} / ${sequences}.0;
  ${scalar('rewardStd')} = ${total('rewardStd')} / ${prompts}.0;
  ${scalar('fracRewardZeroStd')} = ${total('still')} / ${prompts}.0;
  ${scalar('groupsWithoutSignal')} = ${total('silent')};
  ${scalar('groupsFellBack')} = ${total('fellBack')};
  ${scalar('signFlips')} = ${total('flips')} / ${sequences}.0;
  ${scalar('rankDistance')} = ${total('crossed')} / ${Math.max(1, (prompts * rollouts * (rollouts - 1)) / 2)}.0;
  ${scalar('topAgreement')} = ${total('agreed')} / ${prompts}.0;
  var contradiction = vec3(0.0);
  for (var i = 0u; i < ${WORKGROUP}u; i++) {
    if (lowest[i].x < contradiction.x) { contradiction = lowest[i]; }
  }
  ${scalar('lowestCorrelation')} = contradiction.x;
  ring[record + ${SCALARS.length}u] = contradiction.y;
  ring[record + ${SCALARS.length + 1}u] = contradiction.z;
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
