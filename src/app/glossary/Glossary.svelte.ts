/** Which term's card is open, and where: one at a time, after a moment's rest of the pointer, at once by keyboard. */

/** Milliseconds that the pointer rests before a card opens, and may be away before it closes. */
const REST = 250;
const GRACE = 200;

export interface OpenCard {
  id: string;
  anchor: Element;
}

type Timer = ReturnType<typeof setTimeout>;

export class Glossary {
  open = $state.raw<OpenCard | null>(null);
  private timer: Timer | undefined;
  /** What the pointer rests on, or rested on last. */
  private rested: Element | null = null;

  /** Opens a card at once, or keeps it open. */
  show(id: string, anchor: Element): void {
    clearTimeout(this.timer);
    if (this.open?.anchor !== anchor) this.open = { id, anchor };
  }

  /** The pointer rests on a term. */
  hover(id: string, anchor: Element): void {
    clearTimeout(this.timer);
    if (this.open?.anchor === anchor) return;
    this.rested = anchor;
    this.timer = setTimeout(() => this.show(id, anchor), REST);
  }

  /** The pointer is on the card itself. */
  stay(): void {
    clearTimeout(this.timer);
  }

  /** The pointer went away. */
  away(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.close(), GRACE);
  }

  close(): void {
    clearTimeout(this.timer);
    this.rested = null;
    this.open = null;
  }

  /** A term is taken off the page: nobody leaves it any more. */
  gone(anchor: Element): void {
    if (this.isOpen(anchor) || this.rested === anchor) this.close();
  }

  isOpen(anchor: Element | undefined): boolean {
    return anchor !== undefined && this.open?.anchor === anchor;
  }
}
