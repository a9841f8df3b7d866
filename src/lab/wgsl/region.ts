/** Arrays inside a kernel: named regions of a buffer, placed in workgroup memory where that has room. */

/** Element i of a region is `buffer[origin + i]`; `origin` is a WGSL expression of type u32. */
export interface Region {
  buffer: string;
  origin: string;
}

/** WGSL for one element. */
export const at = ({ buffer, origin }: Region, index: string): string => `${buffer}[${origin} + ${index}]`;

/** The part of a region that starts `offset` elements in; the offset may be an expression. */
export const within = ({ buffer, origin }: Region, offset: number | string): Region => ({
  buffer,
  origin: `${origin} + ${typeof offset === 'number' ? `${offset}u` : offset}`,
});

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
    const origin = `${this.base} + ${this.storage}u`;
    this.storage += floats;
    return { buffer: this.buffer, origin };
  }

  /** A region that only this dispatch uses. */
  pass(name: string, floats: number): Region {
    if (floats > this.local) return this.keep(floats);
    this.local -= floats;
    this.declared.push(`var<workgroup> local_${name}: array<f32, ${floats}>;`);
    return { buffer: `local_${name}`, origin: '0u' };
  }

  /** Module-scope declarations of what was placed in workgroup memory. */
  declarations(): string {
    return this.declared.join('\n');
  }
}
