/** The page's end of the worker: starts it, sends commands, hands on reports. */
import type { Command, Report } from './protocol.ts';

export class TrainerClient {
  private readonly worker: Worker;

  /** @param onReport called for every report, in order; a worker that cannot start reports as run 0 */
  constructor(onReport: (report: Report) => void) {
    this.worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'trainer' });
    this.worker.onmessage = ({ data }: MessageEvent<Report>) => onReport(data);
    this.worker.onerror = (event) =>
      onReport({
        type: 'failed',
        run: 0,
        message: event.message || 'The training worker could not start.',
        lost: false,
      });
  }

  send(command: Command): void {
    this.worker.postMessage(command);
  }

  dispose(): void {
    this.worker.terminate();
  }
}
