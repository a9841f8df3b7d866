/** The lab's question over seeds: whether it matters who learns first, and what a learnt rubric is worth to a policy. */
import { mean } from '../../lab/spread.ts';
import { differenceInterval } from '../../experiment/analysis/interval.ts';
import { differenceText, hasInterval } from '../difference-text.ts';
import type { Compared, Comparison, LabStudy, Track } from '../neighbour.ts';
import { isSchedule } from './schedule.ts';
import { OUTCOMES } from './measures.ts';

const SCENARIOS = ['plain', 'opposed'] as const;
const LATER = ['generator-first', 'simultaneous'] as const;

/**
 * Eight seeds and Holm's correction leave room for six tests: the order of learning in both scenarios, its variance and
 * what the rubric is worth to a policy where the order might matter. The rest is told by intervals.
 */
const TESTED = new Set([
  'plain generator-first judge-first accuracy',
  'opposed generator-first judge-first accuracy',
  'opposed simultaneous judge-first accuracy',
  'opposed generator-first judge-first generatorVariance',
  'opposed judge-first static gold',
  'opposed judge-first true gold',
]);

const comparisons: Comparison[] = SCENARIOS.flatMap((scenario) => [
  ...LATER.flatMap((arm) =>
    ['accuracy', 'generatorVariance'].map((outcome) => ({ scenario, arm, against: 'judge-first', outcome })),
  ),
  ...['generator-first', 'static', 'true'].map((against) => ({
    ...{ scenario, arm: 'judge-first', against, outcome: 'gold' },
  })),
]).map((one) => ({
  ...one,
  exploratory: !TESTED.has([one.scenario, one.arm, one.against, one.outcome].join(' ')),
}));

/** Whether the interval leaves 0 out, and on which side it lies; 0 where it does not, or there is none. */
export const sideOf = ({ low, high }: Pick<Compared, 'low' | 'high'>): number =>
  low > 0 ? 1 : high < 0 ? -1 : 0;

const unseen = (one: Compared): string => (hasInterval(one) ? 'no difference seen' : 'too few seeds to tell');

const ARM_WORDS: Readonly<Record<string, string>> = {
  'generator-first': 'Letting the generator begin',
  simultaneous: 'Learning at once',
};

function aboutAccuracy(one: Compared): string {
  const what = `${one.scenario}: ${ARM_WORDS[one.arm] ?? one.arm} changes held-out accuracy by ${differenceText(one)} against judge first`;
  const side = sideOf(one);
  if (side === 0) return `${what}: ${unseen(one)}.`;
  return side < 0
    ? `${what}: worse, as the paper’s schedule would have it.`
    : `${what}: better, against the paper’s schedule.`;
}

function aboutVariance(one: Compared): string {
  const what = `${one.scenario}: ${ARM_WORDS[one.arm] ?? one.arm} changes the generator’s gradient variance by ${differenceText(one)} against judge first`;
  const side = sideOf(one);
  if (side === 0) return `${what}: ${unseen(one)}.`;
  return side > 0
    ? `${what}: more of it, as the paper expects.`
    : `${what}: less of it, which the paper’s argument does not expect.`;
}

const ON: Readonly<Record<string, string>> = {
  'generator-first': 'the rubric learnt generator first',
  static: 'the static rubric',
  true: 'the true rubric',
};

/** What it means that a policy on the rubric learnt judge first is liked more, or less. */
const GOLD_MEANS: Readonly<Record<string, readonly [more: string, less: string]>> = {
  'generator-first': ['the order of learning reaches the policy', 'the other order serves the policy better'],
  static: ['learning the rubric pays', 'learning the rubric does not pay, the claim is not reproduced'],
  true: ['more than the truth itself, as the judge sees it', 'something is lost against the truth'],
};

function aboutGold(one: Compared): string {
  const what = `${one.scenario}: a policy trained on the rubric learnt judge first differs in gold by ${differenceText(one)} from one trained on ${ON[one.against] ?? one.against}`;
  const side = sideOf(one);
  const [more, less] = GOLD_MEANS[one.against] ?? ['it is liked more', 'it is liked less'];
  return `${what}: ${side === 0 ? unseen(one) : side > 0 ? more : less}.`;
}

const SAYS: Readonly<Record<string, (one: Compared) => string>> = {
  accuracy: aboutAccuracy,
  generatorVariance: aboutVariance,
  gold: aboutGold,
};

/** How much of the generator's gradient variance is between rubrics, over all tracks that have it. */
function crossRubric(tracks: readonly Track[]): string[] {
  const { of } = OUTCOMES.find(({ id }) => id === 'crossShare')!;
  return SCENARIOS.flatMap((scenario) => {
    const bySeed = new Map<number, number[]>();
    for (const track of tracks)
      if (track.scenario === scenario && isSchedule(track.arm)) {
        const value = of(track);
        if (!Number.isNaN(value)) bySeed.set(track.seed, [...(bySeed.get(track.seed) ?? []), value]);
      }
    const shares = [...bySeed.values()].map(mean);
    const { mean: share, low, high } = differenceInterval(shares);
    if (!hasInterval({ low, high })) return [];
    const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
    return [
      `${scenario}: of the generator’s gradient variance, ${percent(share)} [${percent(low)}, ${percent(high)}] lies between rubrics; the rest is the draw of the verdict.`,
    ];
  });
}

function answer(compared: readonly Compared[], tracks: readonly Track[]): string[] {
  const measured = compared.filter(({ difference }) => !Number.isNaN(difference));
  const accuracy = measured.filter((one) => one.outcome === 'accuracy' && hasInterval(one));
  const worse = accuracy.filter((one) => sideOf(one) < 0).length;
  const better = accuracy.filter((one) => sideOf(one) > 0).length;
  const verdict =
    accuracy.length === 0
      ? []
      : worse > 0 && better === 0
        ? [
            `The order matters in ${worse} of ${accuracy.length} comparisons (intervals that leave 0 out), and the judge should begin.`,
          ]
        : better > 0
          ? [
              `That the judge should begin is not reproduced: another schedule is better in ${better} of ${accuracy.length} comparisons (intervals that leave 0 out), worse in ${worse}.`,
            ]
          : ['That the judge should begin is not reproduced: no schedule differs from it in accuracy here.'];
  return [
    ...verdict,
    ...measured.map((one) => (SAYS[one.outcome] ?? aboutAccuracy)(one)),
    ...crossRubric(tracks),
  ];
}

export const STUDY: LabStudy = {
  question:
    'Does it matter whether the judge or the generator learns first, and is a learnt rubric worth it to a policy?',
  claim:
    'Generator and judge learn best in turns with the judge first, since the generator’s gradient carries the variance between rubrics besides; a policy trained on what they learnt beats one trained on a rubric that was not learnt.',
  scenarios: SCENARIOS,
  arms: ['judge-first', 'generator-first', 'simultaneous', 'true', 'static'],
  settings: { policySteps: 40 },
  comparisons,
  answer,
};
