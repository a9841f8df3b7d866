/** The run as the page knows it: what the worker reported, and what the user is looking at. */
import { seedList, type SeedRange } from '../../experiment/seed-range.ts';
import type { DeviceInfo } from '../../lab/engine/device.ts';
import type { EngineName } from '../../lab/engine/make.ts';
import type { StepRecord } from '../../lab/metrics/record.ts';
import type { MethodParameters } from '../../lab/reward/methods/method.ts';
import type { Criterion } from '../../lab/rubric/criterion.ts';
import { defaultParameters, latestEdit, type Change, type Edit } from '../../lab/run/edit.ts';
import type { Health } from '../../lab/run/health.ts';
import type { InspectedGroup } from '../../lab/run/inspect.ts';
import type { Scenario } from '../../lab/run/scenario.ts';
import { planLanes, type Lane } from '../../lab/run/session.ts';
import type { Activity, Command, Look, OpenRequest, Report } from '../../worker/protocol.ts';
import { hues, stackOrder } from '../palette.ts';
import { methodViews, seedsOf, type MethodView } from './methods.ts';
import { SmoothSeries } from './smooth.ts';

export class Run {
  readonly scenario: Scenario;
  /** Criterion indices from the river bed up, and the palette colour of each criterion. */
  readonly order: readonly number[];
  readonly hues: readonly number[];

  device = $state.raw<DeviceInfo | null>(null);
  /** What runs the steps; null until the run is open. */
  engine = $state.raw<EngineName | null>(null);
  /** Why the fused engine does not run although it was left the choice. */
  whyNotFused = $state.raw<string | null>(null);
  activity = $state.raw<Activity | null>(null);
  failure = $state.raw<{ message: string; lost: boolean } | null>(null);
  /** Something that was asked for and not done, until it is dismissed. */
  refusal = $state.raw<{ title: string; message: string } | null>(null);

  ready = $state(false);
  playing = $state(false);
  /** A single step was asked for and has not come back. */
  stepping = $state(false);
  finished = $state(false);
  steps = $state(0);
  criteria = $state.raw<readonly Criterion[]>([]);
  parameters = $state.raw<MethodParameters>({});
  edits = $state.raw<readonly Edit[]>([]);
  lanes = $state.raw<readonly Lane[]>([]);
  /** [lane][step]; grows in place, so read `length` to follow it. */
  records: StepRecord[][] = [];
  /** The same, smoothed for the charts; it grows with `length` too. */
  smooth = $state.raw(new SmoothSeries([], 0));
  length = $state(0);
  health = $state.raw<readonly Health[]>([]);
  secondsPerStep = $state(0);
  group = $state.raw<InspectedGroup | null>(null);
  look = $state.raw<Look>({ lane: 0, prompt: 0 });
  /** The step a chart is hovered or scrubbed at; null follows the head. */
  cursor = $state<number | null>(null);
  /** Criteria whose streams are labelled boldly. */
  lit = $state.raw<readonly number[]>([]);

  private readonly send: (command: Command) => void;
  private readonly show: (update: () => void) => void;
  private request: OpenRequest;
  private run = 0;

  /**
   * @param send hands a command to the worker
   * @param show makes what new records change visible, now or with the next picture
   */
  constructor(
    scenario: Scenario,
    request: OpenRequest,
    send: (command: Command) => void,
    show: (update: () => void) => void = (update) => update(),
  ) {
    this.scenario = scenario;
    this.request = $state.raw(request);
    this.send = send;
    this.show = show;
    this.order = stackOrder(scenario.rubric);
    this.hues = hues(this.order);
    this.lit = this.order.slice(0, 2);
    this.clear();
  }

  /** The last step there are records of; -1 before the first. */
  readonly head = $derived(this.length - 1);

  /** The step everything on the page shows. */
  readonly at = $derived(this.cursor === null ? this.head : Math.min(this.cursor, this.head));

  readonly methods: readonly MethodView[] = $derived(methodViews(this.lanes));

  /** The method that charts draw in colour: the last one. */
  readonly focus: MethodView | undefined = $derived(this.methods.at(-1));

  /** The seeds that lanes run with; each method has all of them. */
  readonly seeds: readonly number[] = $derived(seedsOf(this.lanes));

  /** The seeds as they were asked for. */
  get wishedSeeds(): SeedRange {
    return this.request.seeds;
  }

  /** Opens a new run, from step 0, with something else asked for. */
  openWith(change: Partial<Pick<OpenRequest, 'seeds' | 'engine'>>): void {
    this.request = { ...this.request, ...change };
    this.open();
  }

  /** Opens the run, or opens it anew from step 0 with the scenario's rubric. */
  open(): void {
    this.clear();
    this.run++;
    this.send({ type: 'open', run: this.run, request: this.request });
    this.send({ type: 'look', look: this.look });
  }

  play(): void {
    if (!this.ready || this.finished) return;
    this.cursor = null;
    this.playing = true; // at once, so that the button answers; the worker confirms
    this.send({ type: 'play' });
  }

  pause(): void {
    this.playing = false;
    this.send({ type: 'pause' });
  }

  toggle(): void {
    if (this.playing) this.pause();
    else this.play();
  }

  step(): void {
    if (!this.ready || this.finished || this.playing || this.stepping) return;
    this.cursor = null;
    this.stepping = true; // a key held down asks for one step at a time
    this.send({ type: 'step' });
  }

  edit(change: Change): void {
    this.send({ type: 'edit', change });
  }

  /** Takes back the latest edit, by an edit of its own. */
  undo(): void {
    const last = this.undoable;
    if (!last || !this.ready || this.finished) return; // no step follows that it could hold for
    const { kind, before } = last;
    if (kind === 'parameter') this.edit({ kind, name: last.name, value: before as number, undo: true });
    else this.edit({ kind, criterion: last.criterion, value: before, undo: true } as Change);
  }

  readonly undoable: Edit | undefined = $derived(latestEdit(this.edits));

  lookAt(look: Look): void {
    this.look = look;
    this.send({ type: 'look', look });
  }

  /** Lights a criterion's stream, or puts it out; at most three are lit. */
  light(criterion: number): void {
    this.lit = this.lit.includes(criterion)
      ? this.lit.filter((other) => other !== criterion)
      : [...this.lit, criterion].slice(-3);
  }

  /** A report from the worker. Those of an earlier run are dropped. */
  receive(report: Report): void {
    const worker = report.type === 'failed' && report.run === 0; // the worker itself could not start
    if ('run' in report && report.run !== this.run && !worker) return;
    switch (report.type) {
      case 'device':
        this.device = report.info;
        break;
      case 'activity':
        this.activity = report.activity;
        break;
      case 'opened':
        this.ready = true;
        this.engine = report.opened.engine;
        this.whyNotFused = report.opened.whyNotFused;
        this.follow(report.opened.lanes);
        this.criteria = report.opened.criteria;
        this.parameters = report.opened.parameters;
        this.steps = report.opened.steps;
        this.lookAt(this.look);
        break;
      case 'records':
        report.records.forEach((record, lane) => this.records[lane]!.push(record));
        this.smooth.push(report.records);
        this.show(() => {
          if (report.run !== this.run) return; // opened anew in the meantime
          this.health = report.health;
          this.secondsPerStep = report.secondsPerStep;
          this.length = this.smooth.length;
        });
        break;
      case 'rollouts':
        if (report.look.lane === this.look.lane && report.look.prompt === this.look.prompt)
          this.group = report.group;
        break;
      case 'edited':
        this.edits = report.edits;
        this.criteria = report.criteria;
        this.parameters = report.parameters;
        this.refusal = null;
        break;
      case 'rejected':
        this.refusal = { title: 'That edit was not made.', message: report.message };
        break;
      case 'playing':
        this.playing = report.playing;
        this.stepping = false;
        this.finished = report.finished;
        break;
      case 'failed':
        // A step that fails because the GPU was lost reports its own error too, in either order.
        if (!this.failure?.lost) this.failure = { message: report.message, lost: report.lost };
        this.activity = null;
        this.playing = false;
        this.stepping = false;
        this.ready = false;
        break;
    }
  }

  /** Makes room for the records of these lanes; the answers shown are those of the first seed of the focus. */
  private follow(lanes: readonly Lane[]): void {
    this.lanes = lanes;
    this.records = lanes.map(() => []);
    this.smooth = new SmoothSeries(this.methods, this.scenario.rubric.length);
    this.look = { lane: this.focus?.lanes[0] ?? 0, prompt: this.look.prompt };
  }

  private clear(): void {
    const seeds = seedList(this.request.seeds, this.device);
    this.follow(planLanes({ methods: this.request.methods, seeds }));
    this.engine = null;
    this.whyNotFused = null;
    this.secondsPerStep = 0;
    this.length = 0;
    this.criteria = this.scenario.rubric;
    this.parameters = { ...defaultParameters(), ...this.request.parameters };
    this.steps = this.request.training?.steps ?? this.scenario.training.steps;
    this.edits = [];
    this.health = [];
    this.group = null;
    this.cursor = null;
    this.ready = false;
    this.playing = false;
    this.stepping = false;
    this.finished = false;
    this.failure = null;
    this.refusal = null;
  }
}
