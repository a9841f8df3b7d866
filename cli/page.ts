/** The page a headless command opens: hands one command to the worker and its reports to the command line. */
import { TrainerClient } from '../src/worker/client.ts';
import type { Command, Report } from '../src/worker/protocol.ts';

declare global {
  interface Window {
    /** Provided by the command line. */
    focalReport(report: Report): void;
    focalSend(command: Command): void;
  }
}

const client = new TrainerClient((report) => window.focalReport(report));
window.focalSend = (command) => client.send(command);
