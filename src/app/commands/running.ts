/** Commands that make the run go on, stop, or begin anew. */
import { PACES } from '../speed/paces.ts';
import type { Command } from './command.ts';
import type { CommandContext } from './context.ts';
import { look } from './looking.ts';

export const runCommands = ({ run, slow }: CommandContext): Command[] => [
  {
    id: 'play',
    group: 'Run',
    label: run.playing ? 'Pause' : 'Play',
    explain: 'Trains on, step after step, until it is paused.',
    keys: ['space'],
    enabled: () => run.ready && !run.finished,
    run: () => run.toggle(),
  },
  {
    id: 'step',
    group: 'Run',
    label: 'One step',
    explain: 'Trains one step; looking back, goes one step ahead; in slow motion, to the next phase.',
    keys: ['right'],
    enabled: () => run.ready || run.cursor !== null,
    run: () => {
      if (slow.active) slow.next();
      else if (run.cursor === null && !run.playing && !run.recorded) run.step();
      else look(run, 1);
    },
  },
  {
    id: 'slow',
    group: 'Run',
    label: slow.active ? 'Leave slow motion' : 'Slow motion',
    explain: 'Shows one training step in six phases, from sampling to the update.',
    keys: ['s'],
    enabled: () => slow.active || slow.possible,
    run: () => slow.toggle(),
  },
  {
    id: 'leave-slow',
    group: 'Run',
    label: 'Leave slow motion',
    explain: 'Back to the whole screen; the step that was taken stays.',
    keys: ['escape'],
    enabled: () => slow.active,
    run: () => slow.leave(),
  },
  {
    id: 'reset',
    group: 'Run',
    label: 'Reset',
    explain: 'Back to step 0 and the rubric that the run began with.',
    keys: ['r'],
    enabled: () => run.ready || run.failure !== null,
    run: () => run.open(),
  },
  ...PACES.map((pace): Command => ({
    id: `pace-${pace.value ?? 'full'}`,
    group: 'Run',
    label: `Speed: ${pace.label}`,
    explain: pace.explain,
    enabled: () => run.pace !== pace.value,
    run: () => run.setPace(pace.value),
  })),
];
