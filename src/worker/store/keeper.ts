/**
 * Keeps the run that is going on: edits at once, records and snapshots together every so often. Training never
 * waits for it. When the browser has no room left it says so once, and tries again with the next snapshot.
 */
import type { StepRecord } from '../../lab/metrics/record.ts';
import type { Snapshot } from '../../lab/run/snapshot.ts';
import type { Chunk, KeptRun } from './kept-run.ts';

/** What a keeper needs of a database. */
export interface RunStore {
  save(
    run: KeptRun,
    known: boolean,
    chunks?: readonly Chunk[],
    snapshots?: readonly (Snapshot & { run: string })[],
  ): Promise<void>;
  drop(run: string, steps: readonly number[]): Promise<void>;
}

/** Snapshots of a run that stay in the database: its latest, and those before it at growing distances. */
const KEPT_SNAPSHOTS = 6;

export class Keeper {
  private readonly store: RunStore;
  private say: (problem: string | null) => void;
  private run: KeptRun;
  /** Steps whose snapshots are in the database. */
  private snapshots: number[];
  /** Writes follow one another. */
  private writing: Promise<void> = Promise.resolve();
  private problem: string | null = null;
  /** The database knows the run. */
  private known: boolean;

  /** @param say told, once, that the run is no longer kept, and why; null when it is again */
  constructor(
    store: RunStore,
    run: KeptRun,
    say: (problem: string | null) => void,
    snapshots: readonly number[] = [],
    known = false,
  ) {
    this.store = store;
    this.run = run;
    this.say = say;
    this.snapshots = [...snapshots];
    this.known = known;
  }

  /** Has another be told from now on; what it should know already is said again. */
  tell(say: (problem: string | null) => void): void {
    if (say === this.say) return;
    this.say = say;
    if (this.problem !== null) say(this.problem);
  }

  /** The run as it is known now: after an edit, at its end. */
  note(change: Partial<Pick<KeptRun, 'recipe' | 'finished'>>): void {
    this.run = { ...this.run, ...change, updated: Date.now() };
    this.write(() => this.save(this.run));
  }

  private async save(run: KeptRun, chunks?: Chunk[], snapshots?: (Snapshot & { run: string })[]) {
    await this.store.save(run, this.known, chunks, snapshots);
    this.known = true;
  }

  /**
   * @param records all of the run, [lane][step]; those that came since count, too
   * @param snapshot taken after the last of them
   */
  keep(records: readonly (readonly StepRecord[])[], snapshot: Snapshot): void {
    this.write(async () => {
      const from = this.run.steps; // what could not be written before comes along
      const to = Math.min(snapshot.step, records[0]?.length ?? 0);
      const chunk = { run: this.run.id, from, records: records.map((own) => own.slice(from, to)) };
      const run = { ...this.run, steps: to, updated: Date.now() };
      await this.save(run, to > from ? [chunk] : [], [{ ...snapshot, run: run.id }]);
      this.run = { ...this.run, steps: to, updated: run.updated };
      const { stay, go } = thin([...this.snapshots, snapshot.step]);
      this.snapshots = stay;
      if (go.length > 0) await this.store.drop(run.id, go);
    });
  }

  /** Resolves when everything that was handed in is written or given up. */
  settled(): Promise<void> {
    return this.writing;
  }

  private write(work: () => Promise<void>): void {
    this.writing = this.writing.then(async () => {
      const before = this.problem;
      try {
        await work();
        this.problem = null;
      } catch (error) {
        this.problem = problemOf(error);
      }
      if (this.problem !== before) this.say(this.problem);
    });
  }
}

/** Which steps stay: the latest, and of the others those that lie about twice as far back as the one before. */
export function thin(steps: readonly number[]): { stay: number[]; go: number[] } {
  const ordered = [...new Set(steps)].sort((a, b) => a - b);
  const stay = [...ordered];
  while (stay.length > KEPT_SNAPSHOTS) {
    // The one whose going leaves the smallest hole, measured against how far back it lies.
    const latest = stay.at(-1)!;
    let place = 1;
    let smallest = Infinity;
    for (let i = 1; i < stay.length - 1; i++) {
      const hole = (stay[i + 1]! - stay[i - 1]!) / (1 + latest - stay[i]!);
      if (hole < smallest) [place, smallest] = [i, hole];
    }
    stay.splice(place, 1);
  }
  return { stay, go: ordered.filter((step) => !stay.includes(step)) };
}

function problemOf(error: unknown): string {
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) };
  return name === 'QuotaExceededError'
    ? 'The browser has no room left for it. Delete kept runs, or save this one as a file.'
    : `The browser refused: ${message}`;
}
