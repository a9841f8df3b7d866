/** Conducts an experiment in headless Chromium: keeps what comes, shows how far it is, stops on Ctrl-C. */
import { messageOf } from '../../src/lab/message-of.ts';
import type { Design, Shard } from '../../src/experiment/design/design.ts';
import type { ExperimentResults } from '../../src/experiment/read-results.ts';
import type { ResultRun, Results } from '../../src/experiment/results.ts';
import { forkKey } from '../../src/experiment/run/experiment.ts';
import type { ForkResult } from '../../src/experiment/run/fork-result.ts';
import type { Checkpoint } from '../../src/experiment/run/progress.ts';
import { resultsFrom } from '../../src/experiment/run/results-from.ts';
import type { EngineWish } from '../../src/lab/engine/make.ts';
import { activityText } from '../../src/worker/activity.ts';
import { runHeadless } from '../headless.ts';
import { progressText, Progress } from '../progress.ts';
import type { Folder } from './folder.ts';
import { Interrupts, KEEP_ALIVE, STOPPED } from './interrupts.ts';
import { writeAll } from './outcome.ts';

interface Conducted {
  design: Design;
  shard: Shard | null;
  engine: EngineWish;
  /** What is gone on with. */
  before: ExperimentResults | null;
}

/** Before anything was computed. */
export const NO_DEVICE: Results['device'] = {
  ...{ backend: 'webgpu', label: 'unknown', vendor: '', architecture: '', software: true },
  ...{ engine: 'unknown', dispatchesPerStep: null, secondsPerStep: 0 },
};

/** @returns the exit code */
export async function conduct(folder: Folder, { design, shard, engine, before }: Conducted): Promise<number> {
  const steps = (run: ResultRun) => run.steps.length;
  const whole = (run: ResultRun) =>
    steps(run) >=
    { ...design.scenarios.find(({ id }) => id === run.scenario)!.training, ...design.training }.steps;
  const runs = (before?.runs ?? []).filter(whole);
  const forks: ForkResult[] = [...(before?.forks ?? [])];
  let checkpoint: Checkpoint | null = before ? folder.checkpoint() : null;
  let device = before?.device ?? NO_DEVICE;
  const otherDevices = new Set(before?.otherDevices ?? []);
  const date = new Date().toISOString().slice(0, 10);
  const results = () =>
    resultsFrom({ design, shard, date, device, otherDevices: [...otherDevices], runs, forks, checkpoint });
  // From now on the folder knows what was asked: whatever happens, --resume goes on.
  folder.write('results.json', JSON.stringify(results()));

  const progress = new Progress();
  let finished = false;
  const interrupts = new Interrupts(progress);
  try {
    const done = { runs: runs.map(({ id }) => id), forks: [...new Set(forks.map(forkKey))], checkpoint };
    await runHeadless(
      { type: 'experiment', design, shard, done, backend: 'webgpu', engine },
      (report, send) => {
        interrupts.stopBy(() => send({ type: 'stop-experiment' }));
        switch (report.type) {
          case 'device':
            progress.show(`computing on ${report.info.label}`, true);
            if (report.info.label !== device.label && device.label !== NO_DEVICE.label)
              otherDevices.add(device.label);
            break;
          case 'activity':
            if (report.activity) progress.show(activityText(report.activity));
            break;
          case 'experiment-device':
            if (device.label === NO_DEVICE.label) progress.turn();
            device = report.device;
            break;
          case 'experiment-progress':
            progress.show(progressText(report.progress));
            break;
          case 'experiment-runs':
            runs.push(...report.runs);
            checkpoint = null;
            folder.write('results.json', JSON.stringify(results()));
            folder.remove('checkpoint.json');
            break;
          case 'experiment-forks':
            forks.push(...report.forks);
            folder.write('results.json', JSON.stringify(results()));
            break;
          case 'experiment-checkpoint':
            checkpoint = report.checkpoint;
            folder.keep(checkpoint);
            break;
          case 'experiment-over':
            finished = report.finished;
            return true;
        }
        return false;
      },
      KEEP_ALIVE,
    );
  } catch (error) {
    // What came before the failure is whole.
    folder.write('results.json', JSON.stringify(results()));
    const message = messageOf(error);
    throw new Error(`${message} What was finished is in "${folder.path}"; --resume goes on from there.`, {
      cause: error,
    });
  } finally {
    interrupts.ignore();
  }
  otherDevices.delete(device.label);
  progress.show(finished ? 'done' : 'stopped', true);
  writeAll(folder, results());
  if (finished) folder.remove('checkpoint.json');
  return finished ? 0 : STOPPED;
}
