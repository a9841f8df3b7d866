/** Commands that explain the page. */
import type { Command } from './command.ts';
import type { CommandContext } from './context.ts';

export const helpCommands = ({ tour, slow, open, door }: CommandContext): Command[] => [
  ...(door
    ? [
        {
          id: 'lessons',
          group: 'Help' as const,
          label: 'Lessons',
          explain: 'A short course that acts on the lab; it asks what you expect first.',
          keys: ['l'],
          run: door.lessons,
        },
        {
          id: 'labs',
          group: 'Help' as const,
          label: 'Labs',
          explain: 'Neighbouring papers, live.',
          keys: ['n'],
          run: door.labs,
        },
      ]
    : []),
  {
    id: 'keys',
    group: 'Help',
    label: 'All keys',
    explain: 'Lists every key.',
    keys: ['?'],
    run: () => open('keys'),
  },
  {
    id: 'palette',
    group: 'Help',
    label: 'Find a command',
    explain: 'Searches all commands and terms by a few letters.',
    keys: ['mod+k', '/'],
    run: () => open('palette'),
  },
  {
    id: 'glossary',
    group: 'Help',
    label: 'Glossary',
    explain: 'Every quantity on the page, with its formula, its numbers now and its source.',
    keys: ['g'],
    run: () => open('glossary'),
  },
  {
    id: 'tour',
    group: 'Help',
    label: 'Tour of the page',
    explain: 'Half a minute on what is where.',
    enabled: () => !slow.active,
    run: () => tour.begin(),
  },
];
