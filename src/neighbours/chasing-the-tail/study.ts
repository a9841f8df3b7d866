/** The study of this lab: does refining at the top delay over-optimisation, and does a blind detector see a bias? */
import { smallestAdjusted } from '../../experiment/statistics/holm.ts';
import { testedOf } from '../compare.ts';
import type { Compared, Comparison, LabStudy, Track } from '../neighbour.ts';
import { differenceText } from '../difference-text.ts';
import { ARM_IDS, armName } from './arms.ts';
import { nameOf } from './criteria.ts';
import { AHEAD, delayOf, falseAlarmOf, missedOf, outcomes, stepOf } from './outcomes.ts';
import { scenarios } from './set-ups.ts';

const compare = (scenario: string, arm: string, against: string, outcome: string): Comparison => ({
  ...{ scenario, arm, against, outcome },
});

/** Few, since eight seeds and Holm’s correction leave no room for more; the other arms are told by their means. */
const comparisons: readonly Comparison[] = [
  compare('ceiling', 'diverse', 'never', 'gold-end'),
  compare('ceiling', 'diverse', 'never', 'fall'),
  compare('ceiling', 'diverse', 'random', 'gold-end'),
  compare('ceiling', 'diverse', 'great', 'gold-end'),
  compare('ceiling', 'artefacts', 'exemplars', 'gold-end'),
  compare('gimmick', 'diverse', 'never', 'gold-end'),
  // Whether it comes later, and what the other ways are worth: by their intervals alone.
  ...['great', 'diverse', 'exemplars', 'artefacts'].flatMap((arm) => [
    { ...compare('ceiling', arm, 'never', 'peak'), exploratory: true },
    ...(arm === 'diverse' ? [] : [{ ...compare('ceiling', arm, 'never', 'gold-end'), exploratory: true }]),
  ]),
];

const outcomeName = (id: string): string => outcomes.find((outcome) => outcome.id === id)?.name ?? id;
const scenarioName = (id: string): string => scenarios.find((one) => one.id === id)?.name ?? id;

/** What a corrected test has to come below. */
const LEVEL = 0.05;

/** What a comparison shows: 1 more, -1 less, 0 neither, by its interval and, where it is tested, its corrected test. */
export function verdict({ low, high, adjusted, exploratory }: Compared): 1 | -1 | 0 {
  if (!exploratory && (adjusted === null || !(adjusted < LEVEL))) return 0;
  return low > 0 ? 1 : high < 0 ? -1 : 0;
}

/** E.g. "+0.120 [+0.080, +0.160], 8 seeds, adjusted p 0.047". */
function inNumbers(one: Compared): string {
  const { difference, seeds, adjusted, exploratory } = one;
  if (Number.isNaN(difference))
    return `not enough seeds: ${seeds.length === 0 ? 'none' : seeds.length} with both arms`;
  const p = exploratory
    ? 'exploratory'
    : adjusted === null
      ? 'all seeds equal'
      : `adjusted p ${adjusted.toFixed(3)}`;
  return `${differenceText(one)}, ${seeds.length} seeds, ${p}`;
}

const meanOf = (values: readonly number[]): number => {
  const there = values.filter((value) => !Number.isNaN(value));
  return there.length === 0 ? NaN : there.reduce((sum, value) => sum + value, 0) / there.length;
};

const meanOutcome = (id: string, tracks: readonly Track[]): number =>
  meanOf(tracks.map((track) => outcomes.find((outcome) => outcome.id === id)!.of(track)));

const find = (compared: readonly Compared[], wanted: Comparison): Compared | undefined =>
  compared.find((one) =>
    (['scenario', 'arm', 'against', 'outcome'] as const).every((key) => one[key] === wanted[key]),
  );

/** Whether the never refined rubric was over-optimised at all, in a scenario. */
function overOptimised(scenario: string, tracks: readonly Track[]): string[] {
  const own = tracks.filter((track) => track.scenario === scenario && track.arm === 'never');
  if (own.length === 0) return [];
  const [fall, best, end] = ['fall', 'gold-best', 'gold-end'].map((id) => meanOutcome(id, own));
  const begun = own.filter((track) => !Number.isNaN(stepOf(track, 'onset')));
  const onset =
    begun.length === 0
      ? 'onset never came'
      : `onset came in ${begun.length} of ${own.length}, at step ${meanOutcome('onset', begun).toFixed(0)} and ${meanOutcome('kl-onset', begun).toFixed(1)} nats per answer on average`;
  return [
    `${scenarioName(scenario)}, never refined: gold ends at ${end!.toFixed(3)}, ${fall!.toFixed(3)} below its best of ${best!.toFixed(3)} (means over ${own.length} seeds); ${onset}.`,
  ];
}

/** What every arm came to. */
function byArm(scenario: string, tracks: readonly Track[]): string[] {
  const told = ARM_IDS.flatMap((arm) => {
    const own = tracks.filter((track) => track.scenario === scenario && track.arm === arm);
    if (own.length === 0) return [];
    const [end, fall, peak] = ['gold-end', 'fall', 'peak'].map((id) => meanOutcome(id, own));
    return [
      `${armName(arm)} ${end!.toFixed(3)} (fall ${fall!.toFixed(3)}, peak at step ${peak!.toFixed(0)})`,
    ];
  });
  return told.length === 0 ? [] : [`${scenarioName(scenario)}, gold at the end by arm: ${told.join('; ')}.`];
}

function claim(compared: readonly Compared[]): string[] {
  const [end, fall] = comparisons.slice(0, 2).map((wanted) => find(compared, wanted));
  if (!end || !fall) return [];
  const numbers = `gold at the end ${inNumbers(end)}; fall from the peak ${inNumbers(fall)}`;
  if (smallestAdjusted(Math.max(end.seeds.length, fall.seeds.length), testedOf(comparisons).length) > LEVEL)
    return [
      `Not answered: with so few seeds, no corrected test of ${testedOf(comparisons).length} comparisons can come below ${LEVEL}; with great, diverse pairs ${numbers}.`,
    ];
  const [more, less] = [verdict(end) === 1, verdict(fall) === -1];
  if (more && less)
    return [`Reproduced: refining with great, diverse pairs holds over-optimisation back: ${numbers}.`];
  if (more || less)
    return [
      `Reproduced in part: with great, diverse pairs ${more ? 'gold ends higher, yet its fall is not shown to be smaller' : 'gold falls less, yet is not shown to end higher'}: ${numbers}.`,
    ];
  return [
    `Not reproduced: refining with great, diverse pairs is not shown to hold over-optimisation back: ${numbers}.`,
  ];
}

/** The other tested comparisons, each with what it would have meant. */
function others(compared: readonly Compared[]): string[] {
  return comparisons.slice(2).flatMap((wanted) => {
    const one = find(compared, wanted);
    if (!one) return [];
    const shown = verdict(one);
    const what = `${scenarioName(one.scenario)}, ${armName(one.arm)} less ${armName(one.against)} in ${outcomeName(one.outcome)}`;
    const word = shown === 0 ? 'no difference is shown' : shown > 0 ? 'more' : 'less';
    return [`${what}: ${inNumbers(one)}; ${word}.`];
  });
}

/** How often a worthless habit of the exemplars got into the rubric. */
function artefacts(tracks: readonly Track[]): string[] {
  const habit = `"${nameOf('first_then')}"`;
  const told = ['exemplars', 'artefacts'].flatMap((arm) => {
    const own = tracks.filter((track) => track.scenario === 'ceiling' && track.arm === arm);
    if (own.length === 0) return [];
    const taken = own.filter(({ events }) =>
      events.some(({ kind, text }) => kind === 'refined' && text.startsWith(habit)),
    );
    return [`${taken.length} of ${own.length} under ${armName(arm)}`];
  });
  return told.length === 0
    ? []
    : [`The exemplars’ habit ${habit} got into the rubric in ${told.join(', ')}.`];
}

function detection(tracks: readonly Track[]): string[] {
  const sentences: string[] = [];
  const biased = tracks.filter(({ scenario, arm }) => scenario === 'gimmick' && arm === 'never');
  const begun = biased.filter((track) => !Number.isNaN(missedOf(track)));
  if (begun.length > 0) {
    const missed = begun.filter((track) => missedOf(track) === 1).length;
    const delays = begun.map(delayOf).filter((delay) => !Number.isNaN(delay));
    const raised = `raised the alarm ${meanOf(delays).toFixed(1)} steps after onset on average (${Math.min(...delays)} to ${Math.max(...delays)}), and missed ${missed} of ${begun.length}`;
    const none = `missed all of ${begun.length} onsets: it raised no alarm, or more than ${AHEAD} steps ahead`;
    sentences.push(
      `Where the bias is known and nothing is refined, the blind detector ${delays.length > 0 ? raised : none}.`,
    );
  } else if (biased.length > 0)
    sentences.push('Onset never came in the biased runs, so no delay can be measured.');
  const honest = tracks.filter(({ scenario, arm }) => scenario === 'honest' && arm === 'never');
  if (honest.length > 0) {
    const wrong = honest.filter((track) => falseAlarmOf(track) === 1).length;
    sentences.push(
      `Where the judge is honest, it raised ${wrong} false alarm${wrong === 1 ? '' : 's'} in ${honest.length} runs.`,
    );
  }
  return sentences;
}

export const study: LabStudy = {
  question:
    'Does refining the rubric at the top delay over-optimisation, and does a blind detector see a bias?',
  claim:
    'A rubric that cannot tell great answers apart is over-optimised early; refined with great and diverse pairs, it lasts longer. Exemplars’ artefacts do little harm.',
  scenarios: scenarios.map(({ id }) => id),
  arms: ARM_IDS,
  comparisons,
  answer: (compared, tracks) => [
    ...claim(compared),
    ...['ceiling', 'gimmick'].flatMap((scenario) => overOptimised(scenario, tracks)),
    ...['ceiling', 'gimmick'].flatMap((scenario) => byArm(scenario, tracks)),
    ...others(compared),
    ...artefacts(tracks),
    ...detection(tracks),
  ],
};
