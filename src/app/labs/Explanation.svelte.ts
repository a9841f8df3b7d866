/** The explanation of a lab as it is walked: which step, what it sets up, what was predicted and what came true. */
import type { ExplainStep, LabPlan } from '../../neighbours/neighbour.ts';
import type { LiveLab } from './LiveLab.svelte.ts';
import { changed, samePlan } from './plans.ts';

/** What was said, and what came of it; `found` is null while the run cannot tell. */
export interface Predicted {
  chosen: number;
  found: number | null;
  told: string;
  /** The run ended before it could tell. */
  tooShort: boolean;
}

export class Explanation {
  readonly live: LiveLab;
  index = $state(0);
  /** By step id. */
  predicted = $state.raw<Readonly<Record<string, Predicted>>>({});
  /** What ran, or was to run, when something was predicted, by step id: another set-up cannot settle it. */
  private asked = $state.raw<Readonly<Record<string, LabPlan>>>({});
  private begun = $state(false);
  private readonly visited: number[] = [];

  constructor(live: LiveLab) {
    this.live = live;
  }

  get steps(): readonly ExplainStep[] {
    return this.live.lab.explanation;
  }

  readonly step: ExplainStep = $derived.by(() => this.live.lab.explanation[this.index]!);
  readonly prediction: Predicted | undefined = $derived.by(() => this.predicted[this.step.id]);
  readonly last: boolean = $derived.by(() => this.index === this.live.lab.explanation.length - 1);
  /** What was said is about another run than the one that is shown. */
  readonly elsewhere: boolean = $derived.by(() => {
    if (!this.prediction || this.prediction.found !== null) return false;
    const asked = this.asked[this.step.id];
    return asked !== undefined && !samePlan(this.live.lab, asked, this.live.plan ?? this.live.wish);
  });
  /** What charts and panel are to point at, while it is walked. */
  readonly light: string | undefined = $derived.by(() => (this.begun ? this.step.light : undefined));

  /** It is looked at: its first step is set up when that happens first. */
  begin(): void {
    this.begun = true;
    this.enter(this.index);
  }

  /** Something else is looked at. */
  rest(): void {
    this.begun = false;
  }

  next(): void {
    if (!this.last) this.enter(this.index + 1);
  }

  back(): void {
    if (this.index > 0) this.enter(this.index - 1);
  }

  /** Going back only reads again; a step that is new is set up. */
  private enter(index: number): void {
    this.index = index;
    if (this.visited.includes(index)) return;
    this.visited.push(index);
    this.setUp();
  }

  /** Opens what the step is about, and trains as far as it wants. */
  setUp(): void {
    const { live, step } = this;
    if (step.open) {
      // What an address sets is meant, and holds in the explanation too.
      const settings = { ...step.open.settings, ...live.basis.settings };
      live.openPlan(changed(live.lab, live.basis, { ...step.open, settings }));
    } else live.ready();
    if (step.to !== undefined && step.to > 0) live.trainTo(step.to);
  }

  /** Says what one expects; the run then goes on until it can tell. */
  predict(chosen: number): void {
    const { step, live } = this;
    if (!step.predict || this.prediction) return;
    // A run that was let go, or stopped, begins anew with what is wished for.
    const anew = live.plan === null || live.state === 'closed' || live.state === 'failed';
    this.asked = { ...this.asked, [step.id]: anew ? live.wish : live.plan! };
    this.predicted = {
      ...this.predicted,
      [step.id]: { chosen, found: null, told: '', tooShort: false },
    };
    live.trainTo(step.predict.by);
    this.follow();
  }

  /** Asks the step's question again, of a run that begins anew. */
  again(): void {
    this.predicted = Object.fromEntries(Object.entries(this.predicted).filter(([id]) => id !== this.step.id));
    if (!this.step.open) this.live.open();
    this.setUp();
  }

  /** The run went on: what it tells of the prediction is kept, as it was when it was first told. */
  follow(): void {
    const { step, live, prediction } = this;
    if (!step.predict || !prediction || prediction.found !== null || this.elsewhere) return;
    const over = live.finished;
    if (live.step < step.predict.by && !over) return;
    const found = step.predict.found(live.tracks);
    const told = found === null ? '' : step.predict.told(live.tracks);
    this.predicted = {
      ...this.predicted,
      [step.id]: { ...prediction, found, told, tooShort: found === null && over },
    };
  }
}
