/** Commands that take edits back, make them again, or leave them to another future. */
import { whyNoFork } from '../fork/why-no-fork.ts';
import type { Command } from './command.ts';
import type { CommandContext } from './context.ts';

export const editCommands = ({ run }: CommandContext): Command[] => [
  {
    id: 'undo',
    group: 'Edit',
    label: 'Undo edit',
    explain: 'Takes the latest edit back, from the next step on.',
    keys: ['z'],
    enabled: () => run.editable && run.undoable !== undefined,
    run: () => run.undo(),
  },
  {
    id: 'redo',
    group: 'Edit',
    label: 'Redo edit',
    explain: 'Makes the edit again that was taken back last.',
    keys: ['shift+z'],
    enabled: () => run.editable && run.redoable !== undefined,
    run: () => run.redo(),
  },
  {
    id: 'fork',
    group: 'Edit',
    label: 'Fork',
    explain: 'A new run with the same past up to the step shown; this one stays drawn as an outline.',
    enabled: () => whyNoFork(run) === '',
    run: async () => {
      const { forkAt } = await import('../fork/forks.ts');
      run.become(forkAt(run, run.at + 1, 'before the fork'));
    },
  },
];
