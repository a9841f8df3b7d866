/**
 * What the charts draw, smoothed over steps and kept up to date record by record: a new step costs the same
 * however long the run is.
 */
import type { StepRecord } from '../../lab/metrics/record.ts';
import { HEALTH_STEPS } from '../../lab/run/health.ts';
import { mean } from '../../lab/spread.ts';
import type { MethodView } from './methods.ts';

/** Steps behind one point of a smoothed series: as many as the health sentence speaks of. */
export const SMOOTHING = HEALTH_STEPS;

export const QUANTITIES = ['scores', 'saturation', 'weights', 'effort'] as const;
export type Quantity = (typeof QUANTITIES)[number];

/** A series of numbers smoothed as it grows: each value is the mean of up to 5, NaN left out. */
class Trail {
  readonly values: number[] = [];
  private readonly latest: number[] = [];

  push(value: number): void {
    this.latest.push(value);
    if (this.latest.length > SMOOTHING) this.latest.shift();
    this.values.push(Number.isNaN(value) ? NaN : mean(this.latest.filter(Number.isFinite)));
  }
}

/** One criterion's score under one method: the mean over its lanes, each lane, and the range they span. */
interface Scores {
  lanes: Trail[];
  low: number[];
  high: number[];
}

export class SmoothSeries {
  length = 0;
  private readonly methods: readonly MethodView[];
  /** Means over a method's lanes, [method][quantity][criterion]. */
  private readonly means: Record<Quantity, Trail[]>[];
  /** [method][criterion] */
  private readonly scores: Scores[][];

  constructor(methods: readonly MethodView[], criteria: number) {
    const perCriterion = <Value>(make: () => Value) => Array.from({ length: criteria }, make);
    const trails = () => perCriterion(() => new Trail());
    this.methods = methods;
    this.means = methods.map(() => ({
      scores: trails(),
      saturation: trails(),
      weights: trails(),
      effort: trails(),
    }));
    this.scores = methods.map(({ lanes }) =>
      perCriterion(() => ({ lanes: lanes.map(() => new Trail()), low: [], high: [] })),
    );
  }

  /** @param records of one step, one per lane */
  push(records: readonly StepRecord[]): void {
    this.length++;
    this.methods.forEach(({ lanes }, m) => {
      for (const quantity of QUANTITIES)
        this.means[m]![quantity].forEach((trail, k) =>
          trail.push(meanOf(lanes, (lane) => records[lane]![quantity][k]!)),
        );
      this.scores[m]!.forEach(({ lanes: trails, low, high }, k) => {
        trails.forEach((trail, i) => trail.push(records[lanes[i]!]!.scores[k]!));
        const now = trails.map(({ values }) => values.at(-1)!).filter(Number.isFinite);
        low.push(now.length === 0 ? NaN : Math.min(...now));
        high.push(now.length === 0 ? NaN : Math.max(...now));
      });
    });
  }

  /** Mean over a method's lanes, per step; NaN where no lane has a value. */
  mean(method: number, quantity: Quantity, criterion: number): readonly number[] {
    return this.means[method]?.[quantity][criterion]?.values ?? [];
  }

  /** A criterion's score in each lane of a method, [lane][step]. */
  lanes(method: number, criterion: number): readonly (readonly number[])[] {
    return this.scores[method]?.[criterion]?.lanes.map(({ values }) => values) ?? [];
  }

  /** The lowest and the highest of those, per step. */
  range(method: number, criterion: number): { low: readonly number[]; high: readonly number[] } {
    return this.scores[method]?.[criterion] ?? { low: [], high: [] };
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
