/** What a study of a lab comes to, as its file keeps it: what was asked, what computed it, and every track. */
import type { Results } from '../experiment/results.ts';
import type { Neighbour, Settings, Track } from './neighbour.ts';
import type { StudyPlan } from './plan.ts';
import { completeSettings } from './settings.ts';
import { trackKey } from './tracks.ts';

export const LAB_RESULTS = 'lab-study';
export const LAB_RESULTS_VERSION = 1;

export interface LabResults {
  focalLab: typeof LAB_RESULTS;
  formatVersion: typeof LAB_RESULTS_VERSION;
  /** As the list of labs has it. */
  lab: string;
  /** The day it was made, e.g. "2026-11-22". */
  date: string;
  device: Results['device'];
  /** Labels of further devices that computed parts of it. */
  otherDevices: readonly string[];
  plan: StudyPlan;
  /** By scenario: everything that its runs were set to. */
  settings: Readonly<Record<string, Settings>>;
  /** Whether every track that was asked for is here. */
  complete: boolean;
  /** In the order of the plan: scenarios, arms, seeds. */
  tracks: readonly Track[];
}

export type Job = Pick<Track, 'scenario' | 'arm' | 'seed'>;

/** What a plan asks for, in the order of the plan. */
export const jobsOf = ({ scenarios, arms, seeds }: StudyPlan): Job[] =>
  scenarios.flatMap((scenario) => arms.flatMap((arm) => seeds.map((seed) => ({ scenario, arm, seed }))));

/** @param tracks of the plan, in any order */
export function labResults(
  lab: Neighbour,
  plan: StudyPlan,
  made: Pick<LabResults, 'date' | 'device' | 'otherDevices' | 'tracks'>,
): LabResults {
  const there = new Map(made.tracks.map((track) => [trackKey(track), track]));
  const jobs = jobsOf(plan);
  return {
    ...{ focalLab: LAB_RESULTS, formatVersion: LAB_RESULTS_VERSION, lab: plan.lab },
    ...{ date: made.date, device: made.device, otherDevices: made.otherDevices, plan },
    settings: Object.fromEntries(
      plan.scenarios.map((scenario) => [scenario, completeSettings(lab, scenario, plan.settings)]),
    ),
    complete: jobs.every((job) => there.has(trackKey(job))),
    tracks: jobs.flatMap((job) => there.get(trackKey(job)) ?? []),
  };
}

/** Settings as text that is the same whatever their order. */
export const settingsText = (settings: Settings): string => JSON.stringify(Object.entries(settings).sort());

/** What two plans differ in, in a few words; null where they are the same. */
export function planDifference(a: StudyPlan, b: StudyPlan): string | null {
  if (a.lab !== b.lab) return 'labs';
  for (const key of ['scenarios', 'arms', 'seeds'] as const)
    if (JSON.stringify(a[key]) !== JSON.stringify(b[key])) return key;
  return settingsText(a.settings) === settingsText(b.settings) ? null : 'settings';
}
