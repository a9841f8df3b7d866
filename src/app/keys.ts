/** Keyboard shortcuts of the main screen. */
import type { Run } from './state/Run.svelte.ts';
import type { Theme } from './state/Theme.svelte.ts';

/** Keys act unless the control that has the focus uses them itself. */
export function handleKey(event: KeyboardEvent, run: Run, theme: Theme): void {
  if (event.ctrlKey || event.metaKey || event.altKey || usesKey(event.target, event.key)) return;
  const action = ACTIONS[event.key];
  if (!action) return;
  event.preventDefault();
  action(run, theme);
}

const look = (run: Run, by: number): void => {
  const step = Math.max(0, run.at + by);
  run.cursor = step >= run.head ? null : step;
};

const ACTIONS: Record<string, (run: Run, theme: Theme) => void> = {
  ' ': (run) => run.toggle(),
  ArrowRight: (run) => (run.cursor === null && !run.playing && !run.recorded ? run.step() : look(run, 1)),
  ArrowLeft: (run) => look(run, -1),
  r: (run) => run.open(),
  z: (run) => run.undo(),
  Z: (run) => run.redo(),
  t: (_, theme) => theme.toggle(),
  ...Object.fromEntries(
    [1, 2, 3, 4, 5, 6, 7, 8].map((digit) => [
      String(digit),
      (run: Run) => digit <= run.shown.length && run.light(run.shown[digit - 1]!),
    ]),
  ),
};

/** Whether a focused control has a use for a key: text and dialogs for all, sliders for arrows, buttons for space. */
function usesKey(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const within = (selector: string) => target.closest(selector) !== null;
  if (within('select, textarea, input:not([type="range"]), [role="dialog"]')) return true;
  if (key.startsWith('Arrow'))
    return within('[role="slider"], input, :is([role="region"], [role="group"])[tabindex]');
  return key === ' ' && within('button, [role="slider"], input, [role="region"][tabindex]');
}
