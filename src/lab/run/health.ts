/** Says in plain words how a run is doing, from its latest records. */
import type { StepRecord } from '../metrics/record.ts';
import { mean } from '../spread.ts';
import type { TrainingName } from './edit.ts';

export interface Health {
  state: 'healthy' | 'trouble';
  /** One or two words, e.g. "Healthy" or "Collapsing". */
  word: string;
  sentence: string;
  /** The control that helps, where there is one. */
  remedy?: Remedy;
}

export type Remedy =
  { control: 'criterion'; id: string } | { control: 'formula' } | { control: 'training'; name: TrainingName };

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

/** Below this correlation within groups, two criteria contradict each other. */
const CONTRADICTION = -0.5;

interface Observation {
  text: string;
  remedy: Remedy;
}

/** Two criteria whose signals cancel. */
function contradictions(recent: readonly StepRecord[], nameOf: (id: string) => string): Observation[] {
  const pairOf = ({ criteria, contradicting }: StepRecord) => contradicting.map((place) => criteria[place]);
  const [one, other] = pairOf(recent.at(-1)!);
  const steady = recent.every((record) => pairOf(record).join() === [one, other].join());
  if (one === other || !steady) return [];
  if (mean(recent.map(({ lowestCorrelation }) => lowestCorrelation)) >= CONTRADICTION) return [];
  const text =
    ` ${nameOf(one!)} and ${nameOf(other!)} contradict each other: within groups their scores go ` +
    'opposite ways, so their signals cancel.';
  return [{ text, remedy: { control: 'criterion', id: one! } }];
}

/** A rule of the user's own that gave no weights. */
function fallbacks({ groupsFellBack }: StepRecord, groups: number): Observation[] {
  if (groupsFellBack === 0) return [];
  const text = ` The formula gave no usable weights in ${groupsFellBack} of ${groups} groups: the prior stood in.`;
  return [{ text, remedy: { control: 'formula' } }];
}

/** Criteria whose weight has hardly anything to act on: within a group, too few answers differ on them. */
function idleWeights(recent: readonly StepRecord[], nameOf: (id: string) => string): Observation[] {
  const { criteria } = recent.at(-1)!;
  // A criterion that was added lately has fewer records than the others.
  const average = (pick: 'weights' | 'effort' | 'judgeScores') =>
    criteria.map((id) =>
      mean(recent.map((record) => record[pick][record.criteria.indexOf(id)] ?? NaN).filter(Number.isFinite)),
    );
  const names = criteria.map(nameOf);
  const [weights, effort, scores] = [average('weights'), average('effort'), average('judgeScores')];
  return names
    .flatMap((name, k): Observation[] => {
      if (!(weights[k]! >= HEAVY && effort[k]! < LITTLE * weights[k]!)) return [];
      const share = (value: number) => Math.round(100 * value);
      const why =
        scores[k]! < 0.5
          ? `answers earn only ${share(scores[k]!)}% of its points, so few groups have one to learn from`
          : 'nearly all answers already agree on it';
      const text =
        ` Weight is not influence: ${name} has ${share(weights[k]!)}% of the weight but ` +
        `${share(effort[k]!)}% of the effort, since ${why}.`;
      return [{ text, remedy: { control: 'criterion', id: criteria[k]! } }];
    })
    .slice(0, 1);
}

/**
 * @param ownFormula whether the lane's method is a formula of the user's own
 * @param recent latest records of the lane in question, at least one; shares are means over them, as in the charts
 * @param groups groups per step
 * @param nameOf name of a criterion by its id
 */
export function health(
  recent: readonly StepRecord[],
  groups: number,
  nameOf: (id: string) => string,
  ownFormula: boolean,
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
      remedy: { control: 'training', name: 'learningRate' },
    };
  if (record.klSequence > FAR_DRIFT)
    return {
      state: 'trouble',
      word: 'Drifting',
      sentence: `The policy has moved far from the base policy (KL ${record.klSequence.toFixed(0)} per answer).`,
      remedy: { control: 'training', name: 'beta' },
    };
  const silent = record.groupsWithoutSignal;
  const observations = [
    ...(ownFormula ? fallbacks(record, groups) : []),
    ...contradictions(recent, nameOf),
    ...idleWeights(recent, nameOf),
  ];
  return {
    state: 'healthy',
    word: 'Healthy',
    sentence:
      `Answers still vary (entropy ${record.entropy.toFixed(2)}), ` +
      `drift from the base policy is KL ${record.klSequence.toFixed(1)} per answer, ` +
      `${silent === 0 ? 'every group' : `${groups - silent} of ${groups} groups`} can teach something.` +
      (observations[0]?.text ?? ''),
    ...(observations[0] && { remedy: observations[0].remedy }),
  };
}
