/** Where each lane of the fused engine stands, and the clock that tells the kernels. */
import { writeClock } from '../../wgsl/lane.ts';
import type { LaneTables } from '../engine.ts';
import { adamRates } from './lane-records.ts';

export interface LaneProgress {
  tables: LaneTables | null;
  step: number;
  updates: number;
  /** Tables of the latest step, and its number; none after a lesson, which takes the place of its rollouts. */
  latest?: { step: number; tables: LaneTables };
}

/**
 * Writes a lane's clock for its next updates.
 *
 * @param passes how many updates
 */
export function writeProgress(
  clock: Uint32Array<ArrayBuffer>,
  lane: number,
  { tables, step, updates }: LaneProgress & { tables: LaneTables },
  passes: number,
  { active, slot = 0 }: { active: boolean; slot?: number },
): void {
  const rates = Array.from({ length: passes }, (_, pass) => adamRates(tables.training, updates + pass));
  writeClock(
    clock,
    lane,
    { active: Number(active), step, slot },
    rates.map(({ rate }) => rate),
    rates.map(({ correction }) => correction),
  );
}
