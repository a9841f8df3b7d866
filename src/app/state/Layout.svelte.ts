/** Which panels are shown and in which mode: the lab itself, a projector, or embedded in another page. */

export const PANELS = ['river', 'outcome', 'criteria', 'answers', 'rubric', 'timeline'] as const;
export type Panel = (typeof PANELS)[number];

export const MODES = ['lab', 'projector', 'embed'] as const;
export type Mode = (typeof MODES)[number];

export type AnswersView = 'answers' | 'numbers' | 'contrast' | 'gradient';

export interface Arrangement {
  mode: Mode;
  /** Panels that were chosen; null for those that the mode begins with. */
  panels: readonly Panel[] | null;
}

/** What each mode shows unless other panels are chosen. */
export const BEGINS_WITH: Record<Mode, readonly Panel[]> = {
  lab: PANELS,
  projector: ['river', 'outcome', 'criteria'],
  embed: ['river', 'outcome'],
};

const LEFT: readonly Panel[] = ['river', 'criteria', 'answers'];

export class Layout {
  mode = $state<Mode>('lab');
  /** Which view of the answers is shown. */
  answers = $state<AnswersView>('answers');
  /** What a lesson shows as long as it does, in place of what was chosen; null where it leaves that alone. */
  held = $state.raw<readonly Panel[] | null>(null);
  /** Choices by mode, so that leaving a mode brings back what was there before. */
  private chosen = $state.raw<Partial<Record<Mode, readonly Panel[]>>>({});
  private readonly written: (arrangement: Arrangement) => void;

  /** @param written called after each change, e.g. to put it into the address */
  constructor({ mode, panels }: Arrangement, written: (arrangement: Arrangement) => void = () => {}) {
    this.mode = mode;
    if (panels) this.chosen = { [mode]: panels };
    this.written = written;
  }

  readonly panels: readonly Panel[] = $derived(this.held ?? this.chosen[this.mode] ?? BEGINS_WITH[this.mode]);

  /** Whether nothing is hidden that the mode begins with, and nothing shown besides. */
  readonly untouched = $derived(this.chosen[this.mode] === undefined);

  get arrangement(): Arrangement {
    return { mode: this.mode, panels: this.chosen[this.mode] ?? null };
  }

  shows(panel: Panel): boolean {
    return this.panels.includes(panel);
  }

  /** Shows a panel or hides it; the last one stays. */
  toggle(panel: Panel): void {
    const panels = PANELS.filter((each) => this.shows(each) !== (each === panel));
    if (panels.length === 0) return;
    if (this.held) {
      this.held = panels;
      return;
    }
    const asAtFirst = panels.join() === BEGINS_WITH[this.mode].join();
    const { [this.mode]: _, ...others } = this.chosen;
    this.chosen = asAtFirst ? others : { ...others, [this.mode]: panels };
    this.written(this.arrangement);
  }

  /** Back to what the mode begins with. */
  restore(): void {
    const { [this.mode]: _, ...others } = this.chosen;
    this.chosen = others;
    this.written(this.arrangement);
  }

  /** Not in another page's frame: from there would be no way back. */
  toggleProjector(): void {
    if (this.mode === 'embed') return;
    this.mode = this.mode === 'projector' ? 'lab' : 'projector';
    this.written(this.arrangement);
  }

  /** Areas of the lab's grid, row by row: effort on the left, what comes out and the rubric on the right. */
  readonly areas: readonly string[] = $derived(gridAreas(this.panels));
}

/** e.g. ["river outcome", "criteria rubric", "answers rubric"]; a panel alone on its row has all of it. */
export function gridAreas(panels: readonly Panel[]): string[] {
  const left = LEFT.filter((panel) => panels.includes(panel));
  const outcome = panels.includes('outcome');
  const rubric = panels.includes('rubric');
  if (!outcome && !rubric) return left;
  if (left.length === 0) return ['outcome', 'rubric'].filter((_, i) => [outcome, rubric][i]);
  if (!rubric) return left.map((panel, i) => (i === 0 ? `${panel} outcome` : `${panel} ${panel}`));
  if (!outcome) return left.map((panel) => `${panel} rubric`);
  if (left.length === 1) return [`${left[0]} outcome`, `${left[0]} rubric`];
  return left.map((panel, i) => `${panel} ${i === 0 ? 'outcome' : 'rubric'}`);
}
