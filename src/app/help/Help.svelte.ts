/** What explains the page: the dialogs, the glossary's card, the tour and slow motion, and the commands for them. */
import { commandsOf } from '../commands/index.ts';
import type { Command } from '../commands/command.ts';
import type { CommandContext, Overlay } from '../commands/context.ts';
import { Glossary } from '../glossary/Glossary.svelte.ts';
import { SlowMotion } from '../slow/SlowMotion.svelte.ts';
import type { Run } from '../state/Run.svelte.ts';
import type { Theme } from '../state/Theme.svelte.ts';
import { isFirstVisit, rememberVisit } from '../tour/first-visit.ts';
import { seenOf } from '../tour/stops.ts';
import { Tour } from '../tour/Tour.svelte.ts';

export class Help {
  readonly glossary = new Glossary();
  readonly slow: SlowMotion;
  readonly tour = new Tour(
    () => rememberVisit(() => localStorage),
    (stop) => seenOf(stop) !== undefined,
  );
  /** The dialog that is open. */
  shown = $state<Overlay | null>(null);
  /** What the glossary is searched for when it opens. */
  wanted = $state('');

  readonly commands: readonly Command[];

  /**
   * @param projector switches the projector mode, where the page has one
   * @param door the way to kept runs, where the page has one
   */
  constructor(run: Run, theme: Theme, projector?: () => void, door?: CommandContext['door']) {
    this.slow = new SlowMotion(run);
    const { slow, tour } = this;
    const open = (overlay: Overlay) => this.open(overlay);
    this.commands = $derived(commandsOf({ run, theme, slow, tour, open, projector, door }));
  }

  open(overlay: Overlay): void {
    this.glossary.close();
    this.wanted = '';
    this.shown = overlay;
  }

  /** Opens the glossary at a term. */
  explain(name: string): void {
    this.open('glossary');
    this.wanted = name;
  }

  /** Begins the tour on a plain first visit. */
  greet({ search, hash }: Pick<Location, 'search' | 'hash'>): void {
    if (isFirstVisit(search, hash, () => localStorage)) this.tour.greet();
  }
}
