/** What lessons act on: the run, and the parts of the page around it. */
import type { OpenRequest } from '../../worker/protocol.ts';
import type { SideView } from '../rubric/side-view.svelte.ts';
import type { SlowMotion } from '../slow/SlowMotion.svelte.ts';
import type { Layout } from '../state/Layout.svelte.ts';
import type { Run } from '../state/Run.svelte.ts';

export interface LessonPage {
  run: Run;
  /** What the address asks for: its backend, engine, seeds and training settings hold in lessons too. */
  wishes: OpenRequest;
  layout: Layout;
  view: SideView;
  slow: SlowMotion;
  experiments: (study?: string) => void;
}
