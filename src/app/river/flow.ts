/**
 * One method's effort as stacked streams, step by step: shares, the edges between streams, and saturation. It only
 * grows at its end, so that a new step costs the same however long the run is.
 */
import type { SmoothSeries } from '../state/smooth.ts';
import { Rows } from './rows.ts';

/** What a flow reads: series by column, as `SmoothSeries` keeps them for one method. */
export interface Source {
  readonly length: number;
  effort(column: number): readonly number[];
  saturation(column: number): readonly number[];
  weightless(step: number): boolean;
}

export const sourceOf = (smooth: SmoothSeries, method: number): Source => ({
  get length() {
    return smooth.length;
  },
  effort: (column) => smooth.mean(method, 'effort', column),
  saturation: (column) => smooth.mean(method, 'saturation', column),
  weightless: (step) => smooth.weightless(method, step),
});

export class Flow {
  /** Columns from the river bed up. */
  readonly order: readonly number[];
  private readonly source: Source;
  private readonly shares: Rows;
  private readonly pales: Rows;
  /** By place in the stack. */
  private readonly edges: Rows;

  constructor(source: Source, order: readonly number[]) {
    this.source = source;
    this.order = order;
    this.shares = new Rows(order.length);
    this.pales = new Rows(order.length);
    this.edges = new Rows(order.length);
  }

  /** Takes over what the source has by now, and says how many steps that is. */
  advance(): number {
    const { source, order } = this;
    if (this.shares.length === source.length) return source.length;
    const efforts = order.map((_, column) => source.effort(column));
    const saturations = order.map((_, column) => source.saturation(column));
    const share = order.map(() => NaN);
    const edge = order.map(() => NaN);
    for (let step = this.shares.length; step < source.length; step++) {
      // Smoothing leaves shares short of 1, or beyond it, where a criterion came or went.
      let sum = 0;
      for (const effort of efforts) sum += Number.isFinite(effort[step]) ? effort[step]! : 0;
      efforts.forEach((effort, k) => (share[k] = sum > 0 ? effort[step]! / sum : NaN));
      let height = sum > 0 ? 0 : NaN;
      order.forEach((k, place) => {
        height += Number.isNaN(share[k]!) && sum > 0 ? 0 : share[k]!;
        edge[place] = height;
      });
      this.shares.push(share);
      this.edges.push(edge);
      this.pales.push(saturations.map((saturation) => saturation[step]!));
    }
    return source.length;
  }

  /** A criterion's share of the effort; NaN where it was not judged, or nothing flowed. */
  share(step: number, column: number): number {
    return this.shares.at(step, column);
  }

  /** Shares of all columns in a step. */
  sharesAt(step: number): number[] {
    return this.order.map((_, column) => this.share(step, column));
  }

  saturation(step: number, column: number): number {
    // A stream begins and ends one step beside those it was judged in: there it looks as it does next to it.
    for (const other of [step, step + 1, step - 1]) {
      const value = this.pales.at(other, column);
      if (!Number.isNaN(value)) return value;
    }
    return 0;
  }

  /** Edges of the stream at a place in the stack, as shares of the band: bed 0, surface 1. */
  upper(step: number, place: number): number {
    return this.edges.at(step, place);
  }
  lower(step: number, place: number): number {
    return place === 0 ? this.edges.at(step, 0) * 0 : this.edges.at(step, place - 1);
  }

  /** Whether nothing flows in a step. */
  dry(step: number): boolean {
    return Number.isNaN(this.edges.at(step, 0));
  }

  /** Whether that is so because no criterion had any weight. */
  weightless(step: number): boolean {
    return this.dry(step) && this.source.weightless(step);
  }

  /** Whether there is a stream: where its criterion is judged, and a step beside that, so that it wells up from nothing. */
  runs(step: number, place: number): boolean {
    if (this.dry(step)) return false;
    const column = this.order[place]!;
    for (let near = step - 1; near <= step + 1; near++)
      if (!Number.isNaN(this.share(near, column))) return true;
    return false;
  }
}
