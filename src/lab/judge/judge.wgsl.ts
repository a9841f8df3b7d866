/**
 * The judge kernel: a score for every rollout and criterion, table-driven.
 *
 * Workgroups (x: pairs of rollout and criterion, y: lane). Reads lanes, clock, tokens [R, S, T], prompts [S],
 * word_groups [prompts, V] (a bit per group); writes scores [R, S, MAX_CRITERIA]. A criterion is a record
 * in the lane's table, so an edit is a table write. `judge.ts` is the definition; scores agree exactly.
 */
import { DETECTOR_WGSL } from '../rubric/detectors/index.ts';
import { kernel, reads, writes, type Kernel } from '../wgsl/kernel.ts';
import { clockCount, criterionCount, detectorSetting, laneCount, MAX_CRITERIA } from '../wgsl/lane.ts';

const WORKGROUP = 64;

export interface JudgeKernel {
  kernel: Kernel;
  /** Workgroups per lane. */
  groups: number;
}

export function judgeKernel(sequences: number, maxTokens: number, vocabulary: number): JudgeKernel {
  const detectors = DETECTOR_WGSL.map((body, i) => `fn detector_${i}() -> vec2<u32> {${body}}`);
  const cases = DETECTOR_WGSL.map((_, i) => `case ${i}u: { degree = detector_${i}(); }`);
  const declarations = /* wgsl */ `
// Dividing by 10 may be off by a bit on a GPU.
const TENTHS = array<f32, 11>(0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0);
var<private> lane: u32;
var<private> criterion: u32;
var<private> answer_start: u32;
var<private> answer_words: u32;
var<private> answer_prompt: u32;
fn words() -> u32 { return answer_words; }
fn word(i: u32) -> u32 { return tokens[answer_start + i]; }
fn in_group(token: u32, word_group: u32) -> bool {
  return ((word_groups[answer_prompt * ${vocabulary}u + token] >> word_group) & 1u) == 1u;
}
fn setting(i: u32) -> u32 { return ${detectorSetting('criterion', 'i')}; }
${detectors.join('\n')}`;
  const body = /* wgsl */ `
  lane = group.y;
  let i = group.x * ${WORKGROUP}u + tid;
  let sequence = i / ${MAX_CRITERIA}u;
  criterion = i % ${MAX_CRITERIA}u;
  if (${clockCount('active')} == 0u || sequence >= ${sequences}u || criterion >= ${laneCount('criteria')}) { return; }
  answer_start = (lane * ${sequences}u + sequence) * ${maxTokens}u;
  answer_prompt = prompts[sequence];
  answer_words = 0u;
  while (answer_words < ${maxTokens}u) {
    if (tokens[answer_start + answer_words] == 0u) { break; }
    answer_words++;
  }
  var degree = vec2(0u, 1u);
  switch (${criterionCount('criterion', 'detector')}) {
    ${cases.join('\n    ')}
    default: {}
  }
  // Whole arithmetic, so that the verdict is the same to the last bit: a Principle rounds half up.
  var score = TENTHS[(20u * degree.x + degree.y) / (2u * degree.y)];
  if (${criterionCount('criterion', 'hardRule')} == 1u) { score = select(0.0, 1.0, degree.x >= degree.y); }
  scores[(lane * ${sequences}u + sequence) * ${MAX_CRITERIA}u + criterion] = score;`;
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
    groups: Math.ceil((sequences * MAX_CRITERIA) / WORKGROUP),
  };
}
