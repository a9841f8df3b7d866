/** Follows a count at a pace that can be read: at once while it changes rarely, otherwise some times a second. */

/** Milliseconds between two changes that are shown. */
const PACE = 120;

/** What time it is, and how to be called later; a test brings its own. */
export interface Clock {
  now(): number;
  later(callback: () => void, ms: number): unknown;
}

const CLOCK: Clock = { now: () => performance.now(), later: (callback, ms) => setTimeout(callback, ms) };

export class Calm {
  value = $state(0);
  private latest = 0;
  private shownAt = -Infinity;
  private waiting = false;
  private readonly pace: number;
  private readonly clock: Clock;

  constructor(pace = PACE, clock: Clock = CLOCK) {
    this.pace = pace;
    this.clock = clock;
  }

  follow(latest: number): void {
    this.latest = latest;
    const wait = this.shownAt + this.pace - this.clock.now();
    if (wait <= 0 || latest < this.value) return this.show(); // what starts over must not be shown as it was
    if (this.waiting) return;
    this.waiting = true;
    this.clock.later(() => {
      this.waiting = false;
      this.show();
    }, wait);
  }

  private show(): void {
    this.value = this.latest;
    this.shownAt = this.clock.now();
  }
}
