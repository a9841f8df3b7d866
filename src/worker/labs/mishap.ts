/** A lost device, for work that waits on it: what it would have given never comes, so it fails instead. */

export class Mishap {
  private readonly waiting = new Set<(error: Error) => void>();

  /** Everything that is waited for fails; later work begins anew. */
  happen(message: string): void {
    const error = new Error(message);
    for (const fail of this.waiting) fail(error);
    this.waiting.clear();
  }

  /** @throws what the work throws, or that the device was lost under it */
  async guard<Value>(work: Promise<Value>): Promise<Value> {
    let fail: (error: Error) => void = () => {};
    const mishap = new Promise<never>((_, reject) => (fail = reject));
    this.waiting.add(fail);
    try {
      return await Promise.race([work, mishap]);
    } finally {
      this.waiting.delete(fail);
    }
  }
}
