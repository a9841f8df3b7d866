/** What a command is: one thing to do, with its words and its keys. */

export const GROUPS = ['Run', 'Look', 'Edit', 'Page', 'Help'] as const;
export type Group = (typeof GROUPS)[number];

export interface Command {
  id: string;
  group: Group;
  /** A few words, as in a menu. */
  label: string;
  /** What it does, in one sentence. */
  explain: string;
  /** As `keyOf` names them, e.g. "space", "shift+right", "mod+k". */
  keys?: readonly string[];
  /** Commands of one series are one line in the list of keys. */
  series?: string;
  run(): void;
  /** Whether it has something to act on now; always, if left out. */
  enabled?(): boolean;
}

export const isEnabled = (command: Command): boolean => command.enabled?.() ?? true;
