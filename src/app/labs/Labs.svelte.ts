/** The labs of this page: the one that is shown, those that were opened before, and the worker that their runs share. */
import { messageOf } from '../../lab/message-of.ts';
import { LAB_IDS, loadLab } from '../../neighbours/index.ts';
import type { DeviceInfo } from '../../lab/engine/device.ts';
import type { LabPlan, Neighbour } from '../../neighbours/neighbour.ts';
import type { LabCommand } from '../../worker/labs/protocol.ts';
import type { Run } from '../state/Run.svelte.ts';
import type { Around, LabBench } from './around.ts';
import { LabPlace } from './LabPlace.svelte.ts';
import type { LiveAround, LiveLab } from './LiveLab.svelte.ts';
import { changed, usualPlan } from './plans.ts';

/** Bytes of a file of a study that is still read. */
const LARGEST = 64 * 2 ** 20;

export class Labs {
  /** The one that is shown; null where one is to be chosen. */
  shown = $state.raw<LabPlace | null>(null);
  /** Id of the lab that is on its way. */
  coming = $state('');
  /** What runs are computed on, once that is known. */
  device = $state.raw<DeviceInfo | null>(null);
  /** What came of the latest wish. */
  said = $state('');
  /** The run on the page was paused when the labs were entered. */
  paused = $state(false);
  /** The link that the lab was opened with: the address keeps it, so that a reload finds the same. */
  private link = $state.raw<{ lab: string; fragment: string } | null>(null);
  private readonly places: LabPlace[] = [];
  private readonly run: Pick<Run, 'playing' | 'toggle'>;
  private readonly around: Around;
  private readonly load: (id: string) => Promise<Neighbour>;
  private bench: LabBench | null = null;
  /** The run that the worker holds. */
  private owner: LiveLab | null = null;
  private runs = 0;

  constructor(run: Pick<Run, 'playing' | 'toggle'>, around: Around, load = loadLab) {
    [this.run, this.around, this.load] = [run, around, load];
  }

  /** What the address says of what is shown. */
  readonly fragment: string = $derived.by(() => {
    const id = this.coming || this.shown?.id;
    if (this.link && this.link.lab === id) return this.link.fragment;
    return id ? `#lab=${id}` : '#labs';
  });

  /** The lab whose study runs. */
  get studying(): LabPlace | null {
    return this.places.find(({ study }) => study.going) ?? null;
  }

  /** @param asked a lab's id or a link's set-up; "" shows what was shown last */
  async enter(asked: string): Promise<void> {
    if (this.run.playing) {
      this.run.toggle();
      this.paused = true;
    }
    if (asked === '') this.shown?.show(this.shown.tab);
    else if (LAB_IDS.includes(asked)) await this.open(asked);
    else await this.takeLink(asked);
  }

  /** Shows a lab. @param part of its set-up that is not the usual; left out, it is as it was left */
  async open(id: string, part?: Partial<LabPlan>): Promise<void> {
    await this.doing(async () => {
      this.coming = id;
      const place = await this.placeOf(id);
      if (this.coming !== id) return; // another one was chosen meanwhile
      const plan = part && changed(place.lab, usualPlan(place.lab), part);
      this.shown?.live.pause();
      this.shown = place;
      if (plan) {
        place.live.basis = plan;
        place.live.openPlan(plan);
        place.show('watch');
      } else place.show(place.tab);
    });
    if (this.coming === id) this.coming = '';
  }

  private async placeOf(id: string): Promise<LabPlace> {
    const known = this.places.find((place) => place.id === id);
    if (known) return known;
    const lab = await this.load(id);
    const { backend, engine, frame, later } = this.around;
    const live: LiveAround = {
      ...{ backend, engine, frame, later },
      send: (command: LabCommand) => {
        if (command.type === 'lab-open') this.own(place.live);
        this.ownBench().send(command);
      },
      nextRun: () => ++this.runs,
    };
    const place: LabPlace = new LabPlace(id, lab, live, this.around);
    this.places.push(place);
    return place;
  }

  /** The worker holds one run: the one before it is let go. */
  private own(live: LiveLab): void {
    if (this.owner !== live) this.owner?.letGo();
    this.owner = live;
  }

  private ownBench(): LabBench {
    this.bench ??= this.around.worker((report) => {
      if (report.type === 'device') this.device = report.info;
      else this.owner?.receive(report);
    });
    return this.bench;
  }

  /** Back to where one is chosen. */
  choose(): void {
    this.shown?.live.pause();
    [this.shown, this.said, this.coming, this.link] = [null, '', '', null];
  }

  /** The view is closed: the run waits, a study goes on. */
  leave(): void {
    this.shown?.live.pause();
    [this.said, this.paused] = ['', false];
  }

  private async takeLink(text: string): Promise<void> {
    await this.doing(async () => {
      const { fitRequest, readLabLink } = await import('../../exchange/labs/index.ts');
      const request = await readLabLink(`lab=${text}`);
      const place = await this.placeOf(request.lab);
      const { plan, study, leftOut } = fitRequest(place.lab, request);
      if (study) {
        const { seeds, settings = {} } = request;
        place.study.choose({ ...(seeds ? { seeds } : {}), settings });
        place.tab = 'study';
        await this.open(request.lab);
      } else await this.open(request.lab, plan);
      this.link = { lab: request.lab, fragment: `#lab=${text}` };
      if (leftOut.length > 0) this.said = leftOut.join(' ');
    });
  }

  /** A study's results, lab.json. */
  async takeFile(file: File): Promise<void> {
    const name = `“${file.name.slice(0, 80)}”`;
    await this.doing(async () => {
      if (file.size > LARGEST)
        throw new Error(
          `${name} is too large: ${(file.size / 2 ** 20).toFixed(0)} MiB; at most ${LARGEST / 2 ** 20} are read.`,
        );
      const { readLabFile } = await import('../../exchange/labs/index.ts');
      const { results } = await readLabFile(await file.text(), name, this.load);
      const place = await this.placeOf(results.lab);
      place.study.take(results, file.name.slice(0, 80));
      place.tab = 'study';
      await this.open(results.lab);
    });
  }

  private async doing(work: () => Promise<void>): Promise<void> {
    this.said = '';
    try {
      await work();
    } catch (error) {
      this.coming = '';
      this.said = messageOf(error);
    }
  }
}
