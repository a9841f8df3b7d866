/** Conducts a study of a lab in headless Chromium: keeps finished tracks, shows how far it is, stops on Ctrl-C. */
import { writeLabFile } from '../../src/exchange/labs/results-file.ts';
import { messageOf } from '../../src/lab/message-of.ts';
import type { EngineWish } from '../../src/lab/engine/make.ts';
import type { Neighbour, Track } from '../../src/neighbours/neighbour.ts';
import type { StudyPlan } from '../../src/neighbours/plan.ts';
import { labResults, type LabResults } from '../../src/neighbours/results.ts';
import { activityText } from '../../src/worker/activity.ts';
import type { Report } from '../../src/worker/protocol.ts';
import { NO_DEVICE } from '../experiment/conduct.ts';
import type { Folder } from '../experiment/folder.ts';
import { Interrupts, KEEP_ALIVE, STOPPED } from '../experiment/interrupts.ts';
import { runHeadless } from '../headless.ts';
import { Progress, progressText } from '../progress.ts';
import { KEPT, writeLab } from './outcome.ts';

export interface Conducted {
  lab: Neighbour;
  plan: StudyPlan;
  engine: EngineWish;
  /** What is gone on with. */
  before: LabResults | null;
}

/** @returns the exit code */
export async function conductLab(
  folder: Folder,
  { lab, plan, engine, before }: Conducted,
  headless: typeof runHeadless = runHeadless,
): Promise<number> {
  const tracks: Track[] = [...(before?.tracks ?? [])];
  let device = before?.device ?? NO_DEVICE;
  const otherDevices = new Set(before?.otherDevices ?? []);
  const date = new Date().toISOString().slice(0, 10);
  const results = () => labResults(lab, plan, { date, device, otherDevices: [...otherDevices], tracks });
  const keep = () => folder.write(KEPT, writeLabFile(results()));
  keep(); // from now on the folder knows what was asked: whatever happens, --resume goes on

  const progress = new Progress();
  const interrupts = new Interrupts(progress);
  let finished = false;
  const onReport = (report: Report): boolean => {
    switch (report.type) {
      case 'device':
        progress.show(`computing on ${report.info.label}`, true);
        if (report.info.label !== device.label && device.label !== NO_DEVICE.label)
          otherDevices.add(device.label);
        break;
      case 'activity':
        if (report.activity) progress.show(activityText(report.activity));
        break;
      case 'lab-study-device':
        if (device.label === NO_DEVICE.label) progress.turn();
        device = report.device;
        break;
      case 'lab-study-progress':
        progress.show(progressText(report));
        break;
      case 'lab-study-tracks':
        tracks.push(...report.tracks);
        keep();
        break;
      case 'lab-study-failed':
        throw new Error(report.message);
      case 'lab-study-over':
        finished = report.finished;
        return true;
    }
    return false;
  };
  try {
    const done = tracks.map(({ scenario, arm, seed }) => ({ scenario, arm, seed }));
    await headless(
      { type: 'lab-study', plan, done, backend: 'webgpu', engine },
      (report, send) => {
        interrupts.stopBy(() => send({ type: 'stop-lab-study' }));
        return onReport(report);
      },
      KEEP_ALIVE,
    );
  } catch (error) {
    keep(); // what came before the failure is whole
    throw new Error(
      `${messageOf(error)} What was finished is in "${folder.path}"; --resume goes on from there.`,
      { cause: error },
    );
  } finally {
    interrupts.ignore();
  }
  otherDevices.delete(device.label);
  progress.show(finished ? 'done' : 'stopped', true);
  writeLab(folder, lab, results());
  return finished ? 0 : STOPPED;
}
