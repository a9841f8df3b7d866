/** The way to the labs: what is behind it is loaded when it is first wanted. */
import type { Run } from '../state/Run.svelte.ts';
import type { Wishes } from './around.ts';
import type { Labs } from './Labs.svelte.ts';

type Parts = Pick<typeof import('./index.ts'), 'LabsView'>;

/** "#labs", "#lab=co-rewarding", or "#lab=" and a set-up as src/exchange/labs writes it. */
const ADDRESS = /^#lab(?:s|=([\w-]*))$/;

export class LabsDoor {
  /** The view is open, or on its way. */
  open = $state(false);
  /** What is behind the door, once it is loaded. */
  labs = $state.raw<Labs | null>(null);
  parts = $state.raw<Parts | null>(null);
  private readonly run: Run;
  private readonly wishes: Wishes;
  private readonly missed: () => void;
  private opener: Element | null = null;

  /** @param missed says that a part of the page could not be loaded */
  constructor(run: Run, wishes: Wishes, missed: () => void) {
    [this.run, this.wishes, this.missed] = [run, wishes, missed];
  }

  /** @param lab to begin with: its id, or a link's set-up */
  show(lab = ''): void {
    if (!this.open) this.opener = document.activeElement;
    this.open = true;
    import('./index.ts').then(
      (parts) => {
        this.labs ??= parts.labsOf(this.run, this.wishes);
        this.parts = parts;
        if (this.open) void this.labs.enter(lab);
      },
      () => {
        this.open = false;
        this.missed();
      },
    );
  }

  close(): void {
    this.open = false;
    this.labs?.leave();
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
