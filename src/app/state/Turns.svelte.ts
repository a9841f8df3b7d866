/** Lets several charts of one run take turns: with each picture the next one catches up, so that none waits long. */

/** Milliseconds from one picture to the next. */
const PICTURE = 16;

export class Turns {
  /** How much of the run each chart shows. */
  shown = $state.raw<readonly number[]>([]);
  private latest = 0;
  private next = 0;
  private waiting = false;
  /** Whether a chart had its turn since the rest last was waited for. */
  private turned = false;
  private readonly request: (callback: () => void) => unknown;

  /** @param request calls back about when the next picture is due */
  constructor(request: (callback: () => void) => unknown = (callback) => setTimeout(callback, PICTURE)) {
    this.request = request;
  }

  /**
   * To be called with each picture that has new steps.
   *
   * @param charts how many there are; another number, or a shorter run, is shown by all at once
   */
  follow(length: number, charts: number): void {
    this.latest = length;
    if (charts !== this.shown.length || this.shown.some((shown) => shown > length || shown === 0))
      this.shown = new Array<number>(charts).fill(length);
    else this.turn();
    this.wait();
  }

  /** While new steps come they give the turns; when none does, the charts that are behind still get theirs. */
  private wait(): void {
    if (this.waiting || this.shown.every((shown) => shown === this.latest)) return;
    this.waiting = true;
    this.turned = false;
    this.request(() => {
      this.waiting = false;
      if (!this.turned) this.turn();
      this.wait();
    });
  }

  private turn(): void {
    this.turned = true;
    for (let tried = 0; tried < this.shown.length; tried++) {
      const chart = this.next++ % this.shown.length;
      if (this.shown[chart] === this.latest) continue;
      this.shown = this.shown.with(chart, this.latest);
      return;
    }
  }
}
