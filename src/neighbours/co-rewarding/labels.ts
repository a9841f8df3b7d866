/** Where each arm takes the label from that its answers are rewarded for. */
import { advantages } from '../../lab/reward/advantage.ts';
import type { Arm } from '../neighbour.ts';

/** Who is asked for the majority, and at which phrasing; "known" asks nobody. */
export interface LabelSource {
  of: 'policy' | 'teacher' | 'known';
  /** The majority at the other phrasing of the question. */
  crossed: boolean;
}

export interface LabelledArm extends Arm {
  source: LabelSource;
}

export const SINGLE = 'single-view';
export const CROSSED = 'co-rewarding-1';
export const TEACHER = 'co-rewarding-2';
export const CROSSED_TEACHER = 'co-rewarding-3';
export const KNOWN = 'known-answers';

export const ARMS: readonly LabelledArm[] = [
  {
    ...{ id: SINGLE, name: 'single view' },
    idea: 'Each phrasing is labelled by the majority of its own answers: the self-rewarding baseline.',
    source: { of: 'policy', crossed: false },
  },
  {
    ...{ id: CROSSED, name: 'Co-rewarding-I' },
    idea: 'Each phrasing is labelled by the majority of the answers to the other.',
    source: { of: 'policy', crossed: true },
  },
  {
    ...{ id: TEACHER, name: 'Co-rewarding-II' },
    idea: 'Each phrasing is labelled by the majority of a slow teacher’s answers to it.',
    source: { of: 'teacher', crossed: false },
  },
  {
    ...{ id: CROSSED_TEACHER, name: 'Co-rewarding-III' },
    idea: 'Each phrasing is labelled by the majority of a slow teacher’s answers to the other.',
    source: { of: 'teacher', crossed: true },
  },
  {
    ...{ id: KNOWN, name: 'known answers' },
    idea: 'Answers are rewarded for being right: the ceiling, with labels that the others do not have.',
    source: { of: 'known', crossed: false },
  },
];

/** @throws saying which arms there are */
export function findArm(id: string): LabelledArm {
  const found = ARMS.find((arm) => arm.id === id);
  if (!found)
    throw new Error(
      `There is no arm "${id.slice(0, 60)}"; there are ${ARMS.map((arm) => arm.id).join(', ')}.`,
    );
  return found;
}

/** The same question in its other phrasing. */
export const otherPhrasing = (prompt: number, prompts: number): number => (prompt + prompts / 2) % prompts;

/**
 * The label of each prompt, [P]; null where there is none.
 *
 * @param asked majorities of whoever the source asks, [P], or the right answers where it asks nobody
 */
export const labelsFrom = (
  asked: readonly (number | null)[],
  { crossed }: Pick<LabelSource, 'crossed'>,
): (number | null)[] =>
  asked.map((own, prompt) => (crossed ? asked[otherPhrasing(prompt, asked.length)]! : own));

const GROUP_Z = { scaleRewards: 'group', matchRewardScale: false, promptGamma: 0 } as const;

/**
 * Advantages [P, G]: the reward is 1 for the label and 0 for everything else, as a z-score within the group
 * (sample deviation). 0 throughout a group without a label, and where all or none of it match.
 *
 * @param answers [P][G]
 * @param labels [P]
 */
export function advantagesFor(
  answers: readonly (readonly number[])[],
  labels: readonly (number | null)[],
): Float32Array {
  const rewards = answers.map((group, prompt) => group.map((answer) => (answer === labels[prompt] ? 1 : 0)));
  return Float32Array.from(advantages(rewards, rewards, 'rewards', GROUP_Z).flat());
}
