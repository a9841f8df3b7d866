/** What commands act on. */
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
  /** Switches the projector mode, where the page has one. */
  projector?: (() => void) | undefined;
}
