/** One lesson as somebody walks through it: the step, what was predicted, and what came true. */
import type { Action, LessonStep, StepWords } from '../../lessons/lesson.ts';
import type { Told } from '../../lessons/index.ts';
import { Actor } from './Actor.svelte.ts';
import type { LessonPage } from './page.ts';
import { actionsUpTo } from './set-up.ts';
import { liveText, viewOf } from './view-of.ts';

export interface Prediction {
  chosen: number;
  /** Null until it is known. */
  found: number | null;
  /** The run is over and could not tell. */
  untold: boolean;
  /** The lesson's numbers as they were when it came true: later steps change the run. */
  numbers: Readonly<Record<string, string>>;
}

/** The step that the latest run is trained to. */
const trainedTo = (actions: readonly Action[]): number =>
  actions.findLast((action) => action.do === 'train')?.to ?? 0;

const isEdit = ({ do: what }: Action): boolean => what === 'edit' || what === 'edits';

/** Everything that a step does by itself. */
const actionsOf = (step: LessonStep): readonly Action[] => [
  ...(step.first ?? []),
  ...(step.kind === 'predict' ? step.then : []),
];

export class Walk {
  readonly told: Told;
  readonly actor: Actor;
  index = $state(0);
  /** What was predicted, by step id. */
  private predictions = $state.raw<Readonly<Record<string, Prediction>>>({});
  /** What a lesson leaves out is shown all the same. */
  everything = $state(false);
  private readonly page: LessonPage;
  /** Steps whose own actions were carried out. */
  private reached: readonly number[] = [];

  /** @param index the step to begin with */
  constructor(page: LessonPage, told: Told, index: number) {
    this.page = page;
    this.told = told;
    this.actor = new Actor(page);
    this.index = Math.min(Math.max(0, Math.floor(index) || 0), told.lesson.steps.length - 1);
    this.reached = told.lesson.steps.map((_, at) => at).slice(0, this.index + 1);
    this.setUpAgain();
  }

  readonly step: LessonStep = $derived.by(() => this.told.lesson.steps[this.index]!);
  readonly words: StepWords = $derived.by(() => this.told.words.steps[this.step.id]!);
  readonly last: boolean = $derived.by(() => this.index === this.told.lesson.steps.length - 1);
  readonly prediction: Prediction | undefined = $derived.by(() => this.predictions[this.step.id]);

  /** What a step asks for first has to happen before the next one. */
  readonly held: boolean = $derived.by(() => {
    const { step, prediction } = this;
    return step.kind === 'predict' && !this.actor.failed && prediction?.found == null && !prediction?.untold;
  });

  /**
   * The run ends before the step that this one is about, because the address asks for so few: to set it up again would
   * not help. Null where that is not so.
   */
  readonly short = $derived.by((): { steps: number; needed: number } | null => {
    const { actor, page, told, prediction } = this;
    if (actor.busy || actor.elsewhere || actor.failed) return null;
    const { steps } = page.run;
    const needed = trainedTo(actionsUpTo(told.lesson, this.index, prediction !== undefined));
    if (steps >= needed || (page.wishes.training?.steps ?? Infinity) >= needed) return null;
    return { steps, needed: Math.max(...told.lesson.steps.map((own) => trainedTo(actionsOf(own)))) };
  });

  /** What is on the page at this step; null for everything. */
  readonly panels = $derived.by(() => (this.everything ? null : this.latest('panels')));
  /** What is not on the page yet. */
  readonly without = $derived.by(() => (this.everything ? [] : (this.latest('without') ?? [])));

  private latest<Name extends 'panels' | 'without'>(name: Name): NonNullable<LessonStep[Name]> | null {
    const steps = this.told.lesson.steps.slice(0, this.index + 1);
    return steps.findLast((step) => step[name])?.[name] ?? null;
  }

  next(): void {
    if (!this.last && !this.held) this.go(this.index + 1);
  }

  back(): void {
    if (this.index > 0) this.go(this.index - 1);
  }

  private go(index: number): void {
    this.index = index;
    if (this.reached.includes(index)) return;
    this.reached = [...this.reached, index];
    const { actor, step, told } = this;
    const { first = [] } = step;
    const stays = !actor.elsewhere && !actor.failed && first[0]?.do !== 'open' && first.some(isEdit);
    if (stays && !this.fits(actionsUpTo(told.lesson, index - 1, true), first)) this.setUpAgain();
    else actor.do(first);
  }

  act(action: Action): void {
    this.actor.do([action], true);
  }

  predict(chosen: number): void {
    const { step } = this;
    if (step.kind !== 'predict' || this.prediction) return;
    this.note(step.id, { chosen, found: null, untold: false, numbers: {} });
    if (this.fits(actionsUpTo(this.told.lesson, this.index, false), step.then)) this.actor.do(step.then);
    else this.setUpAgain();
  }

  /**
   * Whether the run stands where what was done before has it: it is the one that was opened for it, and where it is to
   * be edited now, it has not been trained further by hand. An edit that came later than the lesson has it would not
   * show, and what the lesson says of it would not be true.
   */
  private fits(before: readonly Action[], actions: readonly Action[]): boolean {
    const { actor, page } = this;
    if (actor.elsewhere || actor.failed || actor.opened !== before[0]) return false;
    return !actions.some(isEdit) || page.run.received <= trainedTo(before);
  }

  /** Has the run again as this step finds it. */
  setUpAgain(): void {
    const { prediction, step } = this;
    if (prediction?.untold) this.note(step.id, { ...prediction, untold: false });
    this.actor.drop();
    this.actor.do(actionsUpTo(this.told.lesson, this.index, prediction !== undefined));
  }

  /** Goes on as the run does; to be called whenever it has changed. */
  follow(): void {
    this.actor.follow();
    const { step, prediction, actor } = this;
    if (step.kind !== 'predict' || !prediction || prediction.found !== null || prediction.untold) return;
    if (actor.busy || actor.failed || actor.elsewhere) return;
    const now = viewOf(this.page.run, false);
    const view = { ...now, at: now.length - 1 }; // whatever step is hovered meanwhile
    let found: number | null = null;
    try {
      found = step.found(view);
    } catch {
      // The run has not what it is told from.
    }
    const numbers = Object.fromEntries(
      Object.entries(this.told.lesson.numbers).map(([key, read]) => [key, liveText(read, view)]),
    );
    this.note(step.id, { ...prediction, found, untold: found === null, numbers });
  }

  private note(id: string, prediction: Prediction): void {
    this.predictions = { ...this.predictions, [id]: prediction };
  }
}
