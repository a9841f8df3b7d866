/** Ctrl-C while something runs headless: the first asks it to stop after the step under way, the second ends at once. */
import type { Progress } from '../progress.ts';

/** Exit code of what was stopped. */
export const STOPPED = 130;

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** The browser has to live until the step is over. */
export const KEEP_ALIVE = { handleSIGINT: false, handleSIGTERM: false };

export class Interrupts {
  private asked = 0;
  private stop = () => {};
  private readonly listener: () => void;

  constructor(progress: Progress) {
    this.listener = () => {
      if (++this.asked > 1) process.exit(STOPPED);
      progress.show('stopping after this step; Ctrl-C again stops at once', true);
      this.stop();
    };
    for (const signal of SIGNALS) process.on(signal, this.listener);
  }

  /** @param stop asks what runs to stop; at once, where that was asked for before it began */
  stopBy(stop: () => void): void {
    this.stop = stop;
    if (this.asked > 0) stop();
  }

  ignore(): void {
    for (const signal of SIGNALS) process.off(signal, this.listener);
  }
}
