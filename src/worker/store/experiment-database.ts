/** Experiments kept in the browser (IndexedDB), with every finished run and where the rest was left. */
import type { Design } from '../../experiment/design/design.ts';
import type { ResultRun, Results } from '../../experiment/results.ts';
import { forkKey } from '../../experiment/run/experiment.ts';
import type { ForkResult } from '../../experiment/run/fork-result.ts';
import type { Checkpoint } from '../../experiment/run/progress.ts';

const NAME = 'focal-lab-experiments';
const VERSION = 1;
const STORES = ['experiments', 'runs', 'forks', 'checkpoints'] as const;
type Stores = Record<(typeof STORES)[number], IDBObjectStore>;

export interface KeptExperiment {
  id: string;
  title: string;
  design: Design;
  /** Milliseconds since 1970. */
  created: number;
  updated: number;
  /** Null until something computed. */
  device: Results['device'] | null;
  otherDevices: readonly string[];
  /** Finished runs, and those that are asked for. */
  runs: number;
  all: number;
  finished: boolean;
}

/** What was reached since it was kept last. */
export interface KeptParts {
  runs?: readonly ResultRun[];
  forks?: readonly ForkResult[];
  /** Null: nothing is under way any more. */
  checkpoint?: Checkpoint | null;
}

export interface WholeExperiment {
  kept: KeptExperiment;
  runs: ResultRun[];
  forks: ForkResult[];
  checkpoint: Checkpoint | null;
}

const done = <Value>(request: IDBRequest<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The browser’s database failed.'));
  });

/** All that is kept of an experiment: keys begin with its id. */
const ofExperiment = (id: string): IDBKeyRange => IDBKeyRange.bound([id], [id, []]);

export class ExperimentDatabase {
  private readonly database: IDBDatabase;

  private constructor(database: IDBDatabase) {
    this.database = database;
  }

  /** @throws when the browser keeps nothing, as in some private windows */
  static async open(name = NAME): Promise<ExperimentDatabase> {
    const request = indexedDB.open(name, VERSION);
    request.onupgradeneeded = () => {
      const { result } = request;
      result.createObjectStore('experiments', { keyPath: 'id' });
      for (const each of ['runs', 'forks', 'checkpoints'] as const) result.createObjectStore(each);
    };
    const database = await done(request);
    database.onversionchange = () => database.close(); // another tab has a newer page
    return new ExperimentDatabase(database);
  }

  /**
   * Writes an experiment and what was reached of it: all or nothing.
   *
   * @param known whether it is there already
   * @throws when it ought to be there and was deleted, or there is no room
   */
  save(
    kept: KeptExperiment,
    known: boolean,
    { runs = [], forks = [], checkpoint }: KeptParts = {},
  ): Promise<void> {
    const { id } = kept;
    return new Promise((resolve, reject) => {
      const transaction = this.database.transaction(STORES, 'readwrite');
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error('The browser’s database gave up.'));
      const stores = Object.fromEntries(
        STORES.map((name) => [name, transaction.objectStore(name)]),
      ) as Stores;
      const before = stores.experiments.count(id);
      before.onsuccess = () => {
        try {
          if (known && before.result === 0) throw new Error('It was deleted, perhaps in another tab.');
          stores.experiments.put(kept);
          for (const run of runs) stores.runs.put(run, [id, run.id]);
          for (const fork of forks)
            stores.forks.put(fork, [id, forkKey(fork), fork.checkpoint, fork.criterion]);
          if (checkpoint === null) stores.checkpoints.delete([id]);
          else if (checkpoint) stores.checkpoints.put(checkpoint, [id]);
        } catch (error) {
          reject(error as Error);
          transaction.abort();
        }
      };
    });
  }

  /** All experiments, the one that was updated last first. */
  async list(): Promise<KeptExperiment[]> {
    const store = this.database.transaction('experiments').objectStore('experiments');
    const all = (await done(store.getAll())) as KeptExperiment[];
    return all.sort((a, b) => b.updated - a.updated);
  }

  /** Everything of an experiment; undefined when there is no such one. */
  async load(id: string): Promise<WholeExperiment | undefined> {
    const transaction = this.database.transaction(STORES);
    const [kept, runs, forks, checkpoint] = await Promise.all([
      done(transaction.objectStore('experiments').get(id)) as Promise<KeptExperiment | undefined>,
      done(transaction.objectStore('runs').getAll(ofExperiment(id))) as Promise<ResultRun[]>,
      done(transaction.objectStore('forks').getAll(ofExperiment(id))) as Promise<ForkResult[]>,
      done(transaction.objectStore('checkpoints').get([id])) as Promise<Checkpoint | undefined>,
    ]);
    return kept && { kept, runs, forks, checkpoint: checkpoint ?? null };
  }

  delete(id: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const transaction = this.database.transaction(STORES, 'readwrite');
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error('The browser’s database gave up.'));
      transaction.objectStore('experiments').delete(id);
      for (const name of ['runs', 'forks', 'checkpoints'])
        transaction.objectStore(name).delete(ofExperiment(id));
    });
  }

  close(): void {
    this.database.close();
  }
}
