/** Names of keys: as commands declare them, and as a person reads them. */

const NAMES: Record<string, string> = {
  ' ': 'space',
  ArrowRight: 'right',
  ArrowLeft: 'left',
  Escape: 'escape',
};

export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** "z", "shift+z", "shift+right", "mod+k" (ctrl, or cmd on a Mac); "" where another program may want it. */
export function keyOf({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyPress): string {
  if (altKey || (ctrlKey && metaKey)) return '';
  const name = NAMES[key] ?? key.toLowerCase();
  // Signs such as "?" need shift on some keyboards and not on others.
  const shift = shiftKey && (name.length > 1 || name !== key.toUpperCase()) ? 'shift+' : '';
  return (ctrlKey || metaKey ? 'mod+' : '') + shift + name;
}

const SHOWN: Record<string, string> = {
  right: '→',
  left: '←',
  escape: 'Esc',
  space: 'space',
  shift: 'shift',
};

/** The keys to press together, e.g. ["shift", "→"]. */
export const keyCaps = (key: string, mac: boolean): string[] =>
  key.split('+').map((part) => (part === 'mod' ? (mac ? '⌘' : 'ctrl') : (SHOWN[part] ?? part)));
