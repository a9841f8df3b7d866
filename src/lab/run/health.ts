/** Says in plain words how a run is doing, from its latest records. */
import type { StepRecord } from '../metrics/record.ts';
import { mean } from '../spread.ts';

export interface Health {
  state: 'healthy' | 'trouble';
  /** One or two words, e.g. "Healthy" or "Collapsing". */
  word: string;
  sentence: string;
}

/** Entropy per token below which answers hardly vary any more, in nats. */
const COLLAPSED_ENTROPY = 0.05;
/** KL per answer beyond which the policy has left the base policy far behind. */
const FAR_DRIFT = 60;

/** Steps over which shares are averaged; the page smooths its charts over as many. */
export const HEALTH_STEPS = 5;

/** A criterion with at least this share of the weight is meant to matter. */
const HEAVY = 0.1;
/** Below this share of its weight, its effort is called little. */
const LITTLE = 0.25;

/** Criteria whose weight has hardly anything to act on: within a group, too few answers differ on them. */
function idleWeights(recent: readonly StepRecord[], nameOf: (id: string) => string): string {
  const { criteria } = recent.at(-1)!;
  // A criterion that was added lately has fewer records than the others.
  const average = (pick: 'weights' | 'effort' | 'judgeScores') =>
    criteria.map((id) =>
      mean(recent.map((record) => record[pick][record.criteria.indexOf(id)] ?? NaN).filter(Number.isFinite)),
    );
  const names = criteria.map(nameOf);
  const [weights, effort, scores] = [average('weights'), average('effort'), average('judgeScores')];
  return names
    .flatMap((name, k) => {
      if (!(weights[k]! >= HEAVY && effort[k]! < LITTLE * weights[k]!)) return [];
      const share = (value: number) => Math.round(100 * value);
      const why =
        scores[k]! < 0.5
          ? `answers earn only ${share(scores[k]!)} % of its points, so few groups have one to learn from`
          : 'nearly all answers already agree on it';
      return [
        ` Weight is not influence: ${name} has ${share(weights[k]!)} % of the weight but ` +
          `${share(effort[k]!)} % of the effort, since ${why}.`,
      ];
    })
    .slice(0, 1)
    .join('');
}

/**
 * @param recent latest records of the lane in question, at least one; shares are means over them, as in the charts
 * @param groups groups per step
 * @param nameOf name of a criterion by its id
 */
export function health(
  recent: readonly StepRecord[],
  groups: number,
  nameOf: (id: string) => string,
): Health {
  const record = recent.at(-1)!;
  if (![record.loss, record.gradNorm, record.kl].every(Number.isFinite))
    return {
      state: 'trouble',
      word: 'Broken',
      sentence: 'A loss is not a number any more. Reset, and try a lower learning rate.',
    };
  if (record.entropy < COLLAPSED_ENTROPY)
    return {
      state: 'trouble',
      word: 'Collapsing',
      sentence: `Answers hardly vary any more (entropy ${record.entropy.toFixed(2)}), so there is little left to compare.`,
    };
  if (record.klSequence > FAR_DRIFT)
    return {
      state: 'trouble',
      word: 'Drifting',
      sentence: `The policy has moved far from the base policy (KL ${record.klSequence.toFixed(0)} per answer).`,
    };
  const silent = record.groupsWithoutSignal;
  return {
    state: 'healthy',
    word: 'Healthy',
    sentence:
      `Answers still vary (entropy ${record.entropy.toFixed(2)}), ` +
      `drift from the base policy is KL ${record.klSequence.toFixed(1)} per answer, ` +
      `${silent === 0 ? 'every group' : `${groups - silent} of ${groups} groups`} can teach something.` +
      idleWeights(recent, nameOf),
  };
}
