/**
 * Keeps the run that goes on: snapshots on a schedule, in memory to go back to and in the browser's database to come
 * back to. Nothing waits for it.
 */
import type { RunToTell } from '../exchange/recipe/recipe-of.ts';
import type { Session } from '../lab/run/session.ts';
import { SnapshotStore, type Snapshot } from '../lab/run/snapshot.ts';
import type { KeepAs } from './protocol.ts';
import type { Keeper } from './store/keeper.ts';
import { lockName } from './store/lock-name.ts';

/** A snapshot is due when this much of both has gone by: what a crash costs at most. */
const STEPS = 10;
const MILLISECONDS = 2000;

export interface KeepingOf {
  session: Session;
  /** The run as it stands. */
  told: () => RunToTell;
  /** The run that stood in its place before it. */
  before: RunToTell | null;
  /** null: not in the database. */
  as: KeepAs | null;
  /** What kept this run before its device was lost. */
  keeper: Promise<Keeper> | null;
  /** Told, once, why the browser does not keep the run; null when it does again. */
  say: (problem: string | null) => void;
}

export class Keeping {
  readonly snapshots: SnapshotStore;
  private readonly of: KeepingOf;
  private keeper: Promise<Keeper> | null = null;
  private last: { step: number; at: number };
  /** A snapshot whose last records are still on their way. */
  private early: Snapshot | null = null;
  private taking: Promise<void> | null = null;
  private release: () => void = () => {};
  private closed = false;

  constructor(of: KeepingOf, snapshots = new SnapshotStore()) {
    this.of = of;
    this.snapshots = snapshots;
    // One that is kept already has been kept up to here.
    this.last = { step: of.as?.kept ? of.session.nextStep : 0, at: performance.now() };
    if (of.keeper || of.as?.kept) this.hand(() => {});
  }

  /** What keeps the run, once it is kept. */
  get kept(): Promise<Keeper> | null {
    return this.keeper;
  }

  /** Hands something to what keeps the run: it is kept from its first step or edit on. */
  private hand(work: (keeper: Keeper) => void): void {
    const { as, told, before, say } = this.of;
    if (!as) return;
    if (!this.keeper) {
      this.keeper =
        this.of.keeper ??
        import('./store/shelf.ts').then(({ keeperOf }) => keeperOf(as, told(), before, say));
      const locked = new Promise<void>((resolve) => (this.release = resolve));
      if (!this.closed) void navigator.locks?.request(lockName(as.id), () => locked);
      void this.keeper.then((keeper) => keeper.tell(say)).catch(() => {});
      this.keeper.catch((error: Error) => say(`What keeps runs could not be loaded: ${error.message}`));
    }
    void this.keeper.then(work, () => {});
  }

  /** Edits are kept at once. */
  edited(): void {
    if (!this.of.as) return;
    const run = this.of.told();
    void import('./store/shelf.ts').then(
      ({ documentOf }) => this.hand((keeper) => keeper.note({ recipe: documentOf(run) })),
      () => this.hand(() => {}),
    );
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
    this.hand((keeper) => {
      keeper.keep(session.records, snapshot);
      if (session.finished) keeper.note({ finished: true });
    });
  }

  /** Hands in what is left to keep, and lets go; no step may be under way. */
  async close(): Promise<void> {
    try {
      await this.taking;
      await this.take();
      if (this.early) this.put(this.early); // its records have come since
    } catch {
      // The device is lost: what was kept last stands.
    }
    this.closed = true;
    const written = this.keeper?.then((keeper) => keeper.settled());
    void (written ?? Promise.resolve()).catch(() => {}).then(() => this.release());
  }
}
