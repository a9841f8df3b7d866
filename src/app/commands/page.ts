/** Commands about how the page looks. */
import type { Command } from './command.ts';
import type { CommandContext } from './context.ts';

export const pageCommands = ({ theme, projector }: CommandContext): Command[] => [
  {
    id: 'theme',
    group: 'Page',
    label: theme.current === 'dark' ? 'Light theme' : 'Dark theme',
    explain: 'Changes between dark on light and light on dark; it is remembered here.',
    keys: ['t'],
    run: () => theme.toggle(),
  },
  ...(projector
    ? [
        {
          id: 'projector',
          group: 'Page' as const,
          label: 'Projector',
          explain: 'Larger type and only the river, the outcome and the criteria; again to leave.',
          keys: ['p'],
          run: projector,
        },
      ]
    : []),
];
