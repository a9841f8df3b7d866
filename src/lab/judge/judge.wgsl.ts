/**
 * The judge kernel: the judge's score and the gold score of every rollout and criterion, table-driven.
 *
 * Workgroups (x: some rollouts, all of their criteria; y: lane), so that a halo finds the answer's other
 * verdicts beside it; neighbouring invocations take the same criterion of neighbouring rollouts. Reads lanes,
 * clock, tokens [R, S, T], prompts [S], word_groups [prompts, V] (a bit per group); writes scores
 * [R, 2, S, MAX_CRITERIA]. A criterion is a record in the lane's table, so an edit is a table write.
 * `judge.ts` is the definition; scores agree exactly.
 */
import { PURPOSE } from '../random/draw.ts';
import { philoxWgsl } from '../random/philox.wgsl.ts';
import { DETECTOR_WGSL } from '../rubric/detectors/index.ts';
import { kernel, reads, writes, type Kernel } from '../wgsl/kernel.ts';
import {
  clockCount,
  criterionCount,
  criterionSigned,
  detectorSetting,
  detectorTable,
  laneCount,
} from '../wgsl/lane.ts';
import { scoreOf } from '../wgsl/rollout-numbers.ts';
import { imperfectionsWgsl } from './imperfections.ts';
import { PAIR_DRAW, VERDICT_DRAW } from './judge.ts';

const WORKGROUP = 64;

export interface JudgeKernel {
  kernel: Kernel;
  /** Workgroups per lane, for the longest rubric of any lane. */
  groups(criteria: number): number;
}

/** @param rollouts per prompt */
export function judgeKernel(
  prompts: number,
  rollouts: number,
  maxTokens: number,
  vocabulary: number,
): JudgeKernel {
  const sequences = prompts * rollouts;
  const detectors = DETECTOR_WGSL.map((body, i) => `fn detector_${i}() -> vec2<u32> {${body}}`);
  const cases = DETECTOR_WGSL.map((_, i) => `case ${i}u: { return detector_${i}(); }`);
  const own = (field: Parameters<typeof criterionCount>[1]) => criterionCount('criterion', field);
  const declarations = /* wgsl */ `
// Dividing by 10 may be off by a bit on a GPU.
const TENTHS = array<f32, 11>(0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0);
var<private> lane: u32;
var<private> criterion: u32;
var<private> answer_start: u32;
var<private> answer_words: u32;
var<private> answer_prompt: u32;
// What is due by each invocation's rollout and criterion, in hundredths of points; -1 where it throws no halo.
var<workgroup> due: array<i32, ${WORKGROUP}>;

fn words() -> u32 { return answer_words; }
fn word(i: u32) -> u32 { return tokens[answer_start + i]; }
fn prompt() -> u32 { return answer_prompt; }
fn in_group(token: u32, word_group: u32) -> bool {
  return ((word_groups[answer_prompt * ${vocabulary}u + token] >> word_group) & 1u) == 1u;
}
fn setting(i: u32) -> u32 { return ${detectorSetting('criterion', 'i')}; }
fn table(i: u32) -> u32 { return ${detectorTable('criterion', 'i')}; }
${detectors.join('\n')}

fn degree() -> vec2<u32> {
  switch (${own('detector')}) {
    ${cases.join('\n    ')}
    default: { return vec2(0u, 1u); }
  }
}

// Whole arithmetic, so that the verdict is the same to the last bit: a Principle rounds half up.
fn credit_due(hard_rule: bool) -> i32 {
  let found = degree();
  let negative = ${own('negative')} == 1u;
  if (hard_rule) { return select(0, 1, (found.x >= found.y) != negative); }
  let points = i32((20u * found.x + found.y) / (2u * found.y));
  return select(points, 10 - points, negative);
}

fn score_of(credit: i32, hard_rule: bool) -> f32 {
  return TENTHS[select(credit, 10 * credit, hard_rule)];
}

${philoxWgsl}
fn draw(place: u32, position: u32, item: u32) -> vec4<u32> {
  return philox(
    vec4(${clockCount('step')}, (answer_prompt << 16u) | place, position, item),
    vec2(${laneCount('seed')}, ${PURPOSE.judge}u));
}

// 1 if shown first of two, -1 if second, 0 if alone.
fn shown_position(rollout: u32) -> i32 {
  if ((rollout | 1u) >= ${rollouts}u) { return 0; }
  let first = draw(rollout >> 1u, ${PAIR_DRAW}u, 0u).x & 1u;
  return select(-1, 1, first == (rollout & 1u));
}

fn gimmicks() -> i32 {
  var found = 0;
  if (${own('leakPay')} == 0u) { return found; }
  for (var i = 0u; i < words(); i++) {
    found += select(0, 1, in_group(word(i), ${own('leakGroup')}));
  }
  return found;
}

${imperfectionsWgsl((field) => criterionSigned('criterion', field))}

fn credit_given(credit: i32, hard_rule: bool, others: vec2<i32>, rollout: u32) -> i32 {
  var seen: Circumstances;
  seen.step = i32(${clockCount('step')});
  seen.words = i32(words());
  seen.max_tokens = ${maxTokens};
  seen.has_others = others.y > 0;
  seen.others = others.x / max(others.y, 1);
  seen.position = 0;
  if (${own('positionBias')} != 0u) { seen.position = shown_position(rollout); }
  seen.gimmicks = gimmicks();
  return imperfect_credit(credit, hard_rule, seen, draw(rollout, ${VERDICT_DRAW}u, ${own('noise')}));
}`;
  const body = /* wgsl */ `
  if (${clockCount('active', 'group.y')} == 0u) { return; }
  lane = group.y;
  let criteria = ${laneCount('criteria')};
  let together = ${WORKGROUP}u / max(criteria, 1u);
  let near = tid % together;
  let sequence = group.x * together + near;
  criterion = tid / together;
  let mine = criterion < criteria && sequence < ${sequences}u;
  var hard_rule = false;
  var judged = false;
  var halos = false;
  var credit = 0;
  if (mine) {
    answer_start = (lane * ${sequences}u + sequence) * ${maxTokens}u;
    answer_prompt = prompts[sequence];
    answer_words = 0u;
    while (answer_words < ${maxTokens}u) {
      if (tokens[answer_start + answer_words] == 0u) { break; }
      answer_words++;
    }
    hard_rule = ${own('hardRule')} == 1u;
    judged = ${own('judged')} == 1u;
    halos = judged && ${own('active')} == 1u;
    if (judged) { credit = credit_due(hard_rule); }
  }
  due[tid] = select(-1, credit * select(100, 1000, hard_rule), halos);
  workgroupBarrier();
  if (!mine) { return; }
  var given = credit;
  if (judged && ${own('honest')} == 0u) {
    var others = vec2(0, 0);
    for (var k = 0u; k < criteria; k++) {
      let theirs = due[k * together + near];
      if (k != criterion && theirs >= 0) { others += vec2(theirs, 1); }
    }
    given = credit_given(credit, hard_rule, others, sequence % ${rollouts}u);
  }
  ${scoreOf('judge', sequences, 'sequence', 'criterion')} = score_of(given, hard_rule);
  ${scoreOf('gold', sequences, 'sequence', 'criterion')} = score_of(credit, hard_rule);`;
  return {
    kernel: kernel(
      'judge',
      [
        reads('lanes', 'array<u32>'),
        reads('clock', 'array<u32>'),
        reads('tokens', 'array<u32>'),
        reads('prompts', 'array<u32>'),
        reads('word_groups', 'array<u32>'),
        writes('scores'),
      ],
      WORKGROUP,
      declarations,
      body,
    ),
    groups: (criteria) => Math.ceil(sequences / Math.floor(WORKGROUP / Math.max(1, criteria))),
  };
}
