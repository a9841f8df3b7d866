/** A rubric on its way in: a text or a file is read and shown; nothing of the run changes before a button is pressed. */
import { messageOf } from '../../lab/message-of.ts';
import { importRubric, LARGEST_FILE, type ImportedRubric } from '../../exchange/rubric/index.ts';
import type { Criterion } from '../../lab/rubric/criterion.ts';
import type { Run } from '../state/Run.svelte.ts';
import { withFreshIds } from './new-criterion.ts';
import { nameRubric } from './rubric-name.ts';
import { whyNoMore } from './why-not.ts';

/** What became of the text: nothing to read yet, a rubric, or why it is none. */
type Outcome = { rubric?: ImportedRubric; problem?: string };

export class Importing {
  open = $state(false);
  text = $state('');
  /** Which row of a file with several, counted from 0. */
  row = $state(0);
  /** Name of the file that the text came from. */
  file = $state('');
  /** Why a file was not read at all. */
  private refused = $state('');
  private readonly run: Run;

  constructor(run: Run) {
    this.run = run;
  }

  readonly outcome: Outcome = $derived.by(() => {
    if (this.refused) return { problem: this.refused };
    if (this.text.trim() === '') return {};
    try {
      return { rubric: importRubric(this.text, this.row) };
    } catch (error) {
      return { problem: messageOf(error) };
    }
  });

  /** Criteria that nothing detects: they come in without counting. */
  readonly undetected = $derived(
    this.outcome.rubric?.criteria.filter(({ detector }) => detector === null).length ?? 0,
  );

  /** Why the rubric cannot be added to the one there is; empty when it can. */
  readonly whyNotAdd = $derived.by(() => whyNoMore(this.run, this.outcome.rubric?.criteria.length ?? 0));

  begin(): void {
    this.take('');
    this.open = true;
  }

  /** Another text, typed or pasted. */
  take(text: string, file = ''): void {
    this.text = text;
    this.file = file;
    this.row = 0;
    this.refused = '';
  }

  /** A file that was chosen or dropped; one that is too large is not even read. */
  async takeFile(file: File): Promise<void> {
    this.take('', file.name);
    this.open = true;
    if (file.size > LARGEST_FILE) {
      const size = (file.size / 1e6).toFixed(1);
      this.refused = `${file.name} has ${size} MB; at most ${LARGEST_FILE / 1e6} MB are read.`;
      return;
    }
    try {
      const text = await file.text();
      if (this.file === file.name) this.take(text, file.name);
    } catch {
      this.refused = `${file.name} could not be read.`;
    }
  }

  replace(): void {
    // A text-only format brings no ids: those it was given must not stand for criteria that were here before.
    this.finish(({ criteria, format, name }) => {
      const fresh = format === 'focal-lab' ? criteria : withFreshIds(criteria, this.run.columns);
      const called = name ?? this.file.replace(/\.\w+$/, '');
      if (called) nameRubric(this.run, called, fresh);
      return fresh;
    });
  }

  add(): void {
    const { columns, criteria: present } = this.run;
    this.finish(({ criteria }) => [...present, ...withFreshIds(criteria, columns)]);
  }

  private finish(rubricWith: (imported: ImportedRubric) => readonly Criterion[]): void {
    const { rubric } = this.outcome;
    if (!rubric || !this.run.editable) return;
    this.run.edit({ kind: 'rubric', value: rubricWith(rubric) });
    this.open = false;
  }
}
