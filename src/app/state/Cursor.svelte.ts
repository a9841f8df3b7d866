/** Which step of a run the page shows: the latest, or one that is hovered, held or gone back to. */

export class Cursor {
  /** The step that any chart is hovered at, for as long as it is. */
  private hovered = $state<number | null>(null);
  private scrubbed = $state<number | null>(null);
  /** The step that charts are held at. */
  private held = $state<number | null>(null);
  private readonly moved: () => void;

  /** @param moved called when answers are to follow */
  constructor(moved: () => void) {
    this.moved = moved;
  }

  /** Null follows the latest step. */
  get step(): number | null {
    return this.hovered ?? this.held ?? this.scrubbed;
  }

  /** The step gone back to; it stays when no chart is hovered. */
  get back(): number | null {
    return this.scrubbed;
  }

  /** The step whose answers are wanted: those of a held chart go on. */
  get answers(): number | null {
    return this.hovered ?? this.scrubbed;
  }

  goTo(step: number | null): void {
    this.reset(step);
    this.moved();
  }

  hover(step: number | null): void {
    this.hovered = step;
    this.moved();
  }

  hold(step: number | null): void {
    this.held = step;
  }

  /** Without a word to whoever follows. */
  reset(step: number | null = null): void {
    this.scrubbed = step;
    this.hovered = null;
    this.held = null;
  }
}
