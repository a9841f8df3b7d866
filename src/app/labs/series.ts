/** What charts draw of tracks: which measures share a chart, and each arm's mean and range over its seeds. */
import type { LabEvent, Measure, Neighbour, Track } from '../../neighbours/neighbour.ts';

export interface Chart {
  /** The group's, or the measure's where it stands alone. */
  id: string;
  measures: readonly Measure[];
  /** null where it is found in the numbers. */
  range: readonly [number, number] | null;
}

/** In the order in which the lab names them. */
export function chartsOf({ measures }: Pick<Neighbour, 'measures'>): Chart[] {
  const groups = new Map<string, Measure[]>();
  for (const measure of measures) {
    const id = measure.chart ?? measure.id;
    groups.set(id, [...(groups.get(id) ?? []), measure]);
  }
  return [...groups].map(([id, own]) => ({ id, measures: own, range: spanOf(own) }));
}

function spanOf(measures: readonly Measure[]): [number, number] | null {
  const ranges = measures.map(({ range }) => range);
  if (ranges.some((range) => range === null)) return null;
  return [Math.min(...ranges.map((range) => range![0])), Math.max(...ranges.map((range) => range![1]))];
}

/** An arm in a measure, [step]; NaN where no seed has a value. */
export interface Series {
  arm: string;
  measure: string;
  mean: number[];
  /** Of the lowest and the highest seed; the mean where there is but one. */
  low: number[];
  high: number[];
}

/** @param length steps that are looked at, the state before training included */
export function seriesOf(tracks: readonly Track[], arm: string, measure: string, length: number): Series {
  const own = tracks.filter((track) => track.arm === arm).map(({ values }) => values[measure] ?? []);
  const series: Series = { arm, measure, mean: [], low: [], high: [] };
  for (let step = 0; step < length; step++) {
    let [sum, count, low, high] = [0, 0, Infinity, -Infinity];
    for (const values of own) {
      const value = values[step];
      if (value === undefined || !Number.isFinite(value)) continue;
      [sum, count, low, high] = [sum + value, count + 1, Math.min(low, value), Math.max(high, value)];
    }
    series.mean.push(count > 0 ? sum / count : NaN);
    series.low.push(count > 0 ? low : NaN);
    series.high.push(count > 0 ? high : NaN);
  }
  return series;
}

/** An event of an arm, with the seeds that it happened to. */
export interface Happened extends LabEvent {
  arm: string;
  seeds: number[];
}

/** All events, in the order of their steps; what happened to several seeds alike is one. */
export function happenedIn(tracks: readonly Track[]): Happened[] {
  const found = new Map<string, Happened>();
  for (const { arm, seed, events } of tracks)
    for (const event of events) {
      const key = `${arm} ${event.step} ${event.kind} ${event.text}`;
      const known = found.get(key);
      if (known) known.seeds.push(seed);
      else found.set(key, { ...event, arm, seeds: [seed] });
    }
  return [...found.values()].sort((a, b) => a.step - b.step);
}

/** A value as charts write it: two decimals of a share, three digits of anything else. */
export function valueText(value: number | undefined, range: readonly [number, number] | null): string {
  if (value === undefined || !Number.isFinite(value)) return '–';
  const text =
    range && Math.max(...range.map(Math.abs)) <= 1
      ? value.toFixed(2)
      : Number.isInteger(value)
        ? String(value)
        : value.toFixed(Math.max(0, Math.min(3, 2 - Math.floor(Math.log10(Math.abs(value) || 1)))));
  return Number(text) === 0 ? text.replace(/^-/, '') : text.replace(/^-/, '−');
}
