/** Says in plain words how a run is doing, from its latest records. */
import type { StepRecord } from '../metrics/record.ts';

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

/**
 * @param record latest record of the lane in question
 * @param groups groups per step
 */
export function health(record: StepRecord, groups: number): Health {
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
      `${silent === 0 ? 'every group' : `${groups - silent} of ${groups} groups`} can teach something.`,
  };
}
