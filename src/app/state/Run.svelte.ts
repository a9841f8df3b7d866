/** The run as the page knows it: what the worker reported, and what the user is looking at. */
import { seedList, type SeedRange } from '../../experiment/seed-range.ts';
import type { DeviceInfo } from '../../lab/engine/device.ts';
import type { EngineName } from '../../lab/engine/make.ts';
import type { StepRecord } from '../../lab/metrics/record.ts';
import { DEFAULT_FORMULA } from '../../lab/reward/methods/custom.ts';
import type { MethodParameters } from '../../lab/reward/methods/method.ts';
import type { Criterion } from '../../lab/rubric/criterion.ts';
import { defaultParameters } from '../../lab/run/apply.ts';
import {
  planOf,
  redoOf,
  undoOf,
  type Change,
  type Edit,
  type Editable,
  type EditRequest,
  type PlannedEdit,
} from '../../lab/run/edit.ts';
import type { ExplainedGroup } from '../../lab/run/explain.ts';
import type { GradientShares } from '../../lab/run/gradient-share.ts';
import type { Health } from '../../lab/run/health.ts';
import type { InspectedGroup, InspectedLane } from '../../lab/run/inspect.ts';
import type { Scenario, Training } from '../../lab/run/scenario.ts';
import { planLanes, type Lane, type Stem } from '../../lab/run/session.ts';
import { settingsAt } from '../../lab/run/settings-at.ts';
import type {
  Activity,
  Command,
  KeepAs,
  Look,
  OpenedRun,
  OpenRequest,
  Report,
  Start,
} from '../../worker/protocol.ts';
import { lookAt, seat } from '../palette.ts';
import type { SetUp } from '../set-up-address.ts';
import { Calm } from './Calm.svelte.ts';
import { Cursor } from './Cursor.svelte.ts';
import type { Recorded } from './recorded.ts';
import { methodViews, seedsOf, type MethodView } from './methods.ts';
import type { Overlay } from './overlay.ts';
import { columnOrder, enrol } from './roster.ts';
import { SmoothSeries } from './smooth.ts';

const sameLook = (a: Look, b: Look): boolean =>
  a.lane === b.lane && a.prompt === b.prompt && a.step === b.step;
const same = (a: readonly Criterion[], b: readonly Criterion[]): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/** What a new run may be asked for that differs from this one. */
type Wish = Partial<
  Pick<OpenRequest, 'seeds' | 'engine' | 'rubric' | 'methods' | 'training' | 'parameters' | 'formula'>
>;

/** A run that is opened in place of this one. */
export interface Next {
  /** Another scenario than this one's. */
  scenario?: Scenario;
  request: OpenRequest;
  start: Start;
  /** How the browser keeps it; left out, as a new run. */
  keep?: KeepAs | null;
  /** Runs that are drawn over it. */
  overlays?: readonly Overlay[];
  /** Plays as soon as it stands, up to the step that is next then. */
  playTo?: number;
  /** Called when it stands. */
  stands?: () => void;
}

/** Goes away with the next edit that is made. */
const NOT_MADE = 'That edit was not made.';

type Of<Type extends Report['type']> = Extract<Report, { type: Type }>;

export class Run {
  scenario = $state.raw({} as Scenario);

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
  /** Rubric, parameters, options and formula as they stand after all edits. */
  live = $state.raw({} as Editable);
  /** Places in the palette, by criterion id. */
  private places = $state.raw(seat([]));
  /** An edited rubric that a new run has put aside. */
  aside = $state.raw<readonly Criterion[] | null>(null);
  /** The rubric that the run began with. */
  initial = $state.raw<readonly Criterion[]>([]);
  /** Every criterion that ever was in this run, in order of first appearance: what series and colours go by. */
  columns = $state.raw<readonly Criterion[]>([]);
  edits = $state.raw<readonly Edit[]>([]);
  /** Edits that are made when their step comes. */
  ahead = $state.raw<readonly PlannedEdit[]>([]);
  /** Other runs drawn over this one. */
  overlays = $state.raw<readonly Overlay[]>([]);
  /** How the browser keeps the run; null where it does not. */
  kept = $state.raw<Omit<KeepAs, 'kept'> | null>(null);
  /** Why the browser keeps it no longer. */
  unkept = $state.raw<string | null>(null);
  /** The first step that came out otherwise here than where the run was made; null where none did. */
  parted = $state.raw<number | null>(null);
  lanes = $state.raw<readonly Lane[]>([]);
  /** [lane][step]; grows in place, so read `length` to follow it. */
  records: StepRecord[][] = [];
  /** The same, smoothed for the charts; it grows with `length` too. */
  smooth = $state.raw(new SmoothSeries([], []));
  length = $state(0);
  health = $state.raw<readonly Health[]>([]);
  secondsPerStep = $state(0);
  /** A recorded run that stands here until this one begins. */
  recorded = $state.raw<Recorded | null>(null);
  private latestGroup = $state.raw<InspectedGroup | null>(null);
  private latestExplained = $state.raw<ExplainedGroup | null>(null);
  private latestAnswers = $state.raw<InspectedLane | null>(null);
  private latestSeen = $state.raw<Look>({ lane: 0, prompt: 0, step: null });
  /** The gradient's shares that were measured last. */
  gradients = $state.raw<GradientShares | null>(null);
  /** The next step is to be measured. */
  measuring = $state(false);
  look = $state.raw<Look>({ lane: 0, prompt: 0, step: null });
  /** The length as numbers follow it: what changes faster cannot be read. */
  private readonly calm = new Calm();
  private readonly cursorNow = new Cursor(() => this.lookThere());
  /** Columns whose streams are labelled boldly. */
  lit = $state.raw<readonly number[]>([]);

  /** Told what was written for the user to take along, or why it was not. */
  onsaved: (report: Of<'saved'> | Of<'not-saved'>) => void = () => {};

  private readonly send: (command: Command) => void;
  private readonly show: (update: () => void) => void;
  private request: OpenRequest;
  private run = 0;
  /** It was said that runs are not kept: once is enough. */
  private warned = false;
  /** The run that was asked for in place of this one, until it stands. */
  private pending = $state.raw<Next | null>(null);
  /** The number of the run that stands. */
  private stood = $state(0);
  /** Gives runs the ids that they are kept by; null where none is kept. */
  private readonly ids: (() => string) | null;
  /** What was opened behind a recorded run. */
  private opened: OpenedRun | null = null;
  /** What came in since the last picture. */
  private fresh: { records?: Of<'records'>; rollouts?: Of<'rollouts'> } = {};

  /**
   * @param send hands a command to the worker
   * @param show makes what new records change visible, now or with the next picture
   * @param ids gives runs the ids that the browser keeps them by; left out, none is kept
   */
  constructor(
    scenario: Scenario,
    request: OpenRequest,
    send: (command: Command) => void,
    show: (update: () => void) => void = (update) => update(),
    ids: (() => string) | null = null,
  ) {
    this.scenario = scenario;
    this.request = $state.raw(request);
    this.send = send;
    this.show = show;
    this.ids = ids;
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

  /** The same for words and numbers: while steps come fast, it is the latest some eight times a second. */
  readonly told = $derived(Math.min(this.cursor ?? this.calm.value - 1, this.head));

  /** The step a chart is hovered or scrubbed at; null follows the head. Setting it scrubs. Answers follow it. */
  get cursor(): number | null {
    return this.cursorNow.step;
  }
  set cursor(step: number | null) {
    this.cursorNow.goTo(step);
  }

  /** Where the timeline's handle is: the step scrubbed to, or the head. */
  readonly handle = $derived(Math.min(this.cursorNow.back ?? this.head, this.head));

  /** The step of the past that the whole page is at; null at the head, and while a chart is only hovered. */
  readonly past: number | null = $derived(
    this.cursorNow.back === null || this.handle >= this.head ? null : this.handle,
  );

  /** Looks at a step for as long as a chart is hovered; null looks again where the page was before. */
  hover(step: number | null): void {
    this.cursorNow.hover(step);
  }

  /** Holds the charts at a step while the answers go on; null lets them go on, too. */
  hold(step: number | null): void {
    this.cursorNow.hold(step);
  }

  private lookThere(): void {
    const step = this.cursorNow.answers;
    if (step !== this.look.step) this.lookAt({ ...this.look, step });
  }

  /** How many edits the step of the past that the page is at had not seen. */
  private readonly later = $derived(
    this.past === null ? 0 : this.edits.filter(({ step }) => step > this.past!).length,
  );

  /** What is shown of rubric and settings: as they stand, or as they were. */
  private readonly settings: Editable = $derived(
    this.later === 0 ? this.live : settingsAt(this.live, this.edits, this.edits.at(-this.later)!.step - 1),
  );

  /** The rubric as it stands, or as it was where the page looks back. So are parameters, options and formula. */
  get criteria(): readonly Criterion[] {
    return this.settings.criteria;
  }
  get parameters(): MethodParameters {
    return this.settings.parameters;
  }
  get training(): Training {
    return this.settings.training;
  }
  /** The rule of the method "custom". */
  get formula(): string {
    return this.settings.formula;
  }

  private readonly replayed = $derived(this.recorded?.answersAt(this.at, this.look));

  readonly group: InspectedGroup | null = $derived(
    this.recorded ? (this.replayed?.group ?? null) : this.latestGroup,
  );
  /** The numbers of the group looked at, from scores to advantages. */
  readonly explained: ExplainedGroup | null = $derived(
    this.recorded ? (this.replayed?.explained ?? null) : this.latestExplained,
  );
  /** Whose group and numbers are at hand: until the worker answers, those of what was looked at before. */
  readonly seen: Look = $derived(this.recorded ? this.look : this.latestSeen);
  /** All answers of the lane looked at, of the latest step that was read. */
  readonly answers: InspectedLane | null = $derived(
    this.recorded ? (this.replayed?.lane ?? null) : this.latestAnswers,
  );

  /** Steps that a new run would cost. */
  readonly taken = $derived(this.recorded ? 0 : this.length);

  readonly methods: readonly MethodView[] = $derived(methodViews(this.lanes));

  /** The method that charts draw in colour: the last one. */
  readonly focus: MethodView | undefined = $derived(this.methods.at(-1));

  /** The columns of the rubric as it stands, in its order. */
  readonly shown: readonly number[] = $derived(this.criteria.map(({ id }) => this.column(id)));

  /** Columns from the river bed up. */
  readonly order: readonly number[] = $derived(columnOrder(this.initial, this.columns.length));

  /** How each column is coloured and marked. */
  readonly looks = $derived(this.columns.map(({ id }) => lookAt(this.places.get(id)!)));

  /** Whether an edit has a step to hold for; what was cannot be edited. */
  readonly editable = $derived(
    this.ready && !this.finished && (this.past === null || this.recorded !== null),
  );

  /** Whether the rubric is another than the one the run began with. */
  readonly rubricEdited = $derived(!same(this.live.criteria, this.initial));

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

  /** What an address can say of this run as it stands. */
  get setUp(): SetUp {
    const { scenario, methods, live } = this;
    const { training, parameters } = live;
    return {
      scenario,
      methods: methods.map(({ id }) => id),
      seeds: this.request.seeds,
      training,
      parameters,
    };
  }

  /** Opens a new run, from step 0, with something else asked for. */
  openWith(change: Wish): void {
    const { stem, ...request } = this.request;
    // Lanes of other methods have no past in common.
    this.request = { ...request, ...(stem && !change.methods && { stem }), ...change };
    this.open();
  }

  /** The same, and the new run begins with everything as it stands: rubric, parameters, options, formula. */
  openAsItStands(change: Wish): void {
    this.openWith({
      ...(this.rubricEdited && { rubric: this.live.criteria }),
      parameters: this.live.parameters,
      formula: this.live.formula,
      ...change,
      training: { ...this.live.training, ...change.training },
    });
  }

  /**
   * Opens the run, or opens it anew from step 0 with the rubric that it began with. A rubric that was edited is
   * put aside, unless the new run begins with it.
   *
   * @returns what `replay` knows this opening by
   */
  open(): number {
    const left = this.live.criteria;
    this.clear();
    this.pending = null;
    this.overlays = [];
    if (!same(left, this.live.criteria)) this.aside = left;
    const keep = this.newKeep();
    this.keptBy(keep);
    this.ask(this.request, { keep });
    return this.run;
  }

  /** Opens another scenario in place of this one, at once and from step 0; its recorded run stands until it begins. */
  openScenario(scenario: Scenario, request: OpenRequest, recorded?: Recorded): void {
    this.scenario = scenario;
    this.request = request;
    this.places = seat([]); // colours as if it had been the first to be opened
    const opening = this.open();
    this.aside = null;
    if (recorded) this.replay(recorded, opening);
  }

  /** Opens another run in place of this one, which stays on the page until the other stands. */
  become(next: Next): void {
    this.rest();
    this.pending = { ...next, keep: next.keep ?? this.newKeep() };
    this.ask(next.request, this.pending);
  }

  private ask(request: OpenRequest, { start, keep }: { start?: Start; keep?: KeepAs | null }): void {
    this.run++;
    this.send({ type: 'open', run: this.run, request, ...(start && { start }), ...(keep && { keep }) });
    this.send({ type: 'look', look: this.look });
    if (this.pace !== null) this.setPace(this.pace); // a worker that was started anew does not know it
  }

  private newKeep(parent: KeepAs['parent'] = null): KeepAs | null {
    return this.ids && { id: this.ids(), parent, kept: null };
  }

  /** How the browser keeps the run that stands now. */
  private keptBy(keep: KeepAs | null): void {
    this.kept = keep && { id: keep.id, parent: keep.parent };
    this.unkept = null;
  }

  /**
   * Goes on after the device was lost, from the latest snapshot: the steps since are taken again. A run that was to be
   * opened in place of this one is not opened.
   */
  recover(): void {
    const { request, scenario, overlays, received, recorded } = this;
    if (recorded) return this.retry();
    const keep = this.kept && { ...this.kept, kept: null };
    const edits = [...planOf(this.edits), ...this.ahead];
    this.become({
      scenario,
      request,
      overlays,
      start: { edits, to: received, known: { run: this.stood } },
      ...(keep && { keep }),
    });
  }

  /** The number of the run that stands: another, when it was begun anew or one was opened in its place. */
  get standing(): number {
    return this.stood;
  }

  /** Whether a run was asked for at all. */
  get begun(): boolean {
    return this.run > 0;
  }

  /** Another run is on its way, or could not be opened. */
  get opening(): boolean {
    return this.pending !== null;
  }

  /** What another run with the same past asks for, and how it is kept. */
  get asFork(): {
    request: OpenRequest;
    known: { run: number };
    keep: (step: number) => KeepAs | undefined;
  } {
    const { first, count } = this.request.seeds;
    return {
      known: { run: this.stood },
      request: { ...this.request, seeds: { first, count: count === 'auto' ? this.seeds.length : count } },
      keep: (step) => this.newKeep(this.kept && { id: this.kept.id, step }) ?? undefined,
    };
  }

  /** The methods' shared past, where the run has one. */
  get stem(): Stem | undefined {
    return this.request.stem;
  }

  /** This run as it is drawn over another one that shares its past up to a step. */
  asOverlay(from: number, name: string): Overlay {
    const { lanes, methods, smooth, records } = this;
    const ids = this.columns.map(({ id }) => id);
    return { id: this.kept?.id ?? '', name, from, lanes, methods, ids, order: this.order, smooth, records };
  }

  /** Opens the same again after a failure; a recorded run goes on standing here until it has begun. */
  retry(): void {
    const { recorded, pending } = this;
    if (pending) return this.become(pending);
    this.open();
    if (recorded) this.stand(recorded);
  }

  /** Takes the rubric that was put aside back in, as an edit. */
  bringBack(): void {
    if (!this.aside || !this.editable) return;
    this.edit({ kind: 'rubric', value: this.aside });
    this.aside = null;
  }

  /**
   * Shows a recorded run of what was asked for, unless this one has begun.
   *
   * @param opening which one it is of: nothing else may have been opened since
   */
  replay(recorded: Recorded, opening = 1): void {
    const begun = this.playing || this.stepping || this.length > 0 || this.edits.length > 0;
    if (this.run === opening && !begun) this.stand(recorded);
  }

  private stand(recorded: Recorded): void {
    const { recording } = recorded;
    this.follow(recording.lanes);
    this.records = recording.records.map((records) => [...records]);
    recording.records[0]!.forEach((_, step) =>
      this.smooth.push(recording.records.map((records) => records[step]!)),
    );
    this.health = recorded.health;
    this.recorded = recorded;
    this.length = this.smooth.length;
    this.calm.follow(this.length);
  }

  /** The recorded run gives its place to this one, which is at step 0. */
  makeWay(): void {
    if (!this.recorded || !this.opened) return;
    this.recorded = null;
    this.length = 0;
    this.calm.follow(0);
    this.health = [];
    this.cursor = null;
    this.takeOpened(this.opened);
  }

  /** The run that was asked for stands, and gets the page. */
  private takeOver(next: Next, opened: OpenedRun): void {
    const { scenario = this.scenario, request, overlays = [], keep, playTo, stands } = next;
    this.pending = null;
    this.recorded = null;
    this.request = request;
    this.scenario = scenario;
    this.overlays = overlays;
    this.aside = null;
    this.keptBy(keep ?? null);
    [this.latestGroup, this.latestExplained, this.latestAnswers] = [null, null, null];
    this.takeOpened(opened);
    stands?.();
    if (playTo !== undefined && playTo > this.length) this.play(playTo);
  }

  private takeOpened(opened: OpenedRun): void {
    const [first = opened.criteria, ...later] = opened.rubrics;
    const { criteria, parameters, training, formula, records } = opened;
    this.begin(first);
    this.live = { criteria: first, parameters, training, formula };
    this.follow(opened.lanes);
    for (const rubric of later) this.takeRubric(rubric);
    this.live = { criteria, parameters, training, formula };
    this.edits = opened.edits;
    this.ahead = opened.ahead;
    this.parted = opened.parted;
    this.steps = opened.steps;
    this.records = records.map((own) => [...own]);
    records[0]?.forEach((_, step) => this.smooth.push(records.map((own) => own[step]!)));
    this.length = this.smooth.length;
    this.calm.follow(this.length);
    this.health = opened.health;
    this.cursorNow.reset();
    this.finished = this.length >= this.steps;
    this.lookAt(this.look);
  }

  /** @param until the step that is next when it pauses by itself */
  play(until?: number): void {
    if (!this.ready || this.finished) return;
    this.makeWay();
    this.cursor = null;
    this.playing = true; // at once, so that the button answers; the worker confirms
    this.pausing = false;
    this.send({ type: 'play', ...(until !== undefined && { until }) });
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
    this.makeWay();
    this.cursor = null;
    this.stepping = true; // a key held down asks for one step at a time
    this.send({ type: 'step' });
  }

  /** Has the next step measure the gradient of the lane looked at; takes that step if nothing plays. */
  measure(): void {
    if (!this.editable || this.measuring || this.stepping) return;
    this.makeWay(); // first: the lanes of a recorded run are others
    this.measuring = true;
    this.send({ type: 'measure', lane: this.look.lane });
    if (!this.playing) this.step();
  }

  /** The place of a criterion among the columns; -1 for one that never was in this run. */
  column(id: string | undefined): number {
    return this.columns.findIndex((criterion) => criterion.id === id);
  }

  edit(change: EditRequest): void {
    this.makeWay(); // a recorded run cannot be edited: the edit is one of the run behind it
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

  /** Asks for a file; `onsaved` is told. */
  save(command: Extract<Command, { type: 'save-run' | 'save-policy' }>): void {
    this.send(command);
  }

  readonly undoable: Change | undefined = $derived(undoOf(this.edits));
  readonly redoable: Change | undefined = $derived(redoOf(this.edits));

  lookAt(look: Look): void {
    this.look = look;
    if (!this.recorded) this.send({ type: 'look', look }); // the lanes of the run behind it are others
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
        this.opened = report.opened;
        this.stood = this.run;
        if (this.pending) this.takeOver(this.pending, report.opened);
        else if (!this.recorded) this.takeOpened(report.opened);
        break;
      case 'records':
        report.records.forEach((record, lane) => this.records[lane]!.push(record));
        this.smooth.push(report.records);
        this.fresh.records = report;
        this.show(() => this.showFresh());
        break;
      case 'rollouts':
        this.fresh.rollouts = report;
        this.show(() => this.showFresh());
        break;
      case 'gradients':
        this.gradients = report.shares;
        this.measuring = false;
        break;
      case 'edited':
        this.makeWay(); // a recorded run may have come after the edit was asked for
        this.edits = report.edits;
        this.ahead = report.ahead;
        this.takeRubric(report.criteria);
        this.live = {
          criteria: report.criteria,
          parameters: report.parameters,
          training: report.training,
          formula: report.formula,
        };
        if (this.refusal?.title === NOT_MADE) this.refusal = null;
        break;
      case 'rejected':
        this.refusal = { title: NOT_MADE, message: report.message };
        break;
      case 'unkept':
        this.unkept = report.message;
        if (report.message !== null && !this.warned)
          this.refusal = {
            title: 'This browser does not keep the run.',
            message: `${report.message} Training goes on.`,
          };
        this.warned ||= report.message !== null;
        break;
      case 'saved':
      case 'not-saved':
        this.onsaved(report);
        break;
      case 'playing':
        if (this.pausing && report.playing) break; // it began before it heard of the pause
        this.playing = report.playing;
        this.stepping = false;
        this.pausing = false;
        this.finished = report.finished;
        if (report.finished) this.measuring = false;
        break;
      case 'failed':
        // A step that fails because the GPU was lost reports its own error too, in either order.
        if (worker) this.onsaved({ type: 'not-saved', message: report.message }); // nobody is left to write it
        if (!this.failure?.lost) this.failure = { message: report.message, lost: report.lost };
        this.activity = null;
        this.measuring = false;
        this.playing = false;
        this.stepping = false;
        this.pausing = false;
        this.ready = false;
        break;
    }
  }

  /** Makes the latest of what came in visible; a page that nobody sees has one picture to catch up with. */
  private showFresh(): void {
    const { records, rollouts } = this.fresh;
    this.fresh = {};
    if (records?.run === this.run) {
      this.health = records.health;
      this.secondsPerStep = records.secondsPerStep;
      this.length = this.smooth.length;
      this.calm.follow(this.length);
    }
    if (rollouts?.run !== this.run || rollouts.look.lane !== this.look.lane) return;
    if (sameLook(rollouts.look, this.look)) {
      [this.latestGroup, this.latestExplained] = [rollouts.group, rollouts.explained];
      this.latestSeen = rollouts.look;
    }
    if (rollouts.lane) this.latestAnswers = rollouts.lane;
  }

  /** Starts the columns with a rubric; the two that weigh least are lit. */
  private begin(criteria: readonly Criterion[]): void {
    this.initial = criteria;
    this.columns = criteria;
    this.places = seat(
      this.order.map((column) => criteria[column]!.id),
      this.places,
    );
    this.lit = this.order.slice(0, 2);
  }

  /** Takes over an edited rubric; whoever is new in it gets a column. */
  private takeRubric(criteria: readonly Criterion[]): void {
    this.columns = enrol(this.columns, criteria);
    this.places = seat(this.columnIds(), this.places);
    this.smooth.grow(this.columnIds());
    // Nobody lit is left: the two that weigh least are lit, as at the start.
    const shown = criteria.map(({ id }) => this.column(id));
    if (this.lit.length > 0 && !this.lit.some((column) => shown.includes(column)))
      this.lit = [...shown].sort((a, b) => this.columns[a]!.weight - this.columns[b]!.weight).slice(0, 2);
  }

  private columnIds(): string[] {
    return this.columns.map(({ id }) => id);
  }

  /**
   * Makes room for the records of these lanes. The answers shown are those of the first seed of the method that was
   * looked at, where it is still there, or of the focus.
   */
  private follow(lanes: readonly Lane[]): void {
    const author = this.lanes[this.look.lane]?.method;
    this.lanes = lanes;
    this.records = lanes.map(() => []);
    this.smooth = new SmoothSeries(this.methods, this.columnIds());
    const shown = this.methods.find(({ id }) => id === author) ?? this.focus;
    this.look = { lane: shown?.lanes[0] ?? 0, prompt: this.look.prompt, step: null };
  }

  /** An empty page for what is asked for. */
  private clear(): void {
    const seeds = seedList(this.request.seeds, this.device);
    const criteria = this.request.rubric ?? this.scenario.rubric;
    this.live = {
      criteria,
      parameters: { ...defaultParameters(), ...this.request.parameters },
      training: { ...this.scenario.training, ...this.request.training },
      formula: this.request.formula ?? DEFAULT_FORMULA,
    };
    this.begin(criteria);
    this.follow(planLanes({ methods: this.request.methods, seeds }));
    this.cursorNow.reset();
    this.length = 0;
    this.calm.follow(0);
    this.steps = this.live.training.steps;
    this.edits = [];
    this.ahead = [];
    this.parted = null;
    this.health = [];
    this.latestGroup = null;
    this.latestExplained = null;
    this.latestAnswers = null;
    this.finished = false;
    this.recorded = null;
    this.rest();
  }

  /** Nothing is under way, and what was is left on the page. */
  private rest(): void {
    this.engine = null;
    this.whyNotFused = null;
    this.secondsPerStep = 0;
    this.opened = null;
    this.gradients = null;
    this.measuring = false;
    this.ready = false;
    this.playing = false;
    this.stepping = false;
    this.pausing = false;
    this.failure = null;
    this.refusal = null;
  }
}
