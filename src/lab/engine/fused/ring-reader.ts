/** Reads the metrics ring without ever stopping the GPU: one read under way, covering all steps since the last. */

/** Where one step's numbers lie. */
interface Entry<Info> {
  slot: number;
  info: Info;
}

export class RingReader<Info, Result> {
  private readonly device: GPUDevice;
  private readonly ring: GPUBuffer;
  private readonly slotBytes: number;
  private readonly staging: GPUBuffer;
  private readonly decode: (numbers: Float32Array, info: Info) => Result;
  private unread: Entry<Info>[] = [];
  private reading: Promise<void> | null = null;
  private readingCount = 0;
  private ready: Result[] = [];
  private failure: { error: unknown } | null = null;

  /** @param slots of the ring; more steps than that are never in flight */
  constructor(
    device: GPUDevice,
    ring: GPUBuffer,
    slots: number,
    decode: (numbers: Float32Array, info: Info) => Result,
  ) {
    this.device = device;
    this.ring = ring;
    this.slotBytes = ring.size / slots;
    this.decode = decode;
    this.staging = device.createBuffer({
      label: 'metrics readback',
      size: ring.size,
      usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
    });
  }

  /** Steps handed in and not yet decoded. */
  get inFlight(): number {
    return this.unread.length + this.readingCount;
  }

  /** Takes a step in; `encoder` has just recorded it, and is given the copies if a read can begin. */
  add(entry: Entry<Info>, encoder: GPUCommandEncoder): void {
    this.unread.push(entry);
    if (!this.reading) this.copy(encoder);
  }

  /** Begins to map what `add` copied; call it after the submit. */
  begin(): void {
    if (this.reading || this.readingCount === 0) return;
    const entries = this.unread.splice(0, this.readingCount);
    this.reading = this.staging
      .mapAsync(GPUMapMode.READ)
      .then(() => {
        const bytes = this.staging.getMappedRange();
        entries.forEach(({ slot, info }) => {
          const numbers = new Float32Array(bytes, slot * this.slotBytes, this.slotBytes / 4);
          this.ready.push(this.decode(numbers, info));
        });
        this.staging.unmap();
      })
      .catch((error: unknown) => {
        this.failure = { error }; // told to whoever asks next: nobody may be waiting now
      })
      .then(() => {
        this.reading = null;
        this.readingCount = 0;
        if (!this.failure) this.beginAnother();
      });
  }

  /**
   * Results that have come in, oldest first.
   *
   * @throws when a read has failed, as it does when the device is lost
   */
  take(): Result[] {
    this.check();
    return this.ready.splice(0);
  }

  /**
   * Waits until at most `count` steps are in flight.
   *
   * @throws like `take`
   */
  async settle(count: number): Promise<void> {
    while (this.inFlight > count && !this.failure) {
      if (!this.reading) this.beginAnother();
      await this.reading;
    }
    this.check();
  }

  private check(): void {
    if (this.failure) throw this.failure.error;
  }

  destroy(): void {
    this.staging.destroy();
  }

  private beginAnother(): void {
    if (this.unread.length === 0) return;
    const encoder = this.device.createCommandEncoder();
    this.copy(encoder);
    this.device.queue.submit([encoder.finish()]);
    this.begin();
  }

  private copy(encoder: GPUCommandEncoder): void {
    for (const { slot } of this.unread)
      encoder.copyBufferToBuffer(
        this.ring,
        slot * this.slotBytes,
        this.staging,
        slot * this.slotBytes,
        this.slotBytes,
      );
    this.readingCount = this.unread.length;
  }
}
