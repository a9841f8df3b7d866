/** Lets several charts of one run take turns: with each picture the next one catches up, so that none waits long. */

export class Turns {
  /** How much of the run each chart shows. */
  shown = $state.raw<readonly number[]>([]);
  private latest = 0;
  private next = 0;
  private waiting = false;
  private readonly request: (callback: () => void) => unknown;

  /** @param request the browser's requestAnimationFrame */
  constructor(request: (callback: () => void) => unknown = (callback) => requestAnimationFrame(callback)) {
    this.request = request;
  }

  /** @param charts how many there are; another number, or a shorter run, is shown by all at once */
  follow(length: number, charts: number): void {
    this.latest = length;
    if (charts !== this.shown.length || this.shown.some((shown) => shown > length || shown === 0))
      this.shown = new Array<number>(charts).fill(length);
    if (!this.waiting) this.ask();
  }

  private ask(): void {
    this.waiting = this.shown.some((shown) => shown !== this.latest);
    if (this.waiting) this.request(() => this.turn());
  }

  private turn(): void {
    for (let tried = 0; tried < this.shown.length; tried++) {
      const chart = this.next++ % this.shown.length;
      if (this.shown[chart] === this.latest) continue;
      this.shown = this.shown.with(chart, this.latest);
      break;
    }
    this.ask();
  }
}
