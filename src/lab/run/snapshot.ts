/** Snapshots: what all lanes of a run carried at a step, kept so that training can go on from there. */
import type { LaneState } from '../engine/engine.ts';
import { Thinned } from './thinned.ts';

export interface Snapshot {
  /** Steps that were taken: the next one is this. */
  step: number;
  /** One per lane. */
  lanes: LaneState[];
}

export const snapshotBytes = ({ lanes }: Snapshot): number =>
  lanes.reduce(
    (sum, { parameters, adamMean, adamSquare, kept }) =>
      sum + parameters.byteLength + adamMean.byteLength + adamSquare.byteLength + kept.byteLength,
    0,
  );

/** Bytes of snapshots that are kept: 80 of eight lanes at the usual size. */
const BUDGET = 64 * 2 ** 20;

/** A run's snapshots, the more of them the more recent it is, within a memory budget. */
export class SnapshotStore {
  private readonly budget: number;
  private readonly kept = new Thinned(snapshotBytes);

  constructor(budget = BUDGET) {
    this.budget = budget;
  }

  keep(snapshot: Snapshot): void {
    this.kept.push(snapshot);
    while (this.kept.bytes > this.budget && this.kept.thin());
  }

  /** The latest snapshot from which a step can be reached. */
  before(step: number): Snapshot | undefined {
    return this.kept.before(step);
  }

  get latest(): Snapshot | undefined {
    return this.kept.items.at(-1);
  }

  get all(): readonly Snapshot[] {
    return this.kept.items;
  }
}
