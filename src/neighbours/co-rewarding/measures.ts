/** What is measured of a track at every step, and what is made of a finished one. */
import { FINAL_STEPS, lastMean } from '../last-mean.ts';
import type { Measure, Outcome, Track } from '../neighbour.ts';
import { mean } from '../../lab/spread.ts';
import { countsOf, majority, NO_ANSWER } from './answers.ts';

/** A track counts as collapsed once so many of its groups are all one wrong answer. */
export const COLLAPSED_FROM = 0.25;

export const MEASURES: readonly Measure[] = [
  {
    ...{ id: 'accuracy', name: 'right answers', range: [0, 1] },
    explain: 'Share of all rollouts, of both phrasings, that give the right answer.',
  },
  {
    ...{ id: 'labels', name: 'right labels', range: [0, 1] },
    explain: 'Share of prompts whose label at this step is the right answer.',
  },
  {
    ...{ id: 'entropy', name: 'answer entropy', range: [0, 2] },
    explain:
      'How many-voiced a group is, in nats: entropy of its answers, mean over prompts. Of so few answers it is an underestimate.',
  },
  {
    ...{ id: 'agreement', name: 'agreement', range: [0, 1] },
    explain: 'Share of questions whose two phrasings have the same majority.',
  },
  {
    ...{ id: 'collapse', name: 'collapse', range: [0, 1] },
    explain: 'Share of groups whose answers are all the same wrong one.',
  },
];

/** Entropy of a group's answers, in nats; no answer is a class as well. */
export function entropyOf(group: readonly number[]): number {
  return countsOf(group).reduce((sum, count) => {
    const share = count / group.length;
    return share > 0 ? sum - share * Math.log(share) : sum;
  }, 0);
}

/**
 * @param answers of the policy, [2Q][G]
 * @param labels [2Q]
 * @param right [2Q]
 */
export function measured(
  answers: readonly (readonly number[])[],
  labels: readonly (number | null)[],
  right: readonly number[],
): Record<string, number> {
  const majorities = answers.map(majority);
  const questions = answers.length / 2;
  const agreeing = majorities
    .slice(0, questions)
    .filter((own, q) => own !== null && own === majorities[questions + q]).length;
  const collapsed = answers.filter(
    ([first, ...rest], prompt) =>
      first !== NO_ANSWER && first !== right[prompt] && rest.every((answer) => answer === first),
  ).length;
  return {
    accuracy: mean(answers.flatMap((group, prompt) => group.map((one) => (one === right[prompt] ? 1 : 0)))),
    labels: mean(labels.map((label, prompt) => (label === right[prompt] ? 1 : 0))),
    entropy: mean(answers.map(entropyOf)),
    agreement: agreeing / questions,
    collapse: collapsed / answers.length,
  };
}

/** Mean of a measure over the last steps up to one, that one included; NaN where the track is not so far. */
export function lately({ values }: Pick<Track, 'values'>, measure: string, step?: number): number {
  const all = values[measure] ?? [];
  const until = (step ?? all.length - 1) + 1;
  if (until > all.length || until < 1) return NaN;
  return lastMean(all.slice(0, until));
}

const atEnd = (measure: string) => (track: Track) => lately(track, measure);

export const OUTCOMES: readonly Outcome[] = [
  {
    ...{ id: 'accuracy', name: 'right answers at the end', better: 'higher', of: atEnd('accuracy') },
    explain: `Share of right answers, mean of the last ${FINAL_STEPS} steps.`,
  },
  {
    ...{ id: 'best', name: 'right answers at best', better: 'higher' },
    explain: `Highest mean share of right answers over ${FINAL_STEPS} steps in a row.`,
    of: (track) => {
      const last = (track.values['accuracy']?.length ?? 0) - 1;
      const first = Math.min(last, FINAL_STEPS - 1);
      return Math.max(
        ...Array.from({ length: last - first + 1 }, (_, i) => lately(track, 'accuracy', first + i)),
      );
    },
  },
  {
    ...{ id: 'collapse', name: 'collapse at the end', better: 'lower', of: atEnd('collapse') },
    explain: `Share of groups that are all one wrong answer, mean of the last ${FINAL_STEPS} steps.`,
  },
  {
    ...{ id: 'entropy', name: 'answer entropy at the end', better: null, of: atEnd('entropy') },
    explain: `In nats, mean of the last ${FINAL_STEPS} steps. Low is fine where answers are right.`,
  },
  {
    ...{ id: 'collapsed-at', name: 'step of collapse', better: 'higher' },
    explain: `First step at which more than ${COLLAPSED_FROM * 100} % of groups are all one wrong answer; none where that never comes.`,
    of: ({ events }) => events.find(({ kind }) => kind === 'collapsed')?.step ?? NaN,
  },
];
