/** The browser's side of labs: a worker of their own, and when the next picture is drawn. */
import { TrainerClient } from '../../worker/client.ts';
import { latestPerFrame } from '../state/frames.ts';
import type { Around, BenchReport, Wishes } from './around.ts';

export const aroundBrowser = ({ backend, engine }: Wishes): Around => ({
  ...{ backend, engine },
  worker: (onReport) =>
    new TrainerClient((report) => {
      if (report.type.startsWith('lab-') || ['failed', 'activity', 'device'].includes(report.type))
        onReport(report as BenchReport);
    }),
  // Behind another tab nothing is drawn, and training goes on.
  frame: latestPerFrame((callback) =>
    document.hidden ? setTimeout(callback, 100) : requestAnimationFrame(callback),
  ),
  later: (work, milliseconds) => setTimeout(work, milliseconds),
});
