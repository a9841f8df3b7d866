/** Trains a lab that needs no device, for tests: all tracks of a study, or of a plan. */
import type { Laboratory } from '../experiment/run/laboratory.ts';
import type { LabPlan, Neighbour, Track } from './neighbour.ts';
import { checkPlan, type StudyPlan } from './plan.ts';
import { completeSettings } from './settings.ts';
import { TrackBook } from './tracks.ts';

/** Refuses whatever it is asked for: a toy lab asks for nothing. */
export const emptyLaboratory: Laboratory = {
  device: { backend: 'cpu', label: 'no device', vendor: '', architecture: '', software: true },
  basePolicy: () => Promise.reject(new Error('There are no base policies here.')),
  makeEngine: () => Promise.reject(new Error('There are no engines here.')),
  mostLanes: () => 1,
};

export async function trainedRun(lab: Neighbour, part: Partial<LabPlan>): Promise<readonly Track[]> {
  const plan = checkPlan(lab, part);
  const run = await lab.open(plan, emptyLaboratory);
  const book = new TrackBook(lab, plan);
  while (book.length <= run.steps) book.add(await run.advance());
  run.dispose();
  return book.tracks;
}

export async function trainedStudy(lab: Neighbour, plan: StudyPlan): Promise<Track[]> {
  const runs = plan.scenarios.map((scenario) =>
    trainedRun(lab, { ...plan, scenario, settings: completeSettings(lab, scenario, plan.settings) }),
  );
  return (await Promise.all(runs)).flat();
}
