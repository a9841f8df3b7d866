/** All commands of the page as they stand: what the keys, the list of keys and the palette are made from. */
import type { Command } from './command.ts';
import type { CommandContext } from './context.ts';
import { editCommands } from './editing.ts';
import { helpCommands } from './helping.ts';
import { keepCommands } from './keeping.ts';
import { lookCommands } from './looking.ts';
import { pageCommands } from './page.ts';
import { runCommands } from './running.ts';

export const commandsOf = (context: CommandContext): Command[] => [
  ...runCommands(context),
  ...keepCommands(context),
  ...lookCommands(context),
  ...editCommands(context),
  ...pageCommands(context),
  ...helpCommands(context),
];
