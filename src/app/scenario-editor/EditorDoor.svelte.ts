/** The way to the scenario editor: what is behind it is loaded when it is first wanted. */
import { again } from '../parts/again.ts';
import type { RunsDoor } from '../runs/RunsDoor.svelte.ts';
import type { Run } from '../state/Run.svelte.ts';
import type { Wishes } from './around.ts';
import type { From, ScenarioEditor } from './ScenarioEditor.svelte.ts';

type Parts = Pick<typeof import('./index.ts'), 'EditorView'>;

export const EDITOR_ADDRESS = '#scenario';

export class EditorDoor {
  /** The view is open, or on its way. */
  open = $state(false);
  /** What is behind the door, once it is loaded. */
  editor = $state.raw<ScenarioEditor | null>(null);
  parts = $state.raw<Parts | null>(null);
  private readonly run: Run;
  private readonly wishes: Wishes;
  private readonly runs: RunsDoor;
  private opener: Element | null = null;

  constructor(run: Run, wishes: Wishes, runs: RunsDoor) {
    [this.run, this.wishes, this.runs] = [run, wishes, runs];
  }

  /** @param from what to begin with; left out, the draft as it was left */
  show(from?: From): void {
    if (!this.open) this.opener = document.activeElement;
    this.open = true;
    again(() => import('./index.ts')).then(
      (parts) => {
        this.editor ??= parts.editorOf(this.run, this.wishes, this.runs);
        this.editor.enter(from);
        this.parts = parts;
      },
      () => {
        this.open = false;
        this.runs.missed();
      },
    );
  }

  close(): void {
    this.open = false;
    if (location.hash === EDITOR_ADDRESS) history.replaceState(null, '', location.pathname + location.search);
    // Once the page is there to be focused again.
    requestAnimationFrame(() => (this.opener as HTMLElement | null)?.focus());
  }

  /** Opens or closes as an address says. */
  follow(fragment: string): void {
    if (fragment === EDITOR_ADDRESS) this.show();
    else if (this.open) this.close();
  }
}
