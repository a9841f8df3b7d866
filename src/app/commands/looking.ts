/** Commands that choose the step and the criteria looked at. */
import type { Run } from '../state/Run.svelte.ts';
import type { Command } from './command.ts';
import type { CommandContext } from './context.ts';

/** Moves the step looked at; at the head it is live again. */
export function look(run: Run, by: number): void {
  const step = Math.max(0, run.at + by);
  run.cursor = step >= run.head ? null : step;
}

/** Criteria that a digit can light. */
const DIGITS = 8;

export const lookCommands = ({ run, slow }: CommandContext): Command[] => [
  {
    id: 'back',
    group: 'Look',
    label: 'One step back',
    explain: 'Looks at the step before; the run itself stays where it is.',
    keys: ['left'],
    enabled: () => run.head >= 0,
    run: () => (slow.active ? slow.back() : look(run, -1)),
  },
  {
    id: 'ahead-10',
    group: 'Look',
    label: 'Ten steps ahead',
    explain: 'Looks ten steps further on, at most at the latest.',
    keys: ['shift+right'],
    enabled: () => run.head >= 0 && !slow.active,
    run: () => look(run, 10),
  },
  {
    id: 'back-10',
    group: 'Look',
    label: 'Ten steps back',
    explain: 'Looks ten steps earlier.',
    keys: ['shift+left'],
    enabled: () => run.head >= 0 && !slow.active,
    run: () => look(run, -10),
  },
  {
    id: 'live',
    group: 'Look',
    label: 'Latest step',
    explain: 'Ends looking back: everything shows the latest step again.',
    enabled: () => run.cursor !== null,
    run: () => (run.cursor = null),
  },
  ...run.shown.slice(0, DIGITS).map((column, i): Command => ({
    id: `light-${run.columns[column]!.id}`,
    group: 'Look',
    label: `Light ${run.columns[column]!.name}`,
    explain: 'Labels its stream in bold, or stops doing so.',
    series: 'Light a criterion',
    keys: [String(i + 1)],
    run: () => run.light(column),
  })),
];
