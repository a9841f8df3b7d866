/** Runs an experiment in the worker: on the device that is open, held and let go on by commands. */
import { runExperiment, type Done } from '../experiment/run/experiment.ts';
import { breathe } from './breathe.ts';
import type { Equipment } from './equipment.ts';
import { StepPace, WorkerLaboratory } from './laboratory.ts';
import type { Command, Report } from './protocol.ts';

type ExperimentCommand = Extract<Command, { type: 'experiment' | 'hold-experiment' | 'stop-experiment' }>;

export class ExperimentRunner {
  private readonly equipment: Equipment;
  private readonly report: (report: Report) => void;
  private held: { until: Promise<void>; release: () => void } | null = null;
  private stopped = false;
  private going = false;

  constructor(equipment: Equipment, report: (report: Report) => void) {
    this.equipment = equipment;
    this.report = report;
  }

  /** @throws when the experiment cannot be run, or not further */
  async obey(command: ExperimentCommand): Promise<void> {
    switch (command.type) {
      case 'experiment':
        return this.run(command);
      case 'hold-experiment':
        return this.hold(command.held);
      case 'stop-experiment':
        this.stopped = true;
        this.hold(false);
    }
  }

  private hold(held: boolean): void {
    if (held === (this.held !== null) || (held && !this.going)) return;
    if (held) {
      let release = () => {};
      const until = new Promise<void>((resolve) => (release = resolve));
      this.held = { until, release };
    } else {
      this.held?.release();
      this.held = null;
    }
    this.report({ type: 'experiment-held', held });
  }

  private async run(command: Extract<ExperimentCommand, { type: 'experiment' }>): Promise<void> {
    if (this.going) throw new Error('An experiment is running already: stop it before another begins.');
    const { design, shard, engine, backend } = command;
    this.going = true;
    this.stopped = false;
    try {
      const device = await this.equipment.open(backend);
      const laboratory = new WorkerLaboratory(this.equipment, device, engine);
      const pace = new StepPace();
      const told = () => this.report({ type: 'experiment-device', device: laboratory.described(pace) });
      const done: Done = {
        runs: new Set(command.done.runs),
        forks: new Set(command.done.forks),
        checkpoint: command.done.checkpoint,
      };
      let known = false;
      const finished = await runExperiment(design, shard, laboratory, done, {
        progress: (progress) => {
          pace.stepped();
          if (!known) told();
          known = true;
          this.report({ type: 'experiment-progress', progress });
        },
        runs: (runs) => {
          told();
          this.report({ type: 'experiment-runs', runs });
        },
        forks: (forks) => {
          told();
          this.report({ type: 'experiment-forks', forks });
        },
        checkpoint: (checkpoint) => this.report({ type: 'experiment-checkpoint', checkpoint }),
        goOn: async () => {
          if (this.held) {
            await this.held.until;
            pace.skip();
          } else await breathe();
          return !this.stopped;
        },
      });
      this.report({ type: 'experiment-over', finished });
    } finally {
      this.going = false;
      this.hold(false); // the next one is not held because this one was
    }
  }
}
