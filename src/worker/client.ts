/** The page's end of the worker: starts it, sends commands, hands on reports. */
import { messageOf } from '../lab/message-of.ts';
import type { Command, Report } from './protocol.ts';

export class TrainerClient {
  private readonly onReport: (report: Report) => void;
  private worker: Worker | null;

  /** @param onReport called for every report, in order; a worker that cannot start reports as run 0 */
  constructor(onReport: (report: Report) => void) {
    this.onReport = onReport;
    this.worker = this.start();
  }

  private start(): Worker | null {
    try {
      const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'trainer' });
      worker.onmessage = ({ data }: MessageEvent<Report>) => this.onReport(data);
      worker.onerror = (event) => this.fail(event.message || 'The training worker could not start.');
      return worker;
    } catch (error) {
      queueMicrotask(() => this.fail(messageOf(error)));
      return null;
    }
  }

  /** A worker that failed is let go: what it still holds cannot be relied on. */
  private fail(message: string): void {
    this.dispose();
    this.onReport({ type: 'failed', run: 0, message, lost: false });
  }

  /** Opening a run starts a worker that failed anew, whether of the page or of a lab; so does a lab's study. */
  send(command: Command): void {
    if (['open', 'lab-open', 'lab-study'].includes(command.type)) this.worker ??= this.start();
    this.worker?.postMessage(command);
  }

  dispose(): void {
    this.worker?.terminate();
    this.worker = null;
  }
}
