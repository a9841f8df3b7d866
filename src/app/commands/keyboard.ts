/** Carries out the command that a key stands for, unless what has the focus needs the key itself. */
import { isEnabled, type Command } from './command.ts';
import { keyOf } from './key-names.ts';

export function handleKey(event: KeyboardEvent, commands: readonly Command[]): void {
  if (event.defaultPrevented) return;
  const key = keyOf(event);
  const command = commands.find(({ keys }) => keys?.includes(key));
  if (!command || usesKey(event.target, key)) return;
  const enabled = isEnabled(command);
  if (!enabled && key === 'escape') return; // it closes other things as well
  event.preventDefault();
  // Held down, arrows go on; a reset or a switch is meant once.
  if (enabled && (!event.repeat || /(right|left)$/.test(key))) command.run();
}

/** Whether a focused control has a use for a key: text and dialogs for all, sliders for arrows, buttons for space. */
function usesKey(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const within = (selector: string) => target.closest(selector) !== null;
  if (within('[role="dialog"]')) return true;
  if (key.startsWith('mod+')) return false;
  if (within('select, textarea, input:not([type="range"])')) return key !== 'escape';
  if (/(right|left)$/.test(key))
    return within('[role="slider"], input, :is([role="region"], [role="group"])[tabindex], [role="grid"]');
  return key === 'space' && within('button, summary, [role="slider"], input, [role="region"][tabindex]');
}
