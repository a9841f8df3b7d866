/** The question that one click answers: does a second view, or a slow teacher, beat the own majority? */
import { listed } from '../../experiment/studies/words.ts';
import { mean } from '../../lab/spread.ts';
import { differenceText, hasInterval } from '../difference-text.ts';
import type { Compared, LabStudy, Track } from '../neighbour.ts';
import { ARMS, CROSSED, CROSSED_TEACHER, KNOWN, SINGLE, TEACHER } from './labels.ts';
import { lately } from './measures.ts';
import { NEITHER, ONE_VIEW, SCENARIOS, TRAILS } from './scenarios.ts';

const METHODS = [CROSSED, TEACHER, CROSSED_TEACHER];
/** Where the paper's claim is put to the test, and where it is expected to fail. */
const TESTED = [ONE_VIEW, TRAILS, NEITHER];
const ACCURACY = 'accuracy';
const COMPARED = [ACCURACY, 'collapse'];

type Verdict = 'more' | 'less' | 'equal' | 'open';

/** Nearer to 0 than this, a bound is written as 0. */
const WRITTEN = 0.0005;

/** What an interval says: it has to leave 0 out, as it is written. */
export function verdictOf({ difference, low, high }: Pick<Compared, 'difference' | 'low' | 'high'>): Verdict {
  if (low >= WRITTEN) return 'more';
  if (high <= -WRITTEN) return 'less';
  return difference === 0 && low === 0 && high === 0 ? 'equal' : 'open';
}

const nameOf = (arm: string): string => ARMS.find(({ id }) => id === arm)?.name ?? arm;
const sceneOf = (scenario: string): string => SCENARIOS.find(({ id }) => id === scenario)?.name ?? scenario;

/** The mean of a measure at the end over an arm's seeds; NaN where there are none. */
function endOf(tracks: readonly Track[], scenario: string, arm: string, measure: string): number {
  const own = tracks.filter((track) => track.scenario === scenario && track.arm === arm);
  return own.length === 0 ? NaN : mean(own.map((track) => lately(track, measure)));
}

/** One scenario in a sentence: shares at the end, and each method less the baseline. */
function told(scenario: string, compared: readonly Compared[], tracks: readonly Track[]): string {
  const share = (arm: string) => endOf(tracks, scenario, arm, 'accuracy').toFixed(2);
  const own = compared.filter((one) => one.scenario === scenario && one.outcome === 'accuracy');
  const against = own.map((one) => `${nameOf(one.arm)} ${differenceText(one)}`);
  return (
    `${sceneOf(scenario)}: the single view ends with ${share(SINGLE)} right, known answers with ${share(KNOWN)}; ` +
    `against the single view ${listed(against)}.`
  );
}

/** Whether the paper's claim stands, from the scenario that crossed labels are made for. */
function claimed(compared: readonly Compared[]): string {
  const verdicts = (outcome: string) => {
    const own = compared.filter((one) => one.scenario === ONE_VIEW && one.outcome === outcome);
    const by = (verdict: Verdict) => own.filter((one) => verdictOf(one) === verdict).map(({ arm }) => arm);
    return { own, more: by('more'), less: by('less') };
  };
  const right = verdicts('accuracy');
  const collapse = verdicts('collapse');
  if (right.own.length === 0) return 'The claim was not put to the test: its scenario is missing.';
  if (![...right.own, ...collapse.own].some(hasInterval))
    return 'Whether the claim holds cannot be told: of so few seeds there are no intervals.';
  const some = (arms: readonly string[]) => (arms.length === 0 ? 'none' : listed(arms.map(nameOf)));
  const numbers =
    `more right answers than the single view: ${some(right.more)}; fewer: ${some(right.less)}; ` +
    `less collapse: ${some(collapse.less)}; more: ${some(collapse.more)}`;
  const all = right.more.length === right.own.length && collapse.less.length === collapse.own.length;
  const verdict = all
    ? 'is reproduced'
    : right.more.length > 0
      ? 'is reproduced in part'
      : 'is not reproduced';
  return `Where one phrasing is right, the claim ${verdict} (intervals that leave 0 out): ${numbers}.`;
}

/** Where it costs something. */
function failed(compared: readonly Compared[]): string {
  const worse = compared.filter(
    (one) => one.scenario !== ONE_VIEW && one.outcome === 'accuracy' && verdictOf(one) === 'less',
  );
  const better = compared.filter(
    (one) => one.scenario !== ONE_VIEW && one.outcome === 'accuracy' && verdictOf(one) === 'more',
  );
  const said = (found: readonly Compared[]) =>
    found.length === 0
      ? 'nowhere'
      : found.map((one) => `${nameOf(one.arm)} in “${sceneOf(one.scenario)}”`).join(', ');
  return `Elsewhere, worse than the single view: ${said(worse)}; better: ${said(better)}.`;
}

/** What the other view cannot give: labels that are right where every view is wrong. */
function ceiling(tracks: readonly Track[]): string[] {
  const known = endOf(tracks, NEITHER, KNOWN, 'accuracy');
  const best = Math.max(...[SINGLE, ...METHODS].map((arm) => endOf(tracks, NEITHER, arm, 'accuracy')));
  if (!Number.isFinite(known) || !Number.isFinite(best)) return [];
  const gap = `${Math.abs(known - best).toFixed(2)} ${best > known ? 'above' : 'below'}`;
  return [
    `Where both phrasings are wrong, the best arm without known answers ends ${gap} ` +
      `known answers (${best.toFixed(2)} against ${known.toFixed(2)} right).`,
  ];
}

export const STUDY: LabStudy = {
  question:
    'Does a label from another phrasing, or from a slow teacher, keep a self-rewarding policy from collapse?',
  claim:
    'A policy that is rewarded for agreeing with itself settles on its own errors; labels from a second view, or from a slow ' +
    'teacher, train more stably and end with more right answers.',
  scenarios: TESTED,
  arms: [SINGLE, ...METHODS, KNOWN],
  comparisons: TESTED.flatMap((scenario) =>
    METHODS.flatMap((arm) =>
      COMPARED.map((outcome) => ({
        ...{ scenario, arm, against: SINGLE, outcome },
        // Eight seeds and Holm's correction leave room for six tests: right answers, where they may rise and may fall.
        exploratory: outcome !== ACCURACY || scenario === NEITHER,
      })),
    ),
  ),
  answer: (compared, tracks) => [
    claimed(compared),
    ...TESTED.filter((scenario) => compared.some((one) => one.scenario === scenario)).map((scenario) =>
      told(scenario, compared, tracks),
    ),
    failed(compared),
    ...ceiling(tracks),
  ],
};
