/** Obeys what the page says of labs: a run that is watched, and studies beside it. It never throws: what goes wrong is reported. */
import { loadLab } from '../../neighbours/index.ts';
import type { Neighbour } from '../../neighbours/neighbour.ts';
import type { Equipment } from '../equipment.ts';
import { equipOf, type Equip } from './equip.ts';
import { Mishap } from './mishap.ts';
import type { LabCommand, LabReport } from './protocol.ts';
import { StudyRunner } from './study-runner.ts';
import { WatchedRunner } from './watched-runner.ts';

/** @throws saying which labs there are */
export type LoadLab = (id: string) => Promise<Neighbour>;

export class LabRunner {
  private readonly mishap = new Mishap();
  private readonly watched: WatchedRunner;
  private readonly studies: StudyRunner;

  constructor(equip: Equip, report: (report: LabReport) => void, load: LoadLab = loadLab) {
    this.watched = new WatchedRunner(equip, report, load, this.mishap);
    this.studies = new StudyRunner(equip, report, load, this.mishap);
  }

  obey(command: LabCommand): Promise<void> {
    return command.type === 'lab-study' || command.type === 'stop-lab-study'
      ? this.studies.obey(command)
      : this.watched.obey(command);
  }

  /** The device went, and with it all that runs on it. */
  lost(message: string): void {
    this.mishap.happen(message);
    this.watched.lost(message);
  }
}

export const labsOn = (equipment: Equipment, report: (report: LabReport) => void): LabRunner =>
  new LabRunner(equipOf(equipment), report);
