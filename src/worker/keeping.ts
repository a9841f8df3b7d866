/**
 * Keeps the run that goes on: snapshots on a schedule, in memory to go back to and in the browser's database to come
 * back to. Nothing waits for it.
 */
import type { Session } from '../lab/run/session.ts';
import { SnapshotStore, type Snapshot } from '../lab/run/snapshot.ts';
import type { RecipeDocument } from '../exchange/recipe/schema.ts';
import type { KeepAs } from './protocol.ts';
import { RunDatabase } from './store/database.ts';
import { Keeper, type RunStore } from './store/keeper.ts';
import type { KeptRun } from './store/kept-run.ts';
import { lockName } from './store/lock-name.ts';

/** A snapshot is due when this much of both has gone by: what a crash costs at most. */
const STEPS = 10;
const MILLISECONDS = 2000;

export interface KeepingOf {
  session: Session;
  /** As the run stands. */
  recipe: () => RecipeDocument;
  /** What stood in its place before it. */
  before: RecipeDocument | null;
  /** null: not in the database. */
  as: KeepAs | null;
  /** What kept this run before its device was lost. */
  keeper: Keeper | null;
  /** Told, once, why the browser does not keep the run. */
  say: (problem: string) => void;
}

let database: Promise<RunDatabase> | null = null;
const opened = (): Promise<RunDatabase> => {
  database ??= RunDatabase.open();
  database.catch(() => (database = null)); // it may be had when it is asked for again
  return database;
};
const store: RunStore = {
  save: async (...pieces) => (await opened()).save(...pieces),
  drop: async (...steps) => (await opened()).drop(...steps),
};

export class Keeping {
  readonly snapshots: SnapshotStore;
  private readonly of: KeepingOf;
  private keeper: Keeper | null = null;
  private last: { step: number; at: number };
  /** A snapshot whose last records are still on their way. */
  private early: Snapshot | null = null;
  private taking: Promise<void> | null = null;
  private release: () => void = () => {};

  constructor(of: KeepingOf, snapshots = new SnapshotStore()) {
    this.of = of;
    this.snapshots = snapshots;
    // One that is kept already has been kept up to here.
    this.last = { step: of.as?.kept ? of.session.nextStep : 0, at: performance.now() };
    if (of.keeper || of.as?.kept) this.keep();
  }

  /** What keeps the run, once it is kept. */
  get kept(): Keeper | null {
    return this.keeper;
  }

  /** A run is kept from its first step or edit on. */
  private keep(): Keeper | null {
    const { as, recipe, before, say } = this.of;
    if (this.keeper || !as) return this.keeper;
    const now = Date.now();
    const fresh: KeptRun = {
      id: as.id,
      name: '',
      notes: '',
      created: now,
      updated: now,
      recipe: recipe(),
      steps: 0,
      finished: false,
      parent: as.parent,
      before,
    };
    const { run = fresh, snapshots = [] } = as.kept ?? {};
    this.keeper = this.of.keeper ?? new Keeper(store, run, say, snapshots, as.kept !== null);
    const locked = new Promise<void>((resolve) => (this.release = resolve));
    void navigator.locks?.request(lockName(as.id), () => locked);
    return this.keeper;
  }

  /** Edits are kept at once. */
  edited(): void {
    this.keep()?.note({ recipe: this.of.recipe() });
  }

  /** Records of a step came in. */
  stepped(): void {
    const { session } = this.of;
    if (this.early && session.records[0]!.length >= this.early.step) this.put(this.early);
    const due =
      session.nextStep - this.last.step >= STEPS && performance.now() - this.last.at >= MILLISECONDS;
    // Its first step makes a run one that is kept.
    if (due || (this.of.as && !this.keeper)) this.take().catch(() => {}); // a lost device is reported by itself
  }

  /** Takes a snapshot of the run as it stands, unless nothing has happened since the last. */
  take(): Promise<void> {
    const { session } = this.of;
    if (this.taking || session.nextStep <= this.last.step) return this.taking ?? Promise.resolve();
    this.last = { step: session.nextStep, at: performance.now() };
    this.taking = session
      .snapshot()
      .then((snapshot) => {
        this.snapshots.keep(snapshot);
        if (session.records[0]!.length >= snapshot.step) this.put(snapshot);
        else this.early = snapshot;
      })
      .finally(() => (this.taking = null));
    return this.taking;
  }

  private put(snapshot: Snapshot): void {
    this.early = null;
    const { session } = this.of;
    const keeper = this.keep();
    keeper?.keep(session.records, snapshot);
    if (session.finished) keeper?.note({ finished: true });
  }

  /** Hands in what is left to keep, and lets go; no step may be under way. */
  async close(): Promise<void> {
    try {
      await this.taking;
      await this.take();
    } catch {
      // The device is lost: what was kept last stands.
    }
    void (this.keeper?.settled() ?? Promise.resolve()).then(() => this.release());
  }
}
