/** Runs kept in the browser's own database (IndexedDB): nothing leaves the machine. */
import { joinChunks, type Chunk, type KeptRun, type KeptSnapshot, type WholeRun } from './kept-run.ts';

const VERSION = 1;
const STORES = ['runs', 'chunks', 'snapshots'] as const;
type Stores = Record<(typeof STORES)[number], IDBObjectStore>;

const done = <Value>(request: IDBRequest<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The browser’s database failed.'));
  });

/** All that is kept of a run: keys begin with its id. */
const ofRun = (id: string): IDBKeyRange => IDBKeyRange.bound([id], [id, []]);

let shared: Promise<RunDatabase> | null = null;

/** The database of this page or worker, opened once; one that could not be opened may be had when it is asked for again. */
export function runDatabase(): Promise<RunDatabase> {
  shared ??= RunDatabase.open();
  shared.catch(() => (shared = null));
  return shared;
}

export class RunDatabase {
  private readonly database: IDBDatabase;

  private constructor(database: IDBDatabase) {
    this.database = database;
  }

  /** @throws when the browser keeps nothing, as in some private windows */
  static async open(name = 'focal-lab'): Promise<RunDatabase> {
    const request = indexedDB.open(name, VERSION);
    request.onupgradeneeded = () => {
      const { result } = request;
      result.createObjectStore('runs', { keyPath: 'id' });
      result.createObjectStore('chunks', { keyPath: ['run', 'from'] });
      result.createObjectStore('snapshots', { keyPath: ['run', 'step'] });
    };
    const database = await done(request);
    database.onversionchange = () => database.close(); // another tab has a newer page
    return new RunDatabase(database);
  }

  /**
   * Writes pieces of a run, all or none. Its name and notes stay as they are in the database, where a page may have
   * changed them.
   *
   * @param known whether it is there already
   * @throws when it ought to be there and was deleted
   */
  save(
    run: KeptRun,
    known: boolean,
    chunks: readonly Chunk[] = [],
    snapshots: readonly KeptSnapshot[] = [],
  ): Promise<void> {
    return this.change(run.id, (before, stores) => {
      if (known && !before) throw new Error('It was deleted, perhaps in another tab.');
      stores.runs.put(before ? { ...run, name: before.name, notes: before.notes } : run);
      for (const chunk of chunks) stores.chunks.put(chunk);
      for (const snapshot of snapshots) stores.snapshots.put(snapshot);
    });
  }

  /** Names a run, or writes notes to it; nothing happens where there is no such run. */
  describe(id: string, words: Partial<Pick<KeptRun, 'name' | 'notes'>>): Promise<void> {
    return this.change(id, (before, { runs }) => {
      if (before) runs.put({ ...before, ...words });
    });
  }

  /** Lets snapshots of a run go. */
  drop(run: string, steps: readonly number[]): Promise<void> {
    return this.write(({ snapshots }) => {
      for (const step of steps) snapshots.delete([run, step]);
    });
  }

  delete(run: string): Promise<void> {
    return this.write((stores) => {
      stores.runs.delete(run);
      stores.chunks.delete(ofRun(run));
      stores.snapshots.delete(ofRun(run));
    });
  }

  /** All runs, the one that was updated last first. */
  async list(): Promise<KeptRun[]> {
    const runs = (await done(this.database.transaction('runs').objectStore('runs').getAll())) as KeptRun[];
    return runs.sort((a, b) => b.updated - a.updated);
  }

  /** Everything of a run; undefined when there is no such run. */
  async load(id: string): Promise<WholeRun | undefined> {
    const transaction = this.database.transaction(STORES);
    const [run, chunks, snapshots] = await Promise.all([
      done(transaction.objectStore('runs').get(id)) as Promise<KeptRun | undefined>,
      done(transaction.objectStore('chunks').getAll(ofRun(id))) as Promise<Chunk[]>,
      done(transaction.objectStore('snapshots').getAll(ofRun(id))) as Promise<KeptSnapshot[]>,
    ]);
    if (!run) return undefined;
    const { methods, seeds } = run.recipe;
    return {
      run,
      records: joinChunks(chunks, methods.length * seeds.length),
      snapshots: snapshots.map(({ step, lanes }) => ({ step, lanes })),
    };
  }

  /** Steps of the snapshots that are kept of a run. */
  async snapshotSteps(id: string): Promise<number[]> {
    const store = this.database.transaction('snapshots').objectStore('snapshots');
    return (await done(store.getAllKeys(ofRun(id)))).map((key) => (key as [string, number])[1]);
  }

  close(): void {
    this.database.close();
  }

  /** Changes something of a run, with the run before it at hand; all or nothing. */
  private change(id: string, make: (before: KeptRun | undefined, stores: Stores) => void): Promise<void> {
    return this.write((stores, guarded) => {
      const before = stores.runs.get(id) as IDBRequest<KeptRun | undefined>;
      before.onsuccess = () => guarded(() => make(before.result, stores));
    });
  }

  /** @param make its second argument runs what comes after a request: if that throws, nothing is written */
  private write(make: (stores: Stores, guarded: (work: () => void) => void) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const transaction = this.database.transaction(STORES, 'readwrite');
      transaction.oncomplete = () => resolve();
      // A request that fails is followed by this, and only now the reason is known.
      transaction.onabort = () => reject(transaction.error ?? new Error('The browser’s database gave up.'));
      const guarded = (work: () => void) => {
        try {
          work();
        } catch (error) {
          reject(error as Error);
          transaction.abort(); // what was put before it would be written
        }
      };
      const stores = Object.fromEntries(STORES.map((name) => [name, transaction.objectStore(name)]));
      guarded(() => make(stores as Stores, guarded));
    });
  }
}
