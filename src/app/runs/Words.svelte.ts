/** Name and notes of the run on the page: they are kept soon after they were written, once the run is kept at all. */
import type { Run } from '../state/Run.svelte.ts';
import type { Around } from './around.ts';

/** Milliseconds after the last key until what was written is kept. */
const REST = 500;

export class Words {
  name = $state('');
  notes = $state('');
  private readonly run: Run;
  private readonly around: Pick<Around, 'shelf'>;
  private id: string | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(run: Run, around: Pick<Around, 'shelf'>) {
    this.run = run;
    this.around = around;
  }

  /** Of the run that stands now; what another run was called is not carried over. */
  follow(known?: { id: string; name: string; notes: string }): void {
    const id = this.run.kept?.id ?? null;
    if (id === this.id) return;
    this.settle();
    this.id = id;
    [this.name, this.notes] = known?.id === id ? [known.name, known.notes] : ['', ''];
  }

  /** The run that has just been opened came with words. */
  begin(words: { name: string; notes: string }): void {
    this.settle();
    this.id = this.run.kept?.id ?? null;
    this.write(words);
  }

  write(words: { name?: string; notes?: string }): void {
    if (words.name !== undefined) this.name = words.name;
    if (words.notes !== undefined) this.notes = words.notes;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.keep(), REST);
  }

  /** Keeps at once what still waits. */
  settle(): void {
    if (this.timer === undefined) return;
    void this.keep();
  }

  private async keep(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { id, name, notes } = this;
    if (id === null) return;
    const words = { name: name.trim(), notes };
    try {
      const shelf = await this.around.shelf();
      await shelf.describe(id, words);
      const known = (await shelf.list()).some((run) => run.id === id);
      const waits = id === this.id && this.timer === undefined && this.run.unkept === null;
      // A run is kept from its first step or edit on.
      if (!known && waits) this.timer = setTimeout(() => void this.keep(), 4 * REST);
    } catch {
      // The browser keeps nothing: that is said where its runs would stand.
    }
  }
}
