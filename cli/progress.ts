/** A progress line that rewrites itself on a terminal and is printed now and then elsewhere. */

/** Seconds between plain lines when the output is not a terminal. */
const PLAIN_EVERY = 20;

export class Progress {
  private last = 0;
  private readonly out: NodeJS.WriteStream;

  constructor(out: NodeJS.WriteStream = process.stderr) {
    this.out = out;
  }

  /** The next line is shown wherever it goes: what it tells is new. */
  turn(): void {
    this.last = 0;
  }

  /** @param final always shown, and ends the line */
  show(text: string, final = false): void {
    const now = performance.now() / 1000;
    if (this.out.isTTY) {
      this.out.write(`\r\x1b[2K${text}${final ? '\n' : ''}`);
    } else if (final || this.last === 0 || now - this.last >= PLAIN_EVERY) {
      this.last = now;
      this.out.write(`${text}\n`);
    }
  }
}

/** A duration for people: "42 s", "3 min 5 s". */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** e.g. "[######....] 30 %, runs 1 to 24 of 48, step 20 of 150, 3 min 5 s left" */
export function progressText(at: { what: string; done: number; secondsLeft: number | null }): string {
  const filled = Math.round(20 * at.done);
  const left = at.secondsLeft === null ? '' : `, ${duration(at.secondsLeft)} left`;
  return `[${'#'.repeat(filled)}${'.'.repeat(20 - filled)}] ${(100 * at.done).toFixed(0)} %, ${at.what}${left}`;
}
