/** A criterion as it stands in its editor: what is typed counts for the preview, and is sent once it is valid. */
import { checkCriterion, type Criterion, type Problem } from '../../lab/rubric/criterion.ts';
import type { Language } from '../../lab/language/language.ts';
import type { Run } from '../state/Run.svelte.ts';

export type Patch = { [Key in keyof Criterion]?: unknown };

export class Draft {
  readonly id: string;
  private readonly run: Run;
  /** What was typed and is not part of the rubric yet. */
  private typed = $state.raw<Patch>({});
  private followed: Criterion | undefined;

  constructor(run: Run, id: string) {
    this.run = run;
    this.id = id;
  }

  /** How words and topics are written. */
  get language(): Language {
    return this.run.language;
  }

  /** The criterion in the rubric. */
  readonly base: Criterion | undefined = $derived.by(() =>
    this.run.criteria.find(({ id }) => id === this.id),
  );

  /** As typed; it may be invalid. */
  readonly value = $derived({ ...this.base, ...this.typed } as Criterion);

  readonly checked: { criterion: Criterion } | { problem: Problem } = $derived.by(() =>
    checkCriterion(this.value),
  );

  /** The draft as a criterion; undefined while something is wrong with it. */
  readonly criterion = $derived('criterion' in this.checked ? this.checked.criterion : undefined);

  /** What is wrong at a place or below it. */
  problemAt(path: string): string {
    const problem = 'problem' in this.checked ? this.checked.problem : undefined;
    return problem && (problem.path === path || problem.path.startsWith(`${path}.`)) ? problem.message : '';
  }

  /** Takes over what is being typed. */
  type(patch: Patch): void {
    this.typed = { ...this.typed, ...patch };
  }

  /** Ends the editing: what was typed last counts, and if it cannot, that is said. */
  leave(): void {
    this.commit();
    if ('problem' in this.checked && this.base && this.run.editable)
      this.run.refusal = {
        title: `What was typed last for ${this.base.name} was not taken over.`,
        message: this.checked.problem.message,
      };
  }

  /** Sends what was typed, if it is valid and says something new. */
  commit(): void {
    const { criterion, base } = this;
    if (!criterion || !base || !this.run.editable || same(criterion, base)) return;
    this.run.edit({ kind: 'criterion', criterion: this.id, value: criterion });
  }

  /** For controls that are done at once. */
  set(patch: Patch): void {
    this.type(patch);
    this.commit();
  }

  /** When the rubric changed, what was typed over the changed parts is gone: an edit, or its undo, counts. */
  follow(): void {
    const before = this.followed;
    const now = this.base;
    this.followed = now;
    if (!before || !now || before === now) return;
    this.typed = Object.fromEntries(
      Object.entries(this.typed).filter(([key]) => same(at(before, key), at(now, key))),
    );
  }
}

const at = (criterion: Criterion, key: string): unknown => criterion[key as keyof Criterion];
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
