/** What labs run on: the worker's device, and whoever describes it to a results file. */
import type { Results } from '../../experiment/results.ts';
import type { Laboratory } from '../../experiment/run/laboratory.ts';
import type { Device } from '../../lab/engine/device.ts';
import type { Equipment } from '../equipment.ts';
import { WorkerLaboratory, type StepPace } from '../laboratory.ts';
import type { On } from './protocol.ts';

export interface LabRoom extends Laboratory {
  described(pace: StepPace): Results['device'];
}

/** Opens the device; the room of before is given again while the device is the same, with the base policies it made. */
export type Equip = (on: On) => Promise<LabRoom>;

export function equipOf(equipment: Equipment): Equip {
  let last: { device: Device; engine: On['engine']; room: LabRoom } | null = null;
  return async ({ backend, engine }) => {
    const device = await equipment.open(backend);
    if (last?.device !== device || last.engine !== engine)
      last = { device, engine, room: new WorkerLaboratory(equipment, device, engine) };
    return last.room;
  };
}
