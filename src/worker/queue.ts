/** Work that follows one another: a failure is told to who asked for it, and holds up nothing. */

export class Queue {
  private last: Promise<unknown> = Promise.resolve();

  add<Value>(work: () => Promise<Value> | Value): Promise<Value> {
    const mine = this.last.then(work);
    this.last = mine.catch(() => {});
    return mine;
  }
}
