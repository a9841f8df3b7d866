/** Arrays inside a kernel: named regions of a buffer, placed in workgroup memory where that has room. */

/**
 * Part of a buffer. Element i is `buffer[origin + i]`, where `origin` is a WGSL expression of type u32: a
 * base, a fixed offset, and so many elements per `block`, a variable of the kernel.
 */
export class Region {
  readonly buffer: string;
  readonly offset: number;
  readonly perBlock: number;
  private readonly base: string;

  constructor(buffer: string, base: string, offset = 0, perBlock = 0) {
    this.buffer = buffer;
    this.base = base;
    this.offset = offset;
    this.perBlock = perBlock;
  }

  get origin(): string {
    const fixed = `${this.base} + ${this.offset}u`;
    return this.perBlock === 0 ? fixed : `${fixed} + block * ${this.perBlock}u`;
  }

  /** What starts so many elements in. */
  from(elements: number): Region {
    return new Region(this.buffer, this.base, this.offset + elements, this.perBlock);
  }

  /** What starts as many elements in as a WGSL expression says. */
  fromPlace(expression: string): Region {
    return new Region(this.buffer, `${this.base} + ${expression}`, this.offset, this.perBlock);
  }

  /** The same for each block, one stride after another. */
  eachBlock(stride: number): Region {
    return new Region(this.buffer, this.base, this.offset, stride);
  }
}

/** WGSL for one element. */
export const at = ({ buffer, origin }: Region, index: string): string => `${buffer}[${origin} + ${index}]`;

/** Hands out regions: kept ones always in storage, passing ones in workgroup memory while it lasts. */
export class Arena {
  /** Floats of storage taken so far. */
  storage = 0;
  private local: number;
  private readonly buffer: string;
  private readonly base: string;
  private readonly declared: string[] = [];

  /**
   * @param buffer name of the storage buffer
   * @param base WGSL expression of the first float that belongs to this workgroup
   * @param localBytes workgroup memory that may be used
   */
  constructor(buffer: string, base: string, localBytes: number) {
    this.buffer = buffer;
    this.base = base;
    this.local = Math.floor(localBytes / 4);
  }

  /** A region whose values later kernels read. */
  keep(floats: number): Region {
    const start = this.storage;
    this.storage += floats;
    return new Region(this.buffer, this.base, start);
  }

  /** A region that only this dispatch uses. */
  pass(name: string, floats: number): Region {
    if (floats > this.local) return this.keep(floats);
    this.local -= floats;
    this.declared.push(`var<workgroup> local_${name}: array<f32, ${floats}>;`);
    return new Region(`local_${name}`, '0u');
  }

  /** Module-scope declarations of what was placed in workgroup memory. */
  declarations(): string {
    return this.declared.join('\n');
  }
}
