/** The scenario that is being made: its draft, what is known of it, and what is done with it. */
import { messageOf } from '../../lab/message-of.ts';
import { languageOf, STANDARD_TEXTS, type Language, type Texts } from '../../lab/language/language.ts';
import type { Criterion } from '../../lab/rubric/criterion.ts';
import { ratesOf } from '../../lab/run/rates.ts';
import type { Scenario } from '../../lab/run/scenario.ts';
import { LARGEST_SCENARIO, readScenarioFile, writeScenarioFile } from '../../exchange/scenario-file.ts';
import { SCENARIO_IDS } from '../../scenarios/index.ts';
import { madeOf } from '../../worker/made-of.ts';
import type { Run } from '../state/Run.svelte.ts';
import type { Around } from './around.ts';
import { BLANK } from './blank.ts';
import { check, type Checked } from './check.ts';
import { CorpusRates } from './CorpusRates.svelte.ts';
import { draftOf, textsOf, type Draft } from './draft.ts';
import { WarmUp } from './WarmUp.svelte.ts';

export type From = 'blank' | 'this';

/** A draft, and how it stood when it was begun. */
interface Begun {
  /** "blank", "this:<id>" or "file:<id>". */
  origin: string;
  draft: Draft;
  before: string;
}

/** Its id follows its name. */
const blank = (): Draft => draftOf(BLANK, { id: '' });

const begin = (origin: string, draft: Draft): Begun => ({ origin, draft, before: JSON.stringify(draft) });

export class ScenarioEditor {
  draft = $state<Draft>(blank());
  readonly corpus = new CorpusRates();
  readonly warmUp: WarmUp;
  /** A changed draft that gave way to another one. */
  aside = $state.raw<Begun | null>(null);
  /** What came of the latest wish. */
  said = $state('');
  readonly run: Run;
  private readonly around: Around;
  private origin = $state('blank');
  private before = $state(JSON.stringify(blank()));

  constructor(run: Run, around: Around) {
    [this.run, this.around] = [run, around];
    this.warmUp = new WarmUp(run, around);
    try {
      const kept = JSON.parse(around.read() ?? 'null') as { now: Begun; aside: Begun | null } | null;
      if (kept) {
        check(kept.now.draft); // one of an older page may not even be looked at
        this.put(kept.now);
        this.aside = kept.aside;
      }
    } catch {
      // What cannot be read is not gone on with.
    }
  }

  private readonly plain: Draft = $derived($state.snapshot(this.draft) as Draft);
  readonly checked: Checked = $derived(check(this.plain));
  readonly scenario: Scenario | null = $derived(this.checked.scenario);
  readonly changed: boolean = $derived(JSON.stringify(this.plain) !== this.before);
  /** The words as they are typed, valid or not: samples are written in them. */
  readonly language: Language = $derived(
    this.scenario ? languageOf(this.scenario.language) : languageOf(this.plain as unknown as Texts),
  );

  /** Mean scores of what the policy wrote, by the rubric as it stands; by criterion id. */
  readonly measured: Readonly<Record<string, number>> | null = $derived.by(() => {
    const { policy } = this.warmUp;
    const { rubric } = this.plain;
    if (!policy) return null;
    const rates = ratesOf(policy.examples, rubric);
    return Object.fromEntries(rubric.map(({ id }, k) => [id, rates[k]!]));
  });

  /** The policy is of another mixture or shape than the draft. */
  readonly stale: boolean = $derived.by(
    () =>
      this.warmUp.policy !== null &&
      this.scenario !== null &&
      this.warmUp.policy.made !== madeOf(this.scenario),
  );

  /** The policy that was warmed up is what training would begin with. */
  readonly ready: boolean = $derived.by(
    () => !this.stale && this.warmUp.policy !== null && this.warmUp.policy.step === this.warmUp.policy.steps,
  );

  problemAt(path: string): string {
    return this.checked.problems.get(path) ?? '';
  }

  /** The first problem at a place or below it. */
  problemIn(path: string): string {
    for (const [place, problem] of this.checked.problems)
      if (place === path || place.startsWith(`${path}.`)) return problem;
    return '';
  }

  private get begun(): Begun {
    return { origin: this.origin, draft: this.plain, before: this.before };
  }

  private put({ origin, draft, before }: Begun): void {
    [this.origin, this.draft, this.before] = [origin, JSON.parse(JSON.stringify(draft)) as Draft, before];
    this.said = '';
  }

  /** Takes another draft; a changed one is put aside. */
  private take(next: Begun): void {
    if (this.changed) this.aside = this.begun;
    this.put(next);
  }

  /** Enters the editor: with the draft as it was left, if it began the same way and was changed. */
  enter(from?: From): void {
    this.said = '';
    if (from === undefined) return;
    if (this.changed && this.origin === this.originOf(from)) return;
    this.startFrom(from);
  }

  private originOf = (from: From): string => (from === 'blank' ? 'blank' : `this:${this.run.scenario.id}`);

  startFrom(from: From): void {
    if (from === 'blank') return this.take(begin('blank', blank()));
    const { scenario, live, methods } = this.run;
    const own = !SCENARIO_IDS.includes(scenario.id);
    const now = {
      ...scenario,
      ...{ rubric: [...live.criteria], training: live.training },
      methods: methods.map(({ id }) => id),
    };
    const name = `${scenario.name.slice(0, 51)}, edited`;
    this.take(begin(this.originOf(from), draftOf(now, own ? {} : { name, id: '' })));
  }

  /** The draft that was put aside and the one at hand change places. */
  swap(): void {
    const { aside } = this;
    if (!aside) return;
    this.aside = this.changed ? this.begun : null;
    this.put(aside);
  }

  standardWords(): void {
    Object.assign(this.draft, textsOf(STANDARD_TEXTS));
  }

  chooseRubric(rubric: readonly Criterion[]): void {
    this.draft.rubric = JSON.parse(JSON.stringify(rubric)) as Criterion[];
  }

  async takeFile(file: File): Promise<void> {
    try {
      if (file.size > LARGEST_SCENARIO)
        throw new Error(
          `It has ${file.size.toLocaleString('en-US')} bytes; at most ${LARGEST_SCENARIO.toLocaleString('en-US')} are read.`,
        );
      const scenario = readScenarioFile(await file.text());
      const shipped = SCENARIO_IDS.includes(scenario.id);
      this.take(begin(`file:${scenario.id}`, draftOf(scenario, shipped ? { id: '' } : {})));
      this.said = `“${file.name.slice(0, 80)}” is open.`;
    } catch (error) {
      this.said = `“${file.name.slice(0, 80)}”: ${messageOf(error)}`;
    }
  }

  saveFile(): void {
    if (this.scenario) this.around.save(writeScenarioFile(this.scenario), `${this.scenario.id}.json`);
  }

  startWarmUp(): void {
    if (this.scenario) this.warmUp.start(this.scenario);
  }

  /** Begins a run of it on the page. @returns whether it is on its way */
  async train(): Promise<boolean> {
    const { scenario } = this;
    if (!scenario) return false;
    this.warmUp.dispose();
    const taken = await this.around.train(scenario);
    // From now on it is the scenario of the page.
    if (taken) [this.origin, this.before] = [`this:${scenario.id}`, JSON.stringify(this.plain)];
    this.keep();
    return taken;
  }

  /** Keeps what was typed for this tab. */
  keep(): void {
    this.around.write(JSON.stringify({ now: this.begun, aside: this.aside }));
  }
}
