/** The way to kept runs, links and files: the part of the page behind it is loaded when it is first wanted. */
import { again } from '../parts/again.ts';
import type { Scenario } from '../../lab/run/scenario.ts';
import type { Run } from '../state/Run.svelte.ts';
import type { Page } from './around.ts';
import type { Runs } from './Runs.svelte.ts';

type Parts = Pick<typeof import('./index.ts'), 'RunsDialog' | 'RunsLine'>;

/** As exchange/recipe/link.ts writes them: told here before that is loaded. */
export const isRunLink = (fragment: string): boolean => fragment.startsWith('#run=');

export class RunsDoor {
  /** The dialog is open, or on its way. */
  open = $state(false);
  /** What is behind the door, once it is loaded. */
  runs = $state.raw<Runs | null>(null);
  readonly embedded: boolean;
  private readonly run: Run;
  private readonly page: Page;
  private loading: Promise<Runs> | null = null;
  /** What it is drawn with. */
  parts = $state.raw<Parts | null>(null);

  constructor(run: Run, page: Page) {
    this.run = run;
    this.page = page;
    this.embedded = page.embedded;
  }

  private load(): Promise<Runs> {
    this.loading ??= again(() => import('./index.ts')).then((parts) => {
      this.parts = parts;
      return (this.runs = parts.runsOf(this.run, this.page));
    });
    this.loading.catch(() => {
      this.loading = null;
      this.missed();
    });
    return this.loading;
  }

  missed(): void {
    this.open = false;
    this.run.refusal = {
      title: 'A part of the page could not be loaded.',
      message: 'Check the connection and try again.',
    };
  }

  /** Opens the dialog, and does something there. */
  show(work?: (runs: Runs) => unknown): void {
    this.open = true;
    this.load().then(
      (runs) => work?.(runs),
      () => {},
    );
  }

  /** @returns whether the link's run is opened */
  takeLink(fragment: string): Promise<boolean> {
    return this.load().then(
      async (runs) => {
        const taken = await runs.takeLink(fragment);
        if (taken) this.page.arrived();
        return taken;
      },
      () => false,
    );
  }

  /** Begins a new run of a scenario in full. @returns whether it is on its way; if not, that is said */
  takeScenario(scenario: Scenario): Promise<boolean> {
    return this.load().then(
      (runs) => runs.takeScenario(scenario),
      () => false,
    );
  }

  /** @param other takes a file that is no run */
  takeFile(file: File, other: (file: File) => void): void {
    this.load().then(
      async (runs) => {
        if (!(await runs.takeFile(file))) other(file);
        else this.open = false;
      },
      () => {},
    );
  }

  chooseFile(other: (file: File) => void): void {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = '.safetensors,.json';
    input.onchange = () => input.files?.[0] && this.takeFile(input.files[0], other);
    input.click();
  }

  /** Where runs are kept, sees to them when the page begins. */
  async greet(): Promise<void> {
    const known = await indexedDB.databases?.();
    if (known?.some(({ name }) => name === 'focal-lab')) void (await this.load()).greet();
  }
}
