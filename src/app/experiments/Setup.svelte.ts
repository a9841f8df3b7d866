/** An experiment of the user's own, as it is typed: what is not understood is said beside it, and nothing is lost. */
import { messageOf } from '../../lab/message-of.ts';
import type { Design, Variation } from '../../experiment/design/design.ts';
import { checkDesign, NOTHING_VARIED } from '../../experiment/design/plan.ts';
import { crossed, parseAblation, VARIABLE } from '../../experiment/design/variation.ts';
import { parseSeeds } from '../../experiment/seeds.ts';
import { METHODS } from '../../lab/reward/methods/index.ts';
import type { Scenario } from '../../lab/run/scenario.ts';
import { SCENARIOS } from '../../scenarios/index.ts';
import type { Run } from '../state/Run.svelte.ts';

/** Stands for the run's scenario with the rubric as edited now. */
export const EDITED = 'edited';

/** A design holds no formula, so the method of one's own is not among them. */
export const CHOOSABLE = METHODS.filter(({ id }) => id !== 'custom');

export interface AblationRow {
  key: number;
  name: string;
  values: string;
}

/** What was asked for, or why it was not understood. */
export interface Asked {
  design: Design | null;
  /** By field; "" where all is well. */
  seeds: string;
  steps: string;
  /** One per row of the ablation. */
  rows: readonly string[];
  /** Of the design as a whole. */
  whole: string;
}

export class Setup {
  /** Ids of scenarios as they were chosen; another run may have come to the page since. */
  private picked = $state.raw<readonly string[]>([]);
  methods = $state.raw<readonly string[]>([]);
  seeds = $state('8');
  /** Empty: as many as each scenario has. */
  steps = $state('');
  rows = $state.raw<readonly AblationRow[]>([]);
  private keys = 0;
  private readonly run: Run;

  constructor(run: Run) {
    this.run = run;
    this.picked = [this.known(run.scenario.id) ? run.scenario.id : EDITED];
    const own = run.methods.map(({ id }) => id).filter((id) => CHOOSABLE.some((method) => method.id === id));
    this.methods = own.length > 0 ? own : run.scenario.methods.filter((id) => id !== 'custom');
  }

  private known = (id: string): boolean => SCENARIOS.some((scenario) => scenario.id === id);

  /** The run's scenario as it stands, where it is another than the one that ships. */
  readonly edited: Scenario | null = $derived.by(() => {
    const { scenario, live } = this.run;
    const shipped = SCENARIOS.find(({ id }) => id === scenario.id);
    if (shipped && JSON.stringify(shipped.rubric) === JSON.stringify(live.criteria)) return null;
    const name = `${scenario.name}, as edited`.slice(0, 60);
    return { ...scenario, name, rubric: [...live.criteria] };
  });

  /** The edited one stands for the run's: where nothing is edited that is the one that ships, and never are both there. */
  readonly scenarios: readonly string[] = $derived.by(() => {
    const { id } = this.run.scenario;
    if (!this.picked.includes(EDITED)) return this.picked;
    if (this.edited) return this.picked.filter((own) => own !== id);
    return [...this.picked.filter((own) => own !== EDITED && own !== id), id];
  });

  toggleScenario(id: string): void {
    if (this.scenarios.includes(id)) this.picked = this.scenarios.filter((other) => other !== id);
    else {
      // The edited one goes by the same id, since it shares the base policy: one of the two.
      const other = id === EDITED ? this.run.scenario.id : id === this.run.scenario.id ? EDITED : '';
      this.picked = [...this.scenarios.filter((known) => known !== other), id];
    }
  }

  toggleMethod(id: string): void {
    const on = !this.methods.includes(id);
    this.methods = CHOOSABLE.map((method) => method.id).filter((known) =>
      known === id ? on : this.methods.includes(known),
    );
  }

  addRow(): void {
    const free = VARIABLE.find((name) => !this.rows.some((row) => row.name === name))!;
    this.rows = [...this.rows, { key: this.keys++, name: free, values: '' }];
  }

  changeRow(key: number, change: Partial<AblationRow>): void {
    this.rows = this.rows.map((row) => (row.key === key ? { ...row, ...change } : row));
  }

  removeRow(key: number): void {
    this.rows = this.rows.filter((row) => row.key !== key);
  }

  readonly asked: Asked = $derived.by(() => {
    const asked: Asked = { design: null, seeds: '', steps: '', rows: [], whole: '' };
    let seeds: number[] = [];
    try {
      seeds = parseSeeds(this.seeds);
    } catch (error) {
      asked.seeds = messageOf(error);
    }
    const steps = this.steps.trim() === '' ? undefined : Number(this.steps);
    if (steps !== undefined && !(Number.isInteger(steps) && steps >= 1 && steps <= 100_000))
      asked.steps = `Steps are "${this.steps}"; allowed is a whole number from 1 to 100000.`;
    const lists: Variation[][] = [];
    asked.rows = this.rows.map(({ name, values }) => {
      try {
        if (values.trim() === '') throw new Error('No values yet: write one or more with commas between.');
        lists.push(parseAblation(`${name}=${values}`));
        return '';
      } catch (error) {
        return messageOf(error);
      }
    });
    const twice = this.rows.find(({ name }, i) => this.rows.findIndex((row) => row.name === name) < i);
    if (twice) asked.whole = `${twice.name} is varied twice: write its values in one line.`;
    if (asked.seeds || asked.steps || asked.whole || asked.rows.some(Boolean)) return asked;
    const design: Design = {
      ...{ study: null, methods: this.methods, seeds, parameters: {} },
      scenarios: this.chosen,
      training: steps === undefined ? {} : { steps },
      variations: lists.length > 0 ? crossed(lists) : NOTHING_VARIED,
      ...{ baselines: null, forkTest: null },
    };
    try {
      checkDesign(design);
      asked.design = design;
    } catch (error) {
      asked.whole = messageOf(error);
    }
    return asked;
  });

  /** In the order they are shown in. */
  private readonly chosen: readonly Scenario[] = $derived([
    ...SCENARIOS.filter(({ id }) => this.scenarios.includes(id)),
    ...(this.scenarios.includes(EDITED) && this.edited ? [this.edited] : []),
  ]);

  /** The same on the command line; null where flags cannot say it. */
  readonly command: string | null = $derived.by(() => {
    if (!this.asked.design || this.scenarios.includes(EDITED)) return null;
    const flags = [
      `--scenario ${this.chosen.map(({ id }) => id).join(',')}`,
      `--methods ${this.methods.join(',')}`,
      `--seeds ${this.seeds.replaceAll(' ', '')}`,
      ...(this.steps.trim() ? [`--steps ${Number(this.steps)}`] : []),
      ...this.rows.map(
        ({ name, values }) => `--ablate ${inShell(`${name}=${values.replace(/\s*,\s*/g, ',').trim()}`)}`,
      ),
      '--out out',
    ];
    return `npm run experiment -- ${flags.join(' ')}`;
  });
}

const inShell = (word: string): string =>
  /^[\w.,=/-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
