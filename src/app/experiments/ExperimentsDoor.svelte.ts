/** The way to experiments: what is behind it is loaded when it is first wanted. */
import { again } from '../parts/again.ts';
import type { Run } from '../state/Run.svelte.ts';
import type { Wishes } from './around.ts';
import type { Experiments } from './Experiments.svelte.ts';

type Parts = Pick<typeof import('./index.ts'), 'ExperimentsView'>;

/** "#experiments", or "#experiments=prior-skew" for a study. */
const ADDRESS = /^#experiments(?:=([\w-]*))?$/;

export class ExperimentsDoor {
  /** The view is open, or on its way. */
  open = $state(false);
  /** What is behind the door, once it is loaded. */
  experiments = $state.raw<Experiments | null>(null);
  parts = $state.raw<Parts | null>(null);
  private readonly run: Run;
  private readonly wishes: Wishes;
  private opener: Element | null = null;

  constructor(run: Run, wishes: Wishes) {
    [this.run, this.wishes] = [run, wishes];
  }

  /** @param study to begin with */
  show(study = ''): void {
    if (!this.open) this.opener = document.activeElement;
    this.open = true;
    again(() => import('./index.ts')).then(
      (parts) => {
        this.experiments ??= parts.experimentsOf(this.run, this.wishes);
        this.parts = parts;
        if (this.open) this.experiments.enter(study);
      },
      () => {
        this.open = false;
        this.run.refusal = {
          title: 'A part of the page could not be loaded.',
          message: 'Check the connection and try again.',
        };
      },
    );
  }

  close(): void {
    this.open = false;
    if (ADDRESS.test(location.hash)) history.replaceState(null, '', location.pathname + location.search);
    // Once the page is there to be focused again.
    requestAnimationFrame(() => (this.opener as HTMLElement | null)?.focus());
  }

  /** Opens or closes as an address says. */
  follow(fragment: string): void {
    const found = ADDRESS.exec(fragment);
    if (found) this.show(found[1]);
    else if (this.open) this.close();
  }
}
