/** A session: one run of several lanes, from its start through its steps and edits. */
import type { BatchShape, Engine, LaneRollouts } from '../engine/engine.ts';
import type { StepRecord } from '../metrics/record.ts';
import { compileFormula } from '../reward/formula/compile.ts';
import { custom, customMethod, DEFAULT_FORMULA } from '../reward/methods/custom.ts';
import { findMethod } from '../reward/methods/index.ts';
import type { Method, MethodParameters } from '../reward/methods/method.ts';
import { normalisedPrior } from '../reward/reward.ts';
import type { Criterion } from '../rubric/criterion.ts';
import type { GradientShares } from './gradient-share.ts';
import { carryOut, changeOf, defaultParameters } from './apply.ts';
import type { Edit, Editable, EditRequest, PlannedEdit } from './edit.ts';
import type { Snapshot } from './snapshot.ts';
import { scenarioShape, type Scenario, type Training } from './scenario.ts';

/** One independent run inside a session. */
export interface Lane {
  method: string;
  seed: number;
}

export interface SessionPlan {
  scenario: Scenario;
  methods: readonly string[];
  seeds: readonly number[];
  /** Overrides of the scenario's training settings. */
  training?: Partial<Training>;
  /** Overrides of the methods' parameters, e.g. {"focal.gamma": 3}. */
  parameters?: MethodParameters;
  /** The rule of the method "custom". */
  formula?: string;
  stem?: Stem;
}

/** The past that all lanes share: before a step every lane ran as this method, from it on each as its own. */
export interface Stem {
  method: string;
  /** The first step that lanes run as their own method, 1 or more. */
  step: number;
}

/** The lanes a plan asks for: methods in order, each with all seeds. */
export const planLanes = ({ methods, seeds }: Pick<SessionPlan, 'methods' | 'seeds'>): Lane[] =>
  methods.flatMap((method) => seeds.map((seed) => ({ method, seed })));

/** Every method that some lane runs as at some time. */
const methodsOf = ({ methods, stem }: SessionPlan): string[] => [
  ...new Set(stem ? [...methods, stem.method] : methods),
];

/** A method by its id; "custom" with the formula of the run. */
const methodBy = (id: string, formula: string): Method =>
  id === custom.id ? customMethod(compileFormula(formula)) : findMethod(id);

/** Where a run was left: a session that is opened with it goes on from there. */
export interface Left {
  snapshot: Snapshot;
  /** The run's edits; those from the snapshot's step on are left out. */
  edits: readonly PlannedEdit[];
  /** Records of the steps before the snapshot, [lane][step]. */
  records: readonly (readonly StepRecord[])[];
}

export class Session {
  readonly scenario: Scenario;
  /** Methods in the plan's order, each with all seeds: lanes of a method are neighbours. */
  readonly lanes: readonly Lane[];
  readonly stem: Stem | null;
  /** Records of each lane, [lane][step]. */
  readonly records: StepRecord[][];
  edits: readonly Edit[] = [];
  /** The rubrics there were, the first and after each edit that made another; the latest is the one that holds. */
  readonly rubrics: (readonly Criterion[])[];
  /** What the latest step that was asked to measured. */
  gradients: GradientShares | null = null;
  private readonly engine: Engine;
  private readonly base: Float32Array;
  /** The lane whose gradient the next step is to be measured by. */
  private toMeasure: number | null = null;
  private editable: Editable;
  /** Weights of the direct score by criterion id, [P] each: the scenario's, whatever is edited later. */
  private readonly directWeights: ReadonlyMap<string, readonly number[]>;
  /** Names of all criteria there ever were, by id. */
  private readonly nameById = new Map<string, string>();
  private begun = 0;
  private disposed = false;
  /** Edits were made that the engine has not been told of. */
  private edited = false;

  private constructor(plan: SessionPlan, base: Float32Array, engine: Engine, lanes: Lane[]) {
    this.scenario = plan.scenario;
    this.lanes = lanes;
    this.stem = plan.stem ?? null;
    this.records = lanes.map(() => []);
    this.rubrics = [plan.scenario.rubric];
    this.engine = engine;
    this.base = base;
    const priors = this.perPrompt((prompt) => normalisedPrior(plan.scenario.rubric, prompt));
    this.directWeights = new Map(
      plan.scenario.rubric.map(({ id }, k) => [id, priors.map((prior) => prior[k]!)]),
    );
    this.editable = {
      criteria: plan.scenario.rubric,
      parameters: { ...defaultParameters(), ...plan.parameters },
      training: { ...plan.scenario.training, ...plan.training },
      formula: plan.formula ?? DEFAULT_FORMULA,
    };
  }

  /**
   * @param base the base policy's parameters, where every lane starts, [N]
   * @param makeEngine what runs the steps, given the batch it has to hold
   * @param left where a run of the same plan was left; without it, the run begins
   */
  static async open(
    plan: SessionPlan,
    base: Float32Array,
    makeEngine: (batch: BatchShape) => Engine | Promise<Engine>,
    left?: Left,
  ): Promise<Session> {
    const lanes = planLanes(plan);
    const training = { ...plan.scenario.training, ...plan.training };
    const engine = await makeEngine({
      policy: scenarioShape(plan.scenario),
      lanes: lanes.length,
      numGenerations: training.numGenerations,
      numIterations: training.numIterations,
      methods: methodsOf(plan).map((id) => methodBy(id, plan.formula ?? DEFAULT_FORMULA)),
    });
    const session = new Session(plan, base, engine, lanes);
    try {
      await session.begin(left);
    } catch (error) {
      engine.dispose();
      throw error;
    }
    return session;
  }

  private async begin(left?: Left): Promise<void> {
    const { snapshot, edits = [], records } = left ?? {};
    for (const { step, request } of edits.filter(({ step }) => step < snapshot!.step))
      this.note(request, step);
    // The engine was made for the formula of the start.
    if (this.edits.some(({ kind }) => kind === 'formula') && this.usesFormula)
      await this.engine.prepare(methodBy(custom.id, this.formula));
    this.setTables((snapshot?.step ?? 0) - 1);
    for (let lane = 0; lane < this.lanes.length; lane++) {
      await this.engine.loadLane(lane, this.base, this.base);
      if (snapshot) await this.engine.restore(lane, snapshot.lanes[lane]!);
      this.records[lane]!.push(...(records?.[lane]?.slice(0, snapshot!.step) ?? []));
    }
    this.begun = snapshot?.step ?? 0;
  }

  /** Steps that have been started; the next edit takes effect at this step. */
  get nextStep(): number {
    return this.begun;
  }

  get finished(): boolean {
    return this.begun >= this.training.steps;
  }

  get criteria(): readonly Criterion[] {
    return this.editable.criteria;
  }

  get parameters(): MethodParameters {
    return this.editable.parameters;
  }

  get training(): Training {
    return this.editable.training;
  }

  get formula(): string {
    return this.editable.formula;
  }

  /** Starts one step of all lanes; returns what became known of earlier steps and this one. */
  async advance(): Promise<StepRecord[][]> {
    if (this.finished) return [];
    if (this.edited || this.begun === this.stem?.step) this.setTables(this.begun);
    this.begun++;
    const lane = this.toMeasure;
    this.toMeasure = null;
    // The policy that writes this step's rollouts is gone when the step is over.
    const parameters = lane === null ? null : await this.engine.parameters(lane);
    const steps = this.take(await this.engine.step());
    if (parameters) this.gradients = await this.measured(lane!, parameters);
    return steps;
  }

  /** Has the next step measure how much of a lane's gradient is due to each criterion; see `gradients`. */
  measureNext(lane: number): void {
    this.toMeasure = lane;
  }

  private async measured(lane: number, parameters: Float32Array): Promise<GradientShares> {
    const rollouts = (await this.engine.rollouts(lane))!;
    const { measureGradients } = await import('./gradient-share.ts'); // seldom asked for
    return measureGradients({ parameters, base: this.base, rollouts }, lane, (question) =>
      this.engine.gradients(question),
    );
  }

  /** Waits for all steps that were started; returns what became known. */
  async settle(): Promise<StepRecord[][]> {
    return this.take(await this.engine.flush());
  }

  private take(fresh: (StepRecord | null)[][]): StepRecord[][] {
    const steps = fresh as StepRecord[][]; // every lane of a session is active
    for (const records of steps) records.forEach((record, lane) => this.records[lane]!.push(record));
    return steps;
  }

  /**
   * Takes an edit in, at once but for a formula; it holds from the next step on that has not been started.
   * Edits have to wait for one another.
   *
   * @throws when it is not possible; the run is as it was
   */
  async edit(request: EditRequest): Promise<void> {
    const change = changeOf(request, this.edits);
    // A new rule is compiled first: until then training goes on with the old one, and the edit is not made.
    if (change?.kind === 'formula' && this.usesFormula)
      await this.engine.prepare(methodBy(custom.id, change.value));
    if (this.disposed) return;
    this.note(request, this.begun);
  }

  /** The engine is told with the next step: what it keeps until then is of the tables that it ran with. */
  private note(request: EditRequest, step: number): void {
    const { state, edits } = carryOut({ state: this.editable, edits: this.edits }, request, step);
    if (state.criteria !== this.editable.criteria) this.rubrics.push(state.criteria);
    this.editable = state;
    this.edits = edits;
    this.edited = true;
    for (const { id, name } of state.criteria) this.nameById.set(id, name);
  }

  /** What all lanes carry now, to go on from later; no step may be under way. */
  async snapshot(): Promise<Snapshot> {
    const step = this.begun;
    return { step, lanes: await this.engine.states() };
  }

  /** The name of a criterion that this run has or had. */
  nameOf(id: string): string {
    return this.nameById.get(id) ?? id;
  }

  private perPrompt<Value>(value: (prompt: number) => Value): Value[] {
    return Array.from({ length: scenarioShape(this.scenario).prompts }, (_, prompt) => value(prompt));
  }

  rollouts(lane: number): Promise<LaneRollouts | undefined> {
    return this.engine.rollouts(lane);
  }

  dispose(): void {
    this.disposed = true;
    this.engine.dispose();
  }

  private get usesFormula(): boolean {
    return this.stem?.method === custom.id || this.lanes.some(({ method }) => method === custom.id);
  }

  /** Tells the engine what all lanes run with at a step. */
  private setTables(step: number): void {
    this.edited = false;
    const { criteria, parameters, training, formula } = this.editable;
    for (const { id, name } of criteria) this.nameById.set(id, name);
    const directWeights = this.perPrompt((prompt) =>
      criteria.map(({ id }) => this.directWeights.get(id)?.[prompt] ?? 0),
    );
    this.lanes.forEach(({ method, seed }, lane) =>
      this.engine.setLane(lane, {
        seed,
        active: true,
        method: methodBy(this.stem && step < this.stem.step ? this.stem.method : method, formula),
        parameters,
        criteria,
        directWeights,
        training: { ...training, epsilonHigh: training.epsilonHigh ?? training.epsilon },
      }),
    );
  }
}
