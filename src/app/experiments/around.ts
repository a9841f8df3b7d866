/** What experiments need of the browser: given from outside, so that tests can do without. */
import type { ResultRun } from '../../experiment/results.ts';
import type { ForkResult } from '../../experiment/run/fork-result.ts';
import type { Checkpoint } from '../../experiment/run/progress.ts';
import type { BackendWish } from '../../lab/engine/device.ts';
import type { EngineWish } from '../../lab/engine/make.ts';
import type { Command, Report } from '../../worker/protocol.ts';
import type { Teller } from '../../worker/tell/client.ts';
import type { KeptExperiment, KeptParts, WholeExperiment } from '../../worker/store/experiment-database.ts';

/** What computes, as the page was asked for it. */
export interface Wishes {
  backend: BackendWish;
  engine: EngineWish;
}

export interface ExperimentShelf {
  save(kept: KeptExperiment, known: boolean, parts?: KeptParts): Promise<void>;
  list(): Promise<KeptExperiment[]>;
  load(id: string): Promise<WholeExperiment | undefined>;
  delete(id: string): Promise<void>;
}

/** A worker of its own. */
export interface Bench {
  send(command: Command): void;
  dispose(): void;
}

export interface Around extends Wishes {
  /** @throws when the browser keeps nothing */
  shelf(): Promise<ExperimentShelf>;
  /** Tells what came out, elsewhere than where the page is drawn. */
  teller: Pick<Teller, 'tell' | 'document'>;
  worker(onReport: (report: Report) => void): Bench;
  /** @returns what lets go of it again, and says when that is done; null where it goes on in another tab */
  lock(id: string): Promise<(() => Promise<unknown>) | null>;
  /** Ids of experiments that go on in any tab. */
  locked(): Promise<string[]>;
  newId(): string;
  /** Milliseconds since 1970. */
  now(): number;
  later(work: () => void, milliseconds: number): void;
  /** Work per second that was reached last, by whatever computes; null where that is not known. */
  rate: { read(): number | null; write(perSecond: number): void };
}

/** What comes of an experiment while it runs. */
export interface Parts {
  runs?: readonly ResultRun[];
  forks?: readonly ForkResult[];
  checkpoint?: Checkpoint | null;
}
