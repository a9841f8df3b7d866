/** The lab explained in five steps, two of them with a question first. */
import type { ExplainStep, Track } from '../neighbour.ts';
import { armName } from './arms.ts';
import { meanOfAny, OUTCOMES } from './measures.ts';

/** Rounds of learning and policy steps of the run that the explanation opens. */
const LEARNT = 80;
const POLICY = 40;

const atStep = (tracks: readonly Track[], arm: string, measure: string, step: number): number =>
  meanOfAny(tracks.filter((track) => track.arm === arm).map((track) => track.values[measure]?.[step] ?? NaN));

/** Arms that the run does not have are left out. */
const numbers = (arms: readonly string[], of: (arm: string) => number): string =>
  arms.flatMap((arm) => (Number.isNaN(of(arm)) ? [] : `${armName(arm)} ${of(arm).toFixed(2)}`)).join(', ');

/** Differences smaller than this are called a tie: half a pair in a hundred. */
const TIE = 0.005;

/** 0 where the first is ahead, 1 where the second is, 2 where they are as good as equal; null where one is unknown. */
export function ahead(first: number, second: number): number | null {
  if (Number.isNaN(first) || Number.isNaN(second)) return null;
  return Math.abs(first - second) < TIE ? 2 : first > second ? 0 : 1;
}

const final = (tracks: readonly Track[], arm: string): number =>
  meanOfAny(
    tracks
      .filter((track) => track.arm === arm)
      .map((track) => OUTCOMES.find(({ id }) => id === 'gold')!.of(track)),
  );

const finished = (tracks: readonly Track[]): boolean =>
  tracks.length > 0 && tracks.every(({ values }) => (values['gold']?.length ?? 0) > LEARNT + POLICY);

export const EXPLANATION: readonly ExplainStep[] = [
  {
    id: 'pairs',
    title: 'Pairs, and a preference nobody wrote down',
    text: [
      'A base policy wrote a pool of answers. People compared two at a time and said which they like better. What they like is hidden: it decides the labels, and neither of the two learners sees it.',
      'Leaf through the pairs below. Every answer has been scored on six criteria; three of them matter.',
    ],
    open: {
      scenario: 'opposed',
      settings: { learnRounds: LEARNT, policySteps: POLICY },
      arms: ['judge-first', 'generator-first', 'simultaneous', 'true', 'static'],
      seeds: [1],
    },
    light: 'pair',
  },
  {
    id: 'rubric',
    title: 'A rubric is a guess, and the judge may learn to mistrust it',
    text: [
      'The *generator* draws a rubric: which criteria are in, and with what weight from 1 to 3. The *judge* reads both answers through it, and has a reliability for each criterion and a leaning to whichever answer it is shown first.',
      'A verdict that agrees with the label is a reward of 1. In its turn, each of the two is moved by the policy gradient of that reward, while the other is frozen.',
    ],
    to: 10,
    light: 'rubric',
  },
  {
    id: 'order',
    title: 'Who should begin?',
    text: [
      'In this scenario people dislike greetings, and the criterion asks for one. The generator can only leave the criterion out. The judge can read it the other way round, as long as rubrics still have it in.',
      'The paper lets the judge begin: a generator that learns from an untaught judge chases its mistakes, and its gradient carries the variance between rubrics besides.',
    ],
    light: 'accuracy',
    predict: {
      question: `Which schedule judges held-out pairs better after ${LEARNT} rounds?`,
      options: ['Judge first', 'Generator first', 'No difference to speak of'],
      by: LEARNT,
      found: (tracks) =>
        ahead(
          atStep(tracks, 'judge-first', 'accuracy', LEARNT),
          atStep(tracks, 'generator-first', 'accuracy', LEARNT),
        ),
      told: (tracks) =>
        `Held-out accuracy: ${numbers(['judge-first', 'generator-first', 'simultaneous', 'static'], (arm) =>
          atStep(tracks, arm, 'accuracy', LEARNT),
        )}. One seed is an anecdote: the study asks over eight.`,
    },
  },
  {
    id: 'policy',
    title: 'What is the rubric worth to a policy?',
    text: [
      'Now the rubrics are frozen, and GRPO trains a policy on each: on the three that were learnt, on the true one, and on a static one that asks for all six criteria alike.',
    ],
    light: 'policy',
    predict: {
      question: 'Which policy will write answers that these people like better?',
      options: ['The one on the rubric learnt judge first', 'The one on the static rubric', 'Neither'],
      by: LEARNT + POLICY,
      found: (tracks) =>
        finished(tracks) ? ahead(final(tracks, 'judge-first'), final(tracks, 'static')) : null,
      told: (tracks) =>
        `Gold at the end, mean of the last ten steps: ${numbers(
          ['judge-first', 'generator-first', 'simultaneous', 'static', 'true'],
          (arm) => final(tracks, arm),
        )}.`,
    },
  },
  {
    id: 'limits',
    title: 'What this does not show',
    text: [
      'Two language models have become some thirty numbers. The generator does not read the prompt, the judge writes no reasons, and there is no format to reward. So a difference here says how the *update rule* behaves, and nothing of rubrics in words.',
      'Under Watch, take the baseline away in the settings, and see the share of the generator’s variance that lies between rubrics. In the scenario *A stand-in for facts*, see what a rubric leans on when the judge cannot see what people want.',
    ],
    light: 'crossShare',
  },
];
