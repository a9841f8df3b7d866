/** Commands that take runs along and bring them back. */
import type { Command } from './command.ts';
import type { CommandContext } from './context.ts';

export const keepCommands = ({ run, door }: CommandContext): Command[] =>
  door
    ? [
        {
          id: 'runs',
          group: 'Run',
          label: 'Runs',
          explain: 'This run, to name, share and save, and those that the browser keeps.',
          keys: ['o'],
          run: () => door.runs.show(),
        },
        {
          id: 'scenarios',
          group: 'Run',
          label: 'Scenarios',
          explain: 'All scenarios, to open another one here.',
          keys: ['m'],
          run: () => door.scenarios(),
        },
        {
          id: 'about',
          group: 'Run',
          label: 'About this scenario',
          explain: 'What to watch, what happens and why, and what was measured.',
          keys: ['a'],
          run: () => door.scenarios(true),
        },
        {
          id: 'copy-link',
          group: 'Run',
          label: 'Copy link to this run',
          explain: 'A link to its set-up, its edits and the step shown.',
          run: () => door.runs.show((runs) => runs.sharing.copyLink()),
        },
        {
          id: 'save-run',
          group: 'Run',
          label: 'Save run',
          explain: 'Recipe, metrics and checkpoints in one file.',
          enabled: () => run.ready && run.taken > 0,
          run: () => door.runs.show((runs) => runs.sharing.saveRun()),
        },
        {
          id: 'stack',
          group: 'Run',
          label: 'Take it to your stack',
          explain: 'Files for TRL, verl or verifiers.',
          keys: ['e'],
          run: door.stack,
        },
        {
          id: 'experiments',
          group: 'Run',
          label: 'Experiments',
          explain: 'Compares methods over seeds, with intervals and tests.',
          keys: ['x'],
          run: door.experiments,
        },
        {
          id: 'blank-scenario',
          group: 'Run',
          label: 'Blank scenario',
          explain: 'Makes a scenario of your own: words, what is rare at first, rubric.',
          run: () => door.scenario('blank'),
        },
        {
          id: 'edit-scenario',
          group: 'Run',
          label: 'Edit this scenario',
          explain: 'Opens the scenario of this run, as it stands, in the scenario editor.',
          run: () => door.scenario('this'),
        },
        {
          id: 'open-file',
          group: 'Run',
          label: 'Open a file',
          explain: 'A run, a recipe, a scenario or a rubric.',
          run: door.file,
        },
      ]
    : [];
