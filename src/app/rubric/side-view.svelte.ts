/** What the right column shows: the rubric as a list, one criterion's editor, or the weights by prompt. */
import { tick } from 'svelte';
import type { Run } from '../state/Run.svelte.ts';

export type View = { kind: 'list' } | { kind: 'criterion'; id: string } | { kind: 'prompts' };

const LIST: View = { kind: 'list' };

export class SideView {
  private readonly run: Run;
  private wanted = $state.raw<View>(LIST);

  constructor(run: Run) {
    this.run = run;
  }

  /** What was asked for, as far as there is such a criterion: a new one comes with the worker's answer. */
  readonly shown: View = $derived.by(() => {
    const { wanted } = this;
    if (wanted.kind !== 'criterion') return wanted;
    return this.run.criteria.some(({ id }) => id === wanted.id) ? wanted : LIST;
  });

  edit(id: string): void {
    this.wanted = { kind: 'criterion', id };
  }

  byPrompt(): void {
    this.wanted = { kind: 'prompts' };
  }

  /**
   * Back to the list.
   *
   * @param opener element id of what gets the focus: what opened this, unless that goes too
   */
  back(opener = this.wanted.kind === 'criterion' ? openerOf(this.wanted.id) : 'by-prompt'): void {
    this.wanted = LIST;
    void tick().then(() => {
      (document.getElementById(opener) ?? document.getElementById('rubric-title'))?.focus();
    });
  }
}

/** Element id of the button that opens a criterion's editor. */
export const openerOf = (id: string): string => `edit-${id}`;
