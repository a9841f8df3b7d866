/** Keeps an experiment as it goes on: what could not be kept is tried again with what comes next. */
import { messageOf } from '../../lab/message-of.ts';
import type { ResultRun } from '../../experiment/results.ts';
import type { ForkResult } from '../../experiment/run/fork-result.ts';
import type { Checkpoint } from '../../experiment/run/progress.ts';
import type { KeptExperiment } from '../../worker/store/experiment-database.ts';
import type { ExperimentShelf, Parts } from './around.ts';

export class Keeping {
  private runs: ResultRun[] = [];
  private forks: ForkResult[] = [];
  private checkpoint: Checkpoint | null | undefined;
  private known: boolean;
  private last: Promise<void> = Promise.resolve();
  private readonly shelf: () => Promise<ExperimentShelf>;
  private readonly say: (problem: string) => void;

  /**
   * @param known whether it is kept already
   * @param say told why nothing is kept; an empty text when it is kept again
   */
  constructor(shelf: () => Promise<ExperimentShelf>, known: boolean, say: (problem: string) => void) {
    [this.shelf, this.known, this.say] = [shelf, known, say];
  }

  /** @returns when it is kept, or was tried */
  keep(kept: () => KeptExperiment, { runs = [], forks = [], checkpoint }: Parts = {}): Promise<void> {
    this.runs.push(...runs);
    this.forks.push(...forks);
    if (checkpoint !== undefined) this.checkpoint = checkpoint;
    return (this.last = this.last.then(() => this.write(kept())));
  }

  private async write(kept: KeptExperiment): Promise<void> {
    const [runs, forks, checkpoint] = [this.runs, this.forks, this.checkpoint];
    [this.runs, this.forks, this.checkpoint] = [[], [], undefined];
    try {
      const shelf = await this.shelf();
      await shelf.save(kept, this.known, {
        runs,
        forks,
        ...(checkpoint !== undefined && { checkpoint }),
      });
      this.known = true;
      this.say('');
    } catch (error) {
      this.runs.unshift(...runs);
      this.forks.unshift(...forks);
      this.checkpoint ??= checkpoint;
      this.say(messageOf(error));
    }
  }
}
