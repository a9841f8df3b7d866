/** The page a headless command opens: hands commands to the worker and its reports to the command line. */
import { TrainerClient } from '../src/worker/client.ts';
import type { Command, Report } from '../src/worker/protocol.ts';
import { carried, carry } from './experiment/carried.ts';

declare global {
  interface Window {
    /** Provided by the command line; a report as `carry` writes it. */
    focalReport(report: string): void;
    focalSend(command: string): void;
  }
}

const client = new TrainerClient((report: Report) => window.focalReport(carry(report)));
window.focalSend = (command) => client.send(carried<Command>(command));
