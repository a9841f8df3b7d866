/** What commands act on. */
import type { RunsDoor } from '../runs/RunsDoor.svelte.ts';
import type { Run } from '../state/Run.svelte.ts';
import type { Theme } from '../state/Theme.svelte.ts';
import type { SlowMotion } from '../slow/SlowMotion.svelte.ts';
import type { Tour } from '../tour/Tour.svelte.ts';

export type Overlay = 'keys' | 'palette' | 'glossary';

export interface CommandContext {
  run: Run;
  theme: Theme;
  slow: SlowMotion;
  tour: Tour;
  /** Opens one of the dialogs that explain. */
  open(overlay: Overlay): void;
  /** The way to kept runs, where the page has one; files that are no runs go to `file`. */
  door?:
    | {
        runs: RunsDoor;
        file: () => void;
        experiments: () => void;
        /** @param about begins with the note of the one that is open */
        scenarios: (about?: boolean) => void;
        /** Opens the editor of scenarios. */
        scenario: (from: 'blank' | 'this') => void;
        lessons: () => void;
        labs: () => void;
        /** Takes rubric and weighting to a training stack. */
        stack: () => void;
      }
    | undefined;
  /** Switches the projector mode, where the page has one. */
  projector?: (() => void) | undefined;
}
