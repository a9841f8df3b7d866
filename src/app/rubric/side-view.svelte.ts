/** What the right column shows: the rubric as a list, one criterion's editor, the weights by prompt, or the methods. */
import { tick } from 'svelte';
import type { Remedy } from '../../lab/run/health.ts';
import type { Run } from '../state/Run.svelte.ts';

/** A control of the methods view. */
export type MethodsControl = Exclude<Remedy, { control: 'criterion' }>;

export type View =
  | { kind: 'list' }
  | { kind: 'criterion'; id: string }
  | { kind: 'prompts' }
  | { kind: 'methods'; control?: MethodsControl };

const LIST: View = { kind: 'list' };

export class SideView {
  private readonly run: Run;
  private wanted = $state.raw<View>(LIST);
  /** Whether the sources of the methods are open, over everything. */
  sources = $state(false);
  /** The next view is opened by something that keeps the focus. */
  quiet = false;

  constructor(run: Run) {
    this.run = run;
  }

  private get opener(): string {
    if (this.wanted.kind === 'criterion') return openerOf(this.wanted.id);
    return this.wanted.kind === 'methods' ? 'open-methods' : 'by-prompt';
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

  /** @param control where to begin: the formula, or one of GRPO's options */
  methods(control?: MethodsControl): void {
    this.wanted = { kind: 'methods', ...(control && { control }) };
  }

  /** Goes to the control that helps. */
  help(remedy: Remedy): void {
    if (remedy.control === 'criterion') this.edit(remedy.id);
    else this.methods(remedy);
  }

  /**
   * Back to the list.
   *
   * @param opener element id of what gets the focus: what opened this, unless that goes too
   */
  back(opener = this.opener): void {
    this.wanted = LIST;
    if (this.quiet) return;
    void tick().then(() => {
      (document.getElementById(opener) ?? document.getElementById('rubric-title'))?.focus();
    });
  }
}

/** Element id of the button that opens a criterion's editor. */
export const openerOf = (id: string): string => `edit-${id}`;
