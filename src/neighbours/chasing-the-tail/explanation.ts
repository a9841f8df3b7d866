/** The explanation in five steps, with questions to think about first. */
import type { ExplainStep, Track } from '../neighbour.ts';
import { armName } from './arms.ts';
import { nameOf } from './criteria.ts';
import { delayOf, endOf, fallOf, peakOf, stepOf } from './outcomes.ts';

/** Gold that falls by less has held its own. */
const FELL = 0.03;
/** Steps within which an alarm is a quick one. */
const QUICK = 10;
const LAST = 60;

const goldOf = (track: Track): readonly number[] => track.values['gold'] ?? [];
const of = (tracks: readonly Track[], arm: string): Track | undefined =>
  tracks.find((track) => track.arm === arm);
const done = (track: Track | undefined): track is Track => track !== undefined && goldOf(track).length > LAST;
const three = (value: number): string => value.toFixed(3);

/** Gold of a track, e.g. "0.412 at first, 0.560 at its best around step 31, 0.431 at the end (…)". */
function course(track: Track): string {
  const gold = goldOf(track);
  const peak = peakOf(gold);
  return `${three(gold[0] ?? NaN)} at first, ${three(peak.value)} at its best around step ${peak.step}, ${three(endOf(gold))} at the end (its best and its end are means of five steps)`;
}

const RACE = ['never', 'random', 'diverse'] as const;

/** The race's arms by gold at the end, the best first; of several seeds the first. */
const ranking = (tracks: readonly Track[]): Track[] =>
  RACE.map((arm) => of(tracks, arm))
    .filter(done)
    .sort((a, b) => endOf(goldOf(b)) - endOf(goldOf(a)));

const tookHabit = (track: Track): boolean =>
  track.events.some(({ kind, text }) => kind === 'refined' && text.startsWith(`"${nameOf('first_then')}"`));

export const explanation: readonly ExplainStep[] = [
  {
    id: 'careless',
    title: 'A rubric that good answers meet',
    text: [
      'An answer that meets the rubric earns reward, and a policy learns to earn it. This rubric asks for a greeting, two facts, a source, and length. All of that is what *good* answers have.',
      'What answers are truly worth, *gold*, asks for more: different facts, each with its source, no padding. The rubric cannot see that. Both curves are of the same answers; only the rubric’s score, the *proxy*, trains.',
    ],
    open: { scenario: 'ceiling', settings: { steps: LAST }, arms: ['never'], seeds: [1] },
    to: 5,
    light: 'scores',
  },
  {
    id: 'tail',
    title: 'Past the point where it helps',
    text: [
      'Theorem 1 of the paper says how much a wrong reward costs: errors among the best answers cost the most, because that is where training goes.',
    ],
    light: 'scores',
    predict: {
      question: 'The rubric’s score goes up. What does gold do until the end?',
      options: ['It holds what it gains, if it gains', 'It rises, then falls', 'It only falls'],
      by: LAST,
      found: (tracks) => {
        const track = of(tracks, 'never');
        if (!done(track)) return null;
        const peak = peakOf(goldOf(track));
        if (fallOf(track) < FELL) return 0;
        return peak.value - goldOf(track)[0]! > FELL ? 1 : 2;
      },
      told: (tracks) => {
        const track = of(tracks, 'never');
        return done(track)
          ? `Gold: ${course(track)}. The rubric’s score, the proxy, ended at ${three(endOf(track.values['proxy'] ?? []))}.`
          : 'The run is not far enough.';
      },
    },
  },
  {
    id: 'refine',
    title: 'Ask what sets two great answers apart',
    text: [
      'Refinement takes two of the best answers that tie under the rubric and asks what makes one of them better. That becomes a criterion, and training goes on. The paper asks a language model; here a library of detectors stands in for it, and gold says which answer is better.',
      'The paper’s advice is to look at great and diverse answers. A pair of *any* two stands beside it here: it, too, can show what gold wants.',
    ],
    open: { scenario: 'ceiling', settings: { steps: LAST }, arms: [...RACE], seeds: [1] },
    light: 'pair',
    predict: {
      question: 'Which ends with the most gold?',
      options: RACE.map(armName),
      by: LAST,
      found: (tracks) => {
        const best = ranking(tracks);
        return best.length < RACE.length ? null : RACE.findIndex((arm) => arm === best[0]!.arm);
      },
      told: (tracks) =>
        `Gold at the end, mean of five steps: ${ranking(tracks)
          .map((track) => `${armName(track.arm)} ${three(endOf(goldOf(track)))}`)
          .join('; ')}. One seed is an anecdote: the study asks over eight.`,
    },
  },
  {
    id: 'exemplars',
    title: 'Answers from a better writer',
    text: [
      'The policy’s own best answers may all be poor. A better writer’s answers are easy to get, but they carry that writer’s habits, too: here "first" and "then", worth nothing. Imitated, habits and virtues come together. A rubric can take the virtue and leave the habit, if who proposes can tell them apart.',
      'This proposer only counts what separates the answers; it has no taste.',
    ],
    open: { scenario: 'ceiling', settings: { steps: LAST }, arms: ['exemplars', 'artefacts'], seeds: [1] },
    light: 'pair',
    predict: {
      question: 'Does the habit get into the rubric?',
      options: ['Yes', 'No'],
      by: LAST,
      found: (tracks) => {
        const track = of(tracks, 'artefacts');
        if (track && tookHabit(track)) return 0;
        return done(track) ? 1 : null;
      },
      told: (tracks) => {
        const [plain, habit] = ['exemplars', 'artefacts'].map((arm) => of(tracks, arm));
        if (!plain || !habit) return 'The run is not far enough.';
        const gold = `gold at the end is ${three(endOf(goldOf(habit)))} with the habit in the exemplars and ${three(endOf(goldOf(plain)))} without`;
        return `The habit ${tookHabit(habit) ? 'got' : 'did not get'} into the rubric; ${gold}.`;
      },
    },
  },
  {
    id: 'detect',
    title: 'Seen from outside',
    text: [
      'Now the rubric is right and the judge is not: it pays alpha for answers that close with "so" or "well". Because the bias is known here, *onset* can be marked: the step from which the gimmick is three times as frequent as at first.',
      'The blind detector knows none of it. It sees answers and scores, and looks for one habit that grows while it alone explains the scores.',
    ],
    open: { scenario: 'gimmick', settings: { steps: LAST }, arms: ['never'], seeds: [1] },
    light: 'alarm',
    predict: {
      question: 'When does the blind detector raise the alarm?',
      options: [`Within ${QUICK} steps of onset`, 'Later', 'Never, or with no onset that it belongs to'],
      by: LAST,
      found: (tracks) => {
        const track = of(tracks, 'never');
        if (!track) return null;
        const delay = delayOf(track);
        if (!Number.isNaN(delay)) return Math.abs(delay) <= QUICK ? 0 : 1;
        return done(track) ? 2 : null;
      },
      told: (tracks) => {
        const track = of(tracks, 'never');
        const [onset, flagged] = ['onset', 'flagged'].map((kind) => (track ? stepOf(track, kind) : NaN));
        const step = (value: number | undefined) =>
          Number.isNaN(value) ? 'never came' : `came at step ${value}`;
        return `Onset ${step(onset)}; the alarm ${step(flagged)}.`;
      },
    },
  },
];
