/** The lines of the list of keys: one per command with a key, a series in one. */
import { GROUPS, type Command, type Group } from './command.ts';

export interface KeyLine {
  id: string;
  label: string;
  explain: string;
  keys: readonly string[];
  /** The last key of a series. */
  until?: string;
}

/** Groups without a key are left out. */
export function keyLines(commands: readonly Command[]): { group: Group; lines: KeyLine[] }[] {
  return GROUPS.map((group) => {
    const lines: KeyLine[] = [];
    for (const { id, label, explain, keys, series, group: own } of commands) {
      if (own !== group || !keys) continue;
      const before = series && lines.find((line) => line.id === series);
      if (before) before.until = keys[0]!;
      else lines.push({ id: series ?? id, label: series ?? label, explain, keys });
    }
    return { group, lines };
  }).filter(({ lines }) => lines.length > 0);
}
