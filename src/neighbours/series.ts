/** A measure over the steps: of each arm the mean over seeds, and a pointwise 95 % bootstrap band. */
import { band } from '../experiment/analysis/trajectories.ts';
import type { Track } from './neighbour.ts';

export interface Series {
  arm: string;
  measure: string;
  /** [step]; NaN where no seed has a value. */
  mean: readonly number[];
  /** NaN where fewer than two seeds have one. */
  low: readonly number[];
  high: readonly number[];
  /** Seeds. */
  n: number;
}

/** @param tracks of one scenario and one arm, of any seeds */
export function seriesOf(tracks: readonly Track[], arm: string, measure: string): Series {
  const columns = tracks.map(({ values }) => values[measure] ?? []);
  const length = Math.max(0, ...columns.map((own) => own.length));
  const bands = Array.from({ length }, (_, step) =>
    band(columns.flatMap((own) => (Number.isFinite(own[step]) ? [own[step]!] : []))),
  );
  return {
    ...{ arm, measure, n: tracks.length },
    mean: bands.map((own) => own.mean),
    low: bands.map(({ low }) => low),
    high: bands.map(({ high }) => high),
  };
}
