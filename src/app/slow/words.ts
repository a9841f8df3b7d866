/** What slow motion says of each phase, with the numbers of the step. */
import type { Told } from '../methods/caption-text.ts';
import { caption } from '../methods/captions.ts';
import { percent, signed, unit } from '../format.ts';
import type { StepRecord } from '../../lab/metrics/record.ts';
import type { InspectedGroup } from '../../lab/run/inspect.ts';
import { metFrom } from '../../lab/metrics/record.ts';
import { fullMarks } from '../../lab/rubric/criterion.ts';
import type { Phase } from './phases.ts';

export interface Shown {
  group: InspectedGroup;
  told: Told;
  /** Of the lane whose answers are shown: this step, and the one before where there is one. */
  record: StepRecord;
  before: StepRecord | undefined;
  prompts: number;
  /** How many lanes are trained with this one. */
  lanes: number;
}

/** One criterion's line: its name is drawn with its mark. */
export interface CriterionLine {
  id: string;
  name: string;
  says: string;
}

export interface Words {
  /** What happens. */
  title: string;
  /** In a sentence or two, with numbers. */
  says: string;
  lines: CriterionLine[];
  /** The formula of the phase, in TeX. */
  formula?: string;
  /** The same worked out for one case. */
  worked?: string;
}

const minus = (text: string): string => text.replace('-', '−');

export function wordsOf(phase: Phase['id'], shown: Shown): Words {
  return WRITERS[phase](shown);
}

/** Criteria that count, with their places in the group. */
const counted = ({ group }: Shown) =>
  group.criteria.flatMap((criterion, k) => (criterion.active ? [{ criterion, k }] : []));

/** The criterion that the step is told by: the one whose weight has moved furthest from its prior. */
function telling(shown: Shown): number {
  const { prior, weights } = shown.told.group;
  const moved = (k: number) => Math.abs(weights[k]! - prior[k]!);
  return counted(shown).reduce((best, { k }) => (best < 0 || moved(k) > moved(best) ? k : best), -1);
}

const WRITERS: Record<Phase['id'], (shown: Shown) => Words> = {
  sample: ({ group, prompts, lanes, told }) => ({
    title: `topic ${group.topic}: ${group.answers.length} answers sampled`,
    says:
      `The policy of ${told.method.name} answers each of ${prompts} prompts ${group.answers.length} times. ` +
      (lanes > 1 ? `${lanes} policies do the same at once, with the same random numbers.` : ''),
    lines: [],
  }),

  verdicts: (shown) => ({
    title: 'The judge gives a verdict on each criterion',
    says: 'A Hard Rule is met or not; a Principle gets 0 to 10 points, and 7 are enough to count as met.',
    lines: counted(shown).map(({ criterion, k }) => {
      const { answers } = shown.group;
      const full = fullMarks(criterion.kind);
      const met = answers.filter(({ verdicts }) => verdicts[k]! / full >= metFrom(criterion)).length;
      const points = answers.reduce((sum, { verdicts }) => sum + verdicts[k]!, 0) / answers.length;
      return {
        id: criterion.id,
        name: criterion.name,
        says:
          `${met} of ${answers.length} met` +
          (criterion.kind === 'principle' ? `, ${points.toFixed(1)} points on average` : ''),
      };
    }),
  }),

  saturation: (shown) => {
    const { told } = shown;
    const at = telling(shown);
    return {
      title: 'How far is each criterion met already?',
      says:
        `On topic ${shown.group.topic}: answers that the reward already favours count more, ` +
        'so what they meet counts as learnt.',
      formula: 's_k = \\sum_j q_j S_{jk}',
      ...(at >= 0 && { worked: caption({ row: 'saturation', criterion: at }, told) }),
      lines: counted(shown).map(({ criterion, k }) => ({
        id: criterion.id,
        name: criterion.name,
        says: `saturation ${unit(told.group.saturation[k])}`,
      })),
    };
  },

  weights: (shown) => {
    const { told } = shown;
    const at = telling(shown);
    const fixed = told.method.id.startsWith('static');
    return {
      title: fixed ? 'Weights stay as they were set' : 'Weight moves to what is not met yet',
      says: fixed
        ? `${told.method.name} does not look at saturation.`
        : `Each step and each prompt has weights of its own, shares that sum to 1; here topic ${shown.group.topic}’s.`,
      ...(at >= 0 && { worked: caption({ row: 'weight', criterion: at }, told) }),
      lines: counted(shown).map(({ criterion, k }) => ({
        id: criterion.id,
        name: criterion.name,
        says:
          `saturation ${unit(told.group.saturation[k])} → weight ${unit(told.group.weights[k])}` +
          ` (prior ${unit(told.group.prior[k])})`,
      })),
    };
  },

  advantages: (shown) => {
    const { rollouts } = shown.told.group;
    const flips = rollouts.filter((rollout) => rollout.flips).length;
    const apart = (j: number) => Math.abs(rollouts[j]!.advantage - rollouts[j]!.staticAdvantage);
    const at = rollouts.reduce((best, _, j) => (apart(j) > apart(best) ? j : best), 0);
    const { advantage, staticAdvantage, rank, staticRank } = rollouts[at]!;
    const words = shown.group.answers[at]!.words.join(' ');
    const same = apart(at) < 0.005;
    const silent = rollouts.every((rollout) => rollout.advantage === 0);
    return {
      title: silent
        ? 'All rewards are equal: nothing to learn here'
        : 'Each answer is compared with its group',
      says: silent
        ? 'A group without differences is silent: its advantages are 0.'
        : same
          ? 'Above the group’s mean an answer becomes likelier, below it less likely.'
          : `“${words}”: advantage ${signed(advantage)} (static: ${signed(staticAdvantage)}), ` +
            `place ${rank} (static: ${staticRank}). ` +
            (flips === 0
              ? 'No answer of this group changes sides.'
              : `${flips} of ${rollouts.length} answers are pushed the other way than static weights would.`),
      formula: 'A_j = \\frac{R_j - \\bar{R}}{\\sigma_R}',
      worked: caption({ row: 'advantage', rollout: at }, shown.told),
      lines: [],
    };
  },

  update: ({ record, before, group }) => ({
    title: 'The policy takes a step',
    says:
      `Gradient norm ${number(record.gradNorm)}, KL to the base policy ${number(record.klSequence)} per answer, ` +
      `${percent(record.clipRatio)}% of tokens clipped. ` +
      (before
        ? 'Mean scores of all prompts, since the step before; what this update does shows in the next one:'
        : 'Mean scores of all prompts; what the update does shows in the next step:'),
    lines: record.criteria.flatMap((id, k) => {
      const criterion = group.criteria.find((one) => one.id === id);
      if (!criterion?.active) return [];
      const was = before?.scores[before.criteria.indexOf(id)];
      const now = record.scores[k]!;
      return {
        id,
        name: criterion.name,
        says: was === undefined ? unit(now) : `${unit(was)} → ${unit(now)} (${signed(now - was)})`,
      };
    }),
  }),
};

const number = (value: number): string =>
  minus(Math.abs(value) >= 10 ? value.toFixed(0) : value.toPrecision(2));
