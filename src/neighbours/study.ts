/** What a study of a lab comes to in words and numbers: which comparisons are made, and what they answer. */
import { smallestAdjusted } from '../experiment/statistics/holm.ts';
import { compareTracks, testedOf } from './compare.ts';
import type { Compared, Comparison, Neighbour, Track } from './neighbour.ts';
import type { StudyPlan } from './plan.ts';
import { jobsOf, settingsText } from './results.ts';
import { trackKey } from './tracks.ts';

/** Above this, what comes out of a test can show nothing. */
const LEVEL = 0.05;

export interface Told {
  compared: readonly Compared[];
  /** Whether the comparisons are those that the lab named before anything was run. */
  planned: boolean;
  /** The smallest adjusted p that so many seeds and comparisons can reach; null where nothing is tested. */
  smallest: number | null;
  /** Sentences made from the numbers; empty where the lab's question was not asked in full. */
  answer: readonly string[];
  /** What has to be known to take it for what it is; empty where there is nothing. */
  warnings: readonly string[];
}

/**
 * Those of the lab's own comparisons whose scenario and arms the plan has. Where it has none of them, every arm
 * against the first, in every outcome.
 */
export function comparisonsOf(
  lab: Neighbour,
  { scenarios, arms }: StudyPlan,
): { comparisons: readonly Comparison[]; planned: boolean } {
  const own = lab.study.comparisons.filter(
    ({ scenario, arm, against }) =>
      scenarios.includes(scenario) && arms.includes(arm) && arms.includes(against),
  );
  if (own.length > 0) return { comparisons: own, planned: true };
  const [against, ...others] = arms;
  const comparisons = scenarios.flatMap((scenario) =>
    others.flatMap((arm) =>
      lab.outcomes.map(({ id: outcome }) => ({ scenario, arm, against: against!, outcome })),
    ),
  );
  return { comparisons, planned: false };
}

/** Whether a test of so many seeds, corrected for so many comparisons, could come below .05. */
export const canTest = (seeds: number, comparisons: number): boolean =>
  smallestAdjusted(seeds, comparisons) <= LEVEL;

/** Whether the plan asks all of the lab's question, whatever its settings and seeds. */
export const asksStudy = ({ study }: Neighbour, { scenarios, arms }: StudyPlan): boolean =>
  study.scenarios.every((id) => scenarios.includes(id)) && study.arms.every((id) => arms.includes(id));

/** @param tracks of the plan, finished; more may be missing */
export function tellStudy(lab: Neighbour, plan: StudyPlan, tracks: readonly Track[]): Told {
  const { comparisons, planned } = comparisonsOf(lab, plan);
  const compared = compareTracks(lab, tracks, comparisons);
  const there = new Set(tracks.map(trackKey));
  const missing = jobsOf(plan).filter((job) => !there.has(trackKey(job))).length;
  const asked = asksStudy(lab, plan);
  const tested = testedOf(compared);
  const seeds = tested.map((each) => each.seeds.length);
  return {
    ...{ compared, planned },
    smallest: tested.length === 0 ? null : smallestAdjusted(Math.max(0, ...seeds), tested.length),
    answer: asked && missing === 0 ? lab.study.answer(compared, tracks) : [],
    warnings: [
      ...(missing > 0
        ? [
            `This study is not complete: ${missing} of ${jobsOf(plan).length} tracks are missing, and its question is not answered yet.`,
          ]
        : []),
      ...(asked
        ? []
        : [
            `This is a part of the lab, or another question than its study asks (${lab.study.scenarios.join(', ')}; ${lab.study.arms.join(', ')}): it does not answer whether the claim holds.`,
          ]),
      ...(asked && settingsText(plan.settings) !== settingsText(lab.study.settings ?? {})
        ? ['Its settings are not those that the study was made for.']
        : []),
      ...(planned || comparisons.length === 0
        ? []
        : ['These comparisons were not named before anything was run: they are exploratory.']),
    ],
  };
}
