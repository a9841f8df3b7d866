/**
 * What the charts draw, smoothed over steps and kept up to date record by record: a new step costs the same
 * however long the run is. Everything is per column of the run; where a step did not judge a column there is NaN.
 */
import type { StepRecord } from '../../lab/metrics/record.ts';
import { HEALTH_STEPS } from '../../lab/run/health.ts';
import type { MethodView } from './methods.ts';
import { Trail } from './trail.ts';

/** Steps behind one point of a smoothed series: as many as the health sentence speaks of. */
export const SMOOTHING = HEALTH_STEPS;

export const QUANTITIES = ['scores', 'judgeScores', 'saturation', 'weights', 'effort'] as const;
export type Quantity = (typeof QUANTITIES)[number];

/** Judge and gold scores that differ by more are drawn apart; less is the rounding of 32-bit sums. */
const APART = 1e-4;

/** One column under one method: means over its lanes, its score in each lane, and the range those span. */
interface Column {
  means: Record<Quantity, Trail>;
  lanes: Trail[];
  low: number[];
  high: number[];
  /** Whether the judge's score ever was another than the gold score. */
  misjudged: boolean;
}

export class SmoothSeries {
  length = 0;
  private readonly methods: readonly MethodView[];
  private ids: readonly string[] = [];
  /** [method][column] */
  private readonly columns: Column[][];
  /** Whether nothing weighed anything, [method][step]. */
  private readonly idle: boolean[][];

  /** @param ids of the criteria, one per column */
  constructor(methods: readonly MethodView[], ids: readonly string[]) {
    this.methods = methods;
    this.columns = methods.map(() => []);
    this.idle = methods.map(() => []);
    this.grow(ids);
  }

  /** Makes room for columns that came after those known; the steps before them hold NaN. */
  grow(ids: readonly string[]): void {
    const past = () => new Trail(SMOOTHING, this.length);
    const gap = () => new Array<number>(this.length).fill(NaN);
    this.columns.forEach((columns, m) => {
      while (columns.length < ids.length)
        columns.push({
          means: Object.fromEntries(QUANTITIES.map((quantity) => [quantity, past()])) as Column['means'],
          lanes: this.methods[m]!.lanes.map(past),
          low: gap(),
          high: gap(),
          misjudged: false,
        });
    });
    this.ids = ids;
  }

  /** @param records of one step, one per lane; all lanes are judged by the same rubric */
  push(records: readonly StepRecord[]): void {
    this.length++;
    const judged = records[0]?.criteria ?? [];
    const places = this.ids.map((id) => judged.indexOf(id));
    this.methods.forEach(({ lanes }, m) => {
      this.idle[m]!.push(lanes.every((lane) => !records[lane]?.weights?.some((weight) => weight > 0)));
      this.columns[m]!.forEach((column, k) => {
        const at = places[k]!;
        const value = (lane: number, quantity: Quantity) => records[lane]?.[quantity]?.[at] ?? NaN;
        for (const quantity of QUANTITIES)
          column.means[quantity].push(meanOf(lanes, (lane) => value(lane, quantity)));
        column.lanes.forEach((trail, i) => trail.push(value(lanes[i]!, 'scores')));
        let low = Infinity;
        let high = -Infinity;
        for (const { values } of column.lanes) {
          const now = values[values.length - 1]!;
          if (now < low) low = now;
          if (now > high) high = now;
        }
        column.low.push(low <= high ? low : NaN);
        column.high.push(low <= high ? high : NaN);
        column.misjudged ||= lanes.some(
          (lane) => Math.abs(value(lane, 'scores') - value(lane, 'judgeScores')) > APART,
        );
      });
    });
  }

  /** Mean over a method's lanes, per step; NaN where no lane has a value. */
  mean(method: number, quantity: Quantity, column: number): readonly number[] {
    return this.columns[method]?.[column]?.means[quantity].values ?? [];
  }

  /** A criterion's score in each lane of a method, [lane][step]. */
  lanes(method: number, column: number): readonly (readonly number[])[] {
    return this.columns[method]?.[column]?.lanes.map(({ values }) => values) ?? [];
  }

  /** The lowest and the highest of those, per step. */
  range(method: number, column: number): { low: readonly number[]; high: readonly number[] } {
    return this.columns[method]?.[column] ?? { low: [], high: [] };
  }

  /** Whether in a step no criterion had any weight under a method. */
  weightless(method: number, step: number): boolean {
    return this.idle[method]?.[step] ?? false;
  }

  /** Whether judge and gold scores of a criterion ever differed under a method. */
  misjudged(method: number, column: number): boolean {
    return this.columns[method]?.[column]?.misjudged ?? false;
  }
}

function meanOf(lanes: readonly number[], pick: (lane: number) => number): number {
  let sum = 0;
  let count = 0;
  for (const lane of lanes) {
    const value = pick(lane);
    if (!Number.isFinite(value)) continue;
    sum += value;
    count++;
  }
  return count === 0 ? NaN : sum / count;
}
