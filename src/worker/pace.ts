/** Waits between steps, for a run that is to be watched: no message has to wait, and a change holds at once. */

export class Pace {
  /** Milliseconds from the beginning of one step to that of the next, at least. */
  private gap = 0;
  private stir: (() => void) | null = null;

  get limited(): boolean {
    return this.gap > 0;
  }

  /** @param stepsPerSecond null for no limit */
  set(stepsPerSecond: number | null): void {
    if (stepsPerSecond !== null && !(stepsPerSecond > 0))
      throw new Error(`pace is ${stepsPerSecond}; allowed is a number above 0, or null for no limit.`);
    this.gap = stepsPerSecond === null ? 0 : 1000 / stepsPerSecond;
    this.wake();
  }

  /** Ends the wait, if there is one: whoever waits looks again whether to go on waiting. */
  wake(): void {
    this.stir?.();
  }

  /**
   * Waits until the next step is due.
   *
   * @param begun when the step before began
   * @param wanted whether there is to be a next step
   */
  async wait(begun: number, wanted: () => boolean): Promise<void> {
    for (;;) {
      const left = begun + this.gap - performance.now();
      if (left <= 0 || !wanted()) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.stir = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.stir = null;
    }
  }
}
