/** The run as the page knows it: what the worker reported, and what the user is looking at. */
import { seedList, type SeedRange } from '../../experiment/seed-range.ts';
import type { DeviceInfo } from '../../lab/engine/device.ts';
import type { EngineName } from '../../lab/engine/make.ts';
import type { StepRecord } from '../../lab/metrics/record.ts';
import { DEFAULT_FORMULA } from '../../lab/reward/methods/custom.ts';
import type { MethodParameters } from '../../lab/reward/methods/method.ts';
import type { Criterion } from '../../lab/rubric/criterion.ts';
import { defaultParameters } from '../../lab/run/apply.ts';
import { redoOf, undoOf, type Change, type Edit, type EditRequest } from '../../lab/run/edit.ts';
import type { ExplainedGroup } from '../../lab/run/explain.ts';
import type { Health } from '../../lab/run/health.ts';
import type { InspectedGroup, InspectedLane } from '../../lab/run/inspect.ts';
import type { Scenario, Training } from '../../lab/run/scenario.ts';
import { planLanes, type Lane } from '../../lab/run/session.ts';
import type { Activity, Command, Look, OpenRequest, Report } from '../../worker/protocol.ts';
import { lookAt, seat } from '../palette.ts';
import { methodViews, seedsOf, type MethodView } from './methods.ts';
import { columnOrder, enrol } from './roster.ts';
import { SmoothSeries } from './smooth.ts';

const same = (a: readonly Criterion[], b: readonly Criterion[]): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/** What a new run may be asked for that differs from this one. */
type Wish = Partial<
  Pick<OpenRequest, 'seeds' | 'engine' | 'rubric' | 'methods' | 'training' | 'parameters' | 'formula'>
>;

export class Run {
  readonly scenario: Scenario;

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
  /** A pause was asked for and the worker has not confirmed it: a step may still come in. */
  pausing = $state(false);
  /** Steps per second at most; null for no limit. It outlives the run. */
  pace = $state<number | null>(null);
  steps = $state(0);
  /** The rubric as it stands. */
  criteria = $state.raw<readonly Criterion[]>([]);
  /** Places in the palette, by criterion id. */
  private places = $state.raw(seat([]));
  /** An edited rubric that a new run has put aside. */
  aside = $state.raw<readonly Criterion[] | null>(null);
  /** The rubric that the run began with. */
  initial = $state.raw<readonly Criterion[]>([]);
  /** Every criterion that ever was in this run, in order of first appearance: what series and colours go by. */
  columns = $state.raw<readonly Criterion[]>([]);
  parameters = $state.raw<MethodParameters>({});
  training = $state.raw<Training>({} as Training);
  /** The rule of the method "custom". */
  formula = $state.raw(DEFAULT_FORMULA);
  edits = $state.raw<readonly Edit[]>([]);
  lanes = $state.raw<readonly Lane[]>([]);
  /** [lane][step]; grows in place, so read `length` to follow it. */
  records: StepRecord[][] = [];
  /** The same, smoothed for the charts; it grows with `length` too. */
  smooth = $state.raw(new SmoothSeries([], []));
  length = $state(0);
  health = $state.raw<readonly Health[]>([]);
  secondsPerStep = $state(0);
  group = $state.raw<InspectedGroup | null>(null);
  /** The numbers of the group looked at, from scores to advantages. */
  explained = $state.raw<ExplainedGroup | null>(null);
  /** All answers of the lane looked at, of the latest step that was read. */
  answers = $state.raw<InspectedLane | null>(null);
  look = $state.raw<Look>({ lane: 0, prompt: 0 });
  /** The step a chart is hovered or scrubbed at; null follows the head. */
  cursor = $state<number | null>(null);
  /** Columns whose streams are labelled boldly. */
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
    this.clear();
  }

  /** Steps that have come in; `length` follows with the next picture. */
  get received(): number {
    return this.smooth.length;
  }

  /** The last step there are records of; -1 before the first. */
  readonly head = $derived(this.length - 1);

  /** The step everything on the page shows. */
  readonly at = $derived(this.cursor === null ? this.head : Math.min(this.cursor, this.head));

  readonly methods: readonly MethodView[] = $derived(methodViews(this.lanes));

  /** The method that charts draw in colour: the last one. */
  readonly focus: MethodView | undefined = $derived(this.methods.at(-1));

  /** The columns of the rubric as it stands, in its order. */
  readonly shown: readonly number[] = $derived(this.criteria.map(({ id }) => this.column(id)));

  /** Columns from the river bed up. */
  readonly order: readonly number[] = $derived(columnOrder(this.initial, this.columns.length));

  /** How each column is coloured and marked. */
  readonly looks = $derived(this.columns.map(({ id }) => lookAt(this.places.get(id)!)));

  /** Whether an edit has a step to hold for. */
  readonly editable = $derived(this.ready && !this.finished);

  /** Whether the rubric is another than the one the run began with. */
  readonly rubricEdited = $derived(!same(this.criteria, this.initial));

  /** Whether the run began with another rubric than the scenario's. */
  get startedElsewhere(): boolean {
    return this.request.rubric !== undefined;
  }

  /** The seeds that lanes run with; each method has all of them. */
  readonly seeds: readonly number[] = $derived(seedsOf(this.lanes));

  /** The seeds as they were asked for. */
  get wishedSeeds(): SeedRange {
    return this.request.seeds;
  }

  /** Opens a new run, from step 0, with something else asked for. */
  openWith(change: Wish): void {
    this.request = { ...this.request, ...change };
    this.open();
  }

  /** The same, and the new run begins with everything as it stands: rubric, parameters, options, formula. */
  openAsItStands(change: Wish): void {
    this.openWith({
      ...(this.rubricEdited && { rubric: this.criteria }),
      parameters: this.parameters,
      formula: this.formula,
      ...change,
      training: { ...this.training, ...change.training },
    });
  }

  /**
   * Opens the run, or opens it anew from step 0 with the rubric that it began with. A rubric that was edited is
   * put aside, unless the new run begins with it.
   */
  open(): void {
    const left = this.criteria;
    this.clear();
    if (!same(left, this.criteria)) this.aside = left;
    this.run++;
    this.send({ type: 'open', run: this.run, request: this.request });
    this.send({ type: 'look', look: this.look });
  }

  /** Takes the rubric that was put aside back in, as an edit. */
  bringBack(): void {
    if (!this.aside || !this.editable) return;
    this.edit({ kind: 'rubric', value: this.aside });
    this.aside = null;
  }

  play(): void {
    if (!this.ready || this.finished) return;
    this.cursor = null;
    this.playing = true; // at once, so that the button answers; the worker confirms
    this.send({ type: 'play' });
  }

  pause(): void {
    this.playing = false;
    this.pausing = true;
    this.send({ type: 'pause' });
  }

  setPace(pace: number | null): void {
    this.pace = pace;
    this.send({ type: 'pace', stepsPerSecond: pace });
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

  /** The place of a criterion among the columns; -1 for one that never was in this run. */
  column(id: string | undefined): number {
    return this.columns.findIndex((criterion) => criterion.id === id);
  }

  edit(change: EditRequest): void {
    this.send({ type: 'edit', change });
  }

  /** Takes back the latest edit, by an edit of its own; which one that is, the worker knows. */
  undo(): void {
    if (this.editable) this.edit({ kind: 'undo' });
  }

  /** Makes the edit again that was taken back last. */
  redo(): void {
    if (this.editable) this.edit({ kind: 'redo' });
  }

  readonly undoable: Change | undefined = $derived(undoOf(this.edits));
  readonly redoable: Change | undefined = $derived(redoOf(this.edits));

  lookAt(look: Look): void {
    this.look = look;
    this.send({ type: 'look', look });
  }

  /** Lights a column's stream, or puts it out; at most three are lit. */
  light(column: number): void {
    this.lit = this.lit.includes(column)
      ? this.lit.filter((other) => other !== column)
      : [...this.lit, column].slice(-3);
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
        this.begin(report.opened.criteria);
        this.follow(report.opened.lanes);
        this.parameters = report.opened.parameters;
        this.training = report.opened.training;
        this.formula = report.opened.formula;
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
          [this.group, this.explained] = [report.group, report.explained];
        if (report.look.lane === this.look.lane) this.answers = report.lane;
        break;
      case 'edited':
        this.edits = report.edits;
        this.takeOver(report.criteria);
        this.parameters = report.parameters;
        this.training = report.training;
        this.formula = report.formula;
        this.refusal = null;
        break;
      case 'rejected':
        this.refusal = { title: 'That edit was not made.', message: report.message };
        break;
      case 'playing':
        this.playing = report.playing;
        this.stepping = false;
        this.pausing = false;
        this.finished = report.finished;
        break;
      case 'failed':
        // A step that fails because the GPU was lost reports its own error too, in either order.
        if (!this.failure?.lost) this.failure = { message: report.message, lost: report.lost };
        this.activity = null;
        this.playing = false;
        this.stepping = false;
        this.pausing = false;
        this.ready = false;
        break;
    }
  }

  /** Starts the columns with a rubric; the two that weigh least are lit. */
  private begin(criteria: readonly Criterion[]): void {
    this.initial = criteria;
    this.columns = criteria;
    this.criteria = criteria;
    this.places = seat(
      this.order.map((column) => criteria[column]!.id),
      this.places,
    );
    this.lit = this.order.slice(0, 2);
  }

  /** Takes over an edited rubric; whoever is new in it gets a column. */
  private takeOver(criteria: readonly Criterion[]): void {
    this.columns = enrol(this.columns, criteria);
    this.places = seat(this.ids(), this.places);
    this.smooth.grow(this.ids());
    this.criteria = criteria;
    // Nobody lit is left: the two that weigh least are lit, as at the start.
    if (this.lit.length > 0 && !this.lit.some((column) => this.shown.includes(column)))
      this.lit = [...this.shown]
        .sort((a, b) => this.columns[a]!.weight - this.columns[b]!.weight)
        .slice(0, 2);
  }

  private ids(): string[] {
    return this.columns.map(({ id }) => id);
  }

  /** Makes room for the records of these lanes; the answers shown are those of the first seed of the focus. */
  private follow(lanes: readonly Lane[]): void {
    this.lanes = lanes;
    this.records = lanes.map(() => []);
    this.smooth = new SmoothSeries(this.methods, this.ids());
    this.look = { lane: this.focus?.lanes[0] ?? 0, prompt: this.look.prompt };
  }

  private clear(): void {
    const seeds = seedList(this.request.seeds, this.device);
    this.begin(this.request.rubric ?? this.scenario.rubric);
    this.follow(planLanes({ methods: this.request.methods, seeds }));
    this.engine = null;
    this.whyNotFused = null;
    this.secondsPerStep = 0;
    this.length = 0;
    this.parameters = { ...defaultParameters(), ...this.request.parameters };
    this.training = { ...this.scenario.training, ...this.request.training };
    this.formula = this.request.formula ?? DEFAULT_FORMULA;
    this.steps = this.training.steps;
    this.edits = [];
    this.health = [];
    this.group = null;
    this.explained = null;
    this.answers = null;
    this.cursor = null;
    this.ready = false;
    this.playing = false;
    this.stepping = false;
    this.pausing = false;
    this.finished = false;
    this.failure = null;
    this.refusal = null;
  }
}
