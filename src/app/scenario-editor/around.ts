/** What the editor needs of the browser and of the page around it: given from outside, so that tests can do without. */
import type { BackendWish } from '../../lab/engine/device.ts';
import type { EngineWish } from '../../lab/engine/make.ts';
import type { Scenario } from '../../lab/run/scenario.ts';
import type { Command, Report } from '../../worker/protocol.ts';

export interface Wishes {
  backend: BackendWish;
  engine: EngineWish;
}

export interface Around extends Wishes {
  /** A worker of the editor’s own, so that the run on the page is left alone. */
  worker(onReport: (report: Report) => void): { send(command: Command): void; dispose(): void };
  /** What was kept of an editor that was left, in this tab. */
  read(): string | null;
  write(text: string): void;
  save(text: string, fileName: string): void;
  /** Begins a run of a scenario on the page. @returns whether it is on its way */
  train(scenario: Scenario): Promise<boolean>;
}
