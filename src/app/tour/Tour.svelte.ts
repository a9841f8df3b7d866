/** The tour: where it stands, and that it was seen. */
import { STOPS, type Stop } from './stops.ts';

export class Tour {
  private index = $state(-1);
  /** Whether it was asked for: then it takes the focus; a first visit's does not. */
  asked = $state(false);
  private readonly remember: () => void;

  /** @param remember that it need not begin by itself again */
  constructor(remember: () => void) {
    this.remember = remember;
  }

  get active(): boolean {
    return this.index >= 0;
  }

  get stop(): Stop | undefined {
    return STOPS[this.index];
  }

  /** From 1 on. */
  get number(): number {
    return this.index + 1;
  }

  get last(): boolean {
    return this.index === STOPS.length - 1;
  }

  begin(): void {
    this.asked = true;
    this.index = 0;
  }

  /** By itself, on a first visit. */
  greet(): void {
    this.asked = false;
    this.index = 0;
  }

  next(): void {
    if (this.last) this.end();
    else if (this.active) this.index++;
  }

  back(): void {
    if (this.index > 0) this.index--;
  }

  end(): void {
    if (!this.active) return;
    this.index = -1;
    this.remember();
  }
}
