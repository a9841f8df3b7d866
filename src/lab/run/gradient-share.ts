/**
 * How much of a step's gradient is due to each criterion, measured: the advantages are split into one part per
 * criterion, and the loss's gradient is taken under each part alone (reconstruction: our own measure).
 */
import type { GradientQuestion } from '../engine/engine.ts';
import { deviation, mean } from '../spread.ts';

export interface CriterionGradient {
  /** Criterion id. */
  id: string;
  /** Length of its own gradient as a share of the sum of all criteria's lengths, 0 to 1; sums to 1. */
  share: number;
  /** Its effort on the same rollouts, mean over groups with signal: what the gradient's share is compared with. */
  effort: number;
  /** Its part of the whole gradient, along which the step goes; below 0 when it pulls against that. */
  along: number;
}

/** Of the first pass of one step of one lane. */
export interface GradientShares {
  step: number;
  lane: number;
  criteria: CriterionGradient[];
  /** Length of the whole gradient, before clipping. */
  norm: number;
  /** Part of the whole gradient that comes from the KL penalty; it is 0 while the policy is the base policy. */
  penalty: number;
  /** Part that no criterion's scores explain by themselves, as where a method pays for verdicts. */
  rest: number;
}

/**
 * Splits advantages by criterion. Wherever a group's advantage is a multiple of sum_k c_k (s_k - mean s_k), the
 * parts add up to it; what is left over is in `rest`.
 *
 * @returns parts [K] of [P, G] each
 */
export function splitAdvantages({ tables, judgeScores, rewards }: GradientQuestion['rollouts']): {
  parts: Float32Array[];
  rest: Float32Array;
} {
  const K = tables.criteria.length;
  const P = rewards.effort.length / K;
  const S = rewards.advantages.length;
  const G = S / P;
  const parts = Array.from({ length: K }, () => new Float32Array(S));
  const rest = Float32Array.from(rewards.advantages);
  for (let prompt = 0; prompt < P; prompt++) {
    const from = prompt * G;
    const own = Array.from(rewards.advantages.subarray(from, from + G));
    const columns = parts.map((_, k) => {
      const scores = own.map((__, j) => judgeScores[(from + j) * K + k]!);
      const centre = mean(scores);
      const spread = deviation(scores);
      const effort = rewards.effort[prompt * K + k]!; // |c_k| std_k over the sum of it
      return scores.map((score) => (effort > 0 && spread > 0 ? (effort * (score - centre)) / spread : 0));
    });
    const together = own.map((_, j) => columns.reduce((sum, column) => sum + column[j]!, 0));
    const length = together.reduce((sum, value) => sum + value * value, 0);
    if (length === 0) continue;
    const scale = together.reduce((sum, value, j) => sum + value * own[j]!, 0) / length;
    columns.forEach((column, k) =>
      column.forEach((value, j) => {
        parts[k]![from + j] = scale * value;
        rest[from + j]! -= scale * value;
      }),
    );
  }
  return { parts, rest };
}

/** @param gradientsOf an engine's `gradients` */
export async function measureGradients(
  given: Omit<GradientQuestion, 'rows'>,
  lane: number,
  gradientsOf: (question: GradientQuestion) => Promise<Float32Array[]>,
): Promise<GradientShares> {
  const { step, tables, rewards } = given.rollouts;
  const { criteria, training } = tables;
  const K = criteria.length;
  const { parts, rest } = splitAdvantages(given.rollouts);
  const none = new Float32Array(rewards.advantages.length);
  // A criterion without a part in any advantage has no gradient: the engine is not asked.
  const asked = parts.flatMap((part, k) => (part.some((value) => value !== 0) ? [k] : []));
  const [whole, penalty, left, ...own] = await gradientsOf({
    ...given,
    rows: [
      { advantages: rewards.advantages, beta: training.beta },
      { advantages: none, beta: training.beta },
      { advantages: rest, beta: 0 },
      ...asked.map((k) => ({ advantages: parts[k]!, beta: 0 })),
    ],
  });
  const lengths = own.map((gradient) => Math.sqrt(dot(gradient, gradient)));
  const sum = lengths.reduce((a, b) => a + b, 0);
  const square = dot(whole!, whole!);
  const along = (gradient: Float32Array | undefined) =>
    gradient && square > 0 ? dot(gradient, whole!) / square : 0;
  const groups = Array.from({ length: rewards.effort.length / K }, (_, prompt) => prompt).filter(
    (prompt) => !Number.isNaN(rewards.effort[prompt * K]!),
  );
  return {
    step,
    lane,
    criteria: criteria.map(({ id }, k) => {
      const place = asked.indexOf(k);
      return {
        id,
        share: place < 0 || sum === 0 ? 0 : lengths[place]! / sum,
        effort: groups.length === 0 ? 0 : mean(groups.map((prompt) => rewards.effort[prompt * K + k]!)),
        along: along(own[place]),
      };
    }),
    norm: Math.sqrt(square),
    penalty: along(penalty),
    rest: along(left),
  };
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
