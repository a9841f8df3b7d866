/** The way to the scenarios: what is behind it is loaded when it is first wanted. */
import { again } from '../parts/again.ts';
import type { Run } from '../state/Run.svelte.ts';

/** Opens the editor of scenarios, on an empty one or on the one that is open. */
export type Build = (kind: 'blank' | 'this') => void;

const addressed = (): string | null => new URLSearchParams(location.search).get('scenario');

export class ShelfDoor {
  /** The gallery is open, or on its way. */
  open = $state(false);
  /** The scenario whose note stands in the gallery's place. */
  noted = $state<string | null>(null);
  /** Set by whoever can edit scenarios; until then the gallery does not offer it. */
  onbuild = $state.raw<Build | null>(null);
  /** The scenario that the address named last. */
  private known = addressed();
  private readonly run: Run;

  constructor(run: Run) {
    this.run = run;
  }

  /** @param about begins with the note of the scenario that is open */
  show(about = false): void {
    this.noted = about ? this.run.scenario.id : null;
    this.open = true;
  }

  /** Opens what the address names after going back or on; other changes of the address are not its own. */
  follow(): void {
    if (addressed() === this.known) return;
    this.known = addressed();
    this.open = false;
    void this.switching((own) => own.openAddressed(this.run));
  }

  /** Opens one of the scenarios in place of what is open, and names it in the address. */
  async choose(id: string): Promise<void> {
    await this.switching(async (own) => {
      if (!(await own.openScenario(this.run, id))) return;
      own.writeAddress(id);
      this.known = id;
      this.open = false;
    });
  }

  private async switching(work: (own: typeof import('./switching.ts')) => Promise<unknown>): Promise<void> {
    try {
      await work(await again(() => import('./switching.ts')));
    } catch {
      this.missed();
    }
  }

  missed(): void {
    this.open = false;
    this.run.refusal = {
      title: 'A part of the page could not be loaded.',
      message: 'Check the connection and try again.',
    };
  }
}
