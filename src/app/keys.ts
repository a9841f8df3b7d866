/** Keyboard shortcuts of the main screen. */
import type { Run } from './state/Run.svelte.ts';
import type { Theme } from './state/Theme.svelte.ts';

/** Keys act unless a control that uses them itself has the focus. */
export function handleKey(event: KeyboardEvent, run: Run, theme: Theme): void {
  if (event.ctrlKey || event.metaKey || event.altKey || usesKeys(event.target)) return;
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
  ArrowRight: (run) => (run.cursor === null && !run.playing ? run.step() : look(run, 1)),
  ArrowLeft: (run) => look(run, -1),
  r: (run) => run.open(),
  z: (run) => run.undo(),
  t: (_, theme) => theme.toggle(),
  ...Object.fromEntries(
    [1, 2, 3, 4, 5, 6, 7, 8].map((digit) => [
      String(digit),
      (run: Run) => digit <= run.scenario.rubric.length && run.light(digit - 1),
    ]),
  ),
};

function usesKeys(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input, select, textarea, button, [role="slider"], [tabindex="0"]') !== null
  );
}
