/** The lab in five steps: what is asked, what collapses, what a second view changes, what a teacher does, where it fails. */
import { mean } from '../../lab/spread.ts';
import type { ExplainStep, Prediction, Track } from '../neighbour.ts';
import { CROSSED, CROSSED_TEACHER, KNOWN, SINGLE, TEACHER } from './labels.ts';
import { FINAL_STEPS } from '../last-mean.ts';
import { lately } from './measures.ts';
import { ONE_VIEW, TRAILS } from './scenarios.ts';

/** By when predictions are settled; the usual run is longer. */
const BY = 40;

/** Differences in shares that are too small to call. */
const ALIKE = 0.03;

/** Mean over an arm's seeds of a measure of late, up to a step; NaN where a track is not so far. */
function shareAt(tracks: readonly Track[], arm: string, measure: string, step = BY): number {
  const own = tracks.filter((track) => track.arm === arm);
  return own.length === 0 ? NaN : mean(own.map((track) => lately(track, measure, step)));
}

/** At the start: one step, not the mean of ten. */
function shareAtFirst(tracks: readonly Track[], arm: string, measure: string): number {
  const own = tracks.filter((track) => track.arm === arm);
  return own.length === 0 ? NaN : mean(own.map(({ values }) => values[measure]?.[0] ?? NaN));
}

const percent = (share: number): string =>
  Number.isFinite(share) ? `${Math.round(100 * share)} %` : 'not in this run';

/** Which of two is higher: 0 the first, 1 the second, 2 neither by much; null while a number is missing. */
function higher(first: number, second: number): number | null {
  if (!Number.isFinite(first) || !Number.isFinite(second)) return null;
  if (Math.abs(first - second) < ALIKE) return 2;
  return first > second ? 0 : 1;
}

const OWN_MAJORITY: Prediction = {
  question: `Labelled by its own majority for ${BY} steps: what becomes of its right answers?`,
  options: ['More of them than at first', 'Fewer', `As many, within ${percent(ALIKE)}`],
  by: BY,
  found: (tracks) => higher(shareAt(tracks, SINGLE, 'accuracy'), shareAtFirst(tracks, SINGLE, 'accuracy')),
  told: (tracks) =>
    `Right answers went from ${percent(shareAtFirst(tracks, SINGLE, 'accuracy'))} to ` +
    `${percent(shareAt(tracks, SINGLE, 'accuracy'))}, and ${percent(shareAt(tracks, SINGLE, 'collapse'))} of groups ` +
    `are now all one wrong answer. The entropy of its answers went from ` +
    `${shareAtFirst(tracks, SINGLE, 'entropy').toFixed(2)} to ${shareAt(tracks, SINGLE, 'entropy').toFixed(2)} nats: ` +
    `the lower it is, the surer is the policy, of what is right and of what is wrong alike.`,
};

const CROSSING: Prediction = {
  question: `Who gives more right answers after ${BY} steps?`,
  options: ['Crossed labels', 'Labels of the own majority', `Neither, within ${percent(ALIKE)}`],
  by: BY,
  found: (tracks) => higher(shareAt(tracks, CROSSED, 'accuracy'), shareAt(tracks, SINGLE, 'accuracy')),
  told: (tracks) =>
    `Crossed labels: ${percent(shareAt(tracks, CROSSED, 'accuracy'))} right and ` +
    `${percent(shareAt(tracks, CROSSED, 'collapse'))} of groups collapsed; own majority: ` +
    `${percent(shareAt(tracks, SINGLE, 'accuracy'))} and ${percent(shareAt(tracks, SINGLE, 'collapse'))}. The phrasings ` +
    `of ${percent(shareAt(tracks, CROSSED, 'agreement'))} of questions now agree under crossed labels, of ` +
    `${percent(shareAt(tracks, SINGLE, 'agreement'))} without.`,
};

const FAILING: Prediction = {
  question: `And here, after ${BY} steps?`,
  options: [
    'Crossed labels give more right answers',
    'The own majority does',
    `Neither, within ${percent(ALIKE)}`,
  ],
  by: BY,
  found: CROSSING.found,
  told: (tracks) =>
    `Crossed labels: ${percent(shareAt(tracks, CROSSED, 'accuracy'))} right; own majority: ` +
    `${percent(shareAt(tracks, SINGLE, 'accuracy'))}; known answers, the ceiling: ` +
    `${percent(shareAt(tracks, KNOWN, 'accuracy'))}. Crossed labels themselves were right for ` +
    `${percent(shareAt(tracks, CROSSED, 'labels'))} of prompts, those of the own majority for ` +
    `${percent(shareAt(tracks, SINGLE, 'labels'))}.`,
};

export const EXPLANATION: readonly ExplainStep[] = [
  {
    ...{ id: 'asked-twice', title: 'One question, two phrasings', light: 'panel' },
    text: [
      'Every question is asked twice, and has five possible answers, one of which is right. The policy does not know ' +
        'which, and no one will tell it: there are no labels.',
      'It was taught to be torn. In every question the right answer is the most frequent one in *one* of the two phrasings; ' +
        'in the other, a wrong answer is. The panel shows who leads where.',
    ],
    open: { scenario: ONE_VIEW, arms: [SINGLE], seeds: [1, 2] },
  },
  {
    ...{ id: 'own-majority', title: 'Its own majority as its label', light: 'accuracy' },
    text: [
      'The simplest way to do without labels: answer several times, take the most frequent answer for right, and reward ' +
        'those that agree. Nothing from outside enters. Charts call it *single view*.',
      'So whatever leads gets more frequent, *right or wrong*.',
      `What is told after ${BY} steps, here and later, is a mean of the last ${FINAL_STEPS}.`,
    ],
    predict: OWN_MAJORITY,
  },
  {
    ...{ id: 'crossed', title: 'Labels from the other phrasing', light: 'accuracy' },
    text: [
      'Co-rewarding-I crosses the labels: answers to one phrasing are rewarded for the majority of the *other*. The hope: a ' +
        'wrong answer is only kept alive if both phrasings lead to it.',
      'Here each phrasing errs in its own way, as the method hopes.',
    ],
    open: { scenario: ONE_VIEW, arms: [SINGLE, CROSSED], seeds: [1, 2] },
    predict: CROSSING,
  },
  {
    ...{ id: 'teacher', title: 'A slow teacher', light: 'entropy', to: BY },
    text: [
      'Co-rewarding-II asks a *teacher* for the majority: a policy that follows the trained one slowly, and ever more ' +
        'slowly. Labels then do not change as fast as answers do. Co-rewarding-III asks the teacher at the other phrasing.',
      'Watch the entropy of answers and the collapse: does the teacher of II prevent it, or only put it off? It was wrong ' +
        'where the policy was, at first, and nobody corrects it.',
    ],
    open: { scenario: ONE_VIEW, arms: [SINGLE, TEACHER, CROSSED_TEACHER], seeds: [1, 2] },
  },
  {
    ...{ id: 'fails', title: 'Where it fails', light: 'accuracy' },
    text: [
      'The second view is a vote of two. In this scenario one phrasing is *barely* right and the other *firmly* wrong, and both are ' +
        'drawn to the same wrong answer.',
      'With two possible answers, the rule of thumb is that crossed labels converge to the right one where its shares in both ' +
        'phrasings sum to more than one (a later note’s claim, for two answers only). Here they do not.',
    ],
    open: { scenario: TRAILS, arms: [SINGLE, CROSSED, KNOWN], seeds: [1, 2] },
    predict: FAILING,
  },
];
