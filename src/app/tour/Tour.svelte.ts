/** The tour: where it stands, and that it was seen. */
import { STOPS, type Stop } from './stops.ts';

const always = (): boolean => true;

export class Tour {
  private index = $state(-1);
  /** The stops there are: a layout may hide some. */
  private stops = $state.raw(STOPS);
  private readonly there: (stop: Stop) => boolean;
  /** Whether it was asked for: then it takes the focus; a first visit's does not. */
  asked = $state(false);
  private readonly remember: () => void;

  /**
   * @param remember that it need not begin by itself again
   * @param there whether a stop can be seen on the page as it is
   */
  constructor(remember: () => void, there: (stop: Stop) => boolean = always) {
    this.remember = remember;
    this.there = there;
  }

  get active(): boolean {
    return this.index >= 0;
  }

  get stop(): Stop | undefined {
    return this.stops[this.index];
  }

  /** From 1 on. */
  get number(): number {
    return this.index + 1;
  }

  get count(): number {
    return this.stops.length;
  }

  get last(): boolean {
    return this.index === this.stops.length - 1;
  }

  begin(): void {
    this.asked = true;
    this.start();
  }

  /** By itself, on a first visit. */
  greet(): void {
    this.asked = false;
    this.start();
  }

  private start(): void {
    this.stops = STOPS.filter(this.there);
    this.index = this.stops.length > 0 ? 0 : -1;
  }

  next(): void {
    this.look();
    if (this.last) this.end();
    else if (this.active) this.index++;
  }

  back(): void {
    this.look();
    if (this.index > 0) this.index--;
  }

  /** Looks again which stops there are; the present one stays. */
  private look(): void {
    const { stop } = this;
    this.stops = STOPS.filter((each) => each === stop || this.there(each));
    this.index = stop ? this.stops.indexOf(stop) : -1;
  }

  end(): void {
    if (!this.active) return;
    this.index = -1;
    this.remember();
  }
}
