/** A browser for tests of labs: its workers run labs at once, or say what a test lets them say. */
import { checkPlan, checkStudy } from '../../neighbours/plan.ts';
import type { LabRun, Neighbour } from '../../neighbours/neighbour.ts';
import { coin } from '../../neighbours/testing.ts';
import { jobsOf } from '../../neighbours/results.ts';
import { TrackBook, trackKey } from '../../neighbours/tracks.ts';
import type { LabCommand } from '../../worker/labs/protocol.ts';
import type { Results } from '../../experiment/results.ts';
import type { Around, BenchReport } from './around.ts';

export interface TestBench {
  sent: LabCommand[];
  report(report: BenchReport): void;
  disposed: boolean;
}

const device = {
  ...{ backend: 'cpu', label: 'A table', vendor: '', architecture: '', software: true, reason: '' },
  ...{ engine: 'ops', dispatchesPerStep: null, secondsPerStep: 0.001 },
} as unknown as Results['device'];

/** @param silent workers that only note what they are sent */
export function testBrowser(lab: Neighbour = coin, silent = false) {
  const benches: TestBench[] = [];
  const later: (() => void)[] = [];
  const around: Around = {
    ...{ backend: 'auto', engine: 'auto' },
    worker: (onReport) => {
      const tossed = silent ? () => {} : tosser(lab, onReport);
      const bench: TestBench = { sent: [], report: onReport, disposed: false };
      benches.push(bench);
      return {
        send: (command) => {
          bench.sent.push(command);
          void tossed(command);
        },
        dispose: () => (bench.disposed = true),
      };
    },
    frame: (update) => update(),
    later: (work) => later.push(work),
  };
  /** Lets everything that waits for a promise go on. */
  const settled = async () => {
    for (let i = 0; i < 400; i++) await Promise.resolve();
  };
  /** Lets time go by. */
  const rested = async () => {
    for (const work of later.splice(0)) work();
    await settled();
  };
  return { around, benches, settled, rested };
}

/** A worker without a queue: whoever sends waits until it is settled. */
function tosser(lab: Neighbour, report: (report: BenchReport) => void) {
  let standing: { run: number; lab: LabRun; step: number } | null = null;
  const advance = async () => {
    const step = await standing!.lab.advance();
    standing!.step = step.step;
    report({ type: 'lab-step', run: standing!.run, step, look: await standing!.lab.look() });
  };
  const playing = (on: boolean) =>
    report({
      ...{ type: 'lab-playing', run: standing!.run, playing: on },
      finished: standing!.step >= standing!.lab.steps,
    });
  return async (command: LabCommand): Promise<void> => {
    switch (command.type) {
      case 'lab-open': {
        const run = await lab.open(checkPlan(lab, command.plan), null!);
        standing = { run: command.run, lab: run, step: -1 };
        report({ type: 'lab-opened', run: command.run, steps: run.steps });
        await advance();
        return playing(false);
      }
      case 'lab-play': {
        playing(true);
        const own = standing!;
        const until = Math.min(command.until ?? Infinity, own.lab.steps);
        while (standing === own && own.step < until) await advance();
        return standing === own ? playing(false) : undefined;
      }
      case 'lab-step':
        await advance();
        return playing(false);
      case 'lab-pause':
        return playing(false);
      case 'lab-act':
        try {
          await standing!.lab.act!(command.action);
          return report({ type: 'lab-acted', run: standing!.run, look: await standing!.lab.look() });
        } catch (error) {
          const { message } = error as Error;
          return report({ type: 'lab-refused', run: standing!.run, message });
        }
      case 'lab-study': {
        const plan = checkStudy(lab, command.plan.lab, command.plan);
        const done = new Set(command.done.map(trackKey));
        report({ type: 'lab-study-device', device });
        for (const { scenario, arm, seed } of jobsOf(plan).filter((job) => !done.has(trackKey(job)))) {
          const part = checkPlan(lab, { scenario, arms: [arm], seeds: [seed], settings: plan.settings });
          const run = await lab.open(part, null!);
          const book = new TrackBook(lab, part);
          while (book.length <= run.steps) book.add(await run.advance());
          report({ type: 'lab-study-progress', done: 0.5, what: scenario, secondsLeft: 1 });
          report({ type: 'lab-study-tracks', tracks: [...book.tracks] });
        }
        return report({ type: 'lab-study-over', finished: true });
      }
    }
  };
}
