/** A scenario's picture: the last method's effort over a run as a small river, for a light page and, by #dark, a dark one. */
import type { StepRecord } from '../../lab/metrics/record.ts';
import { markup } from '../markup.ts';
import { DARK_HUES, HUES } from './colours.ts';
import { lookAt, stackOrder } from './palette.ts';

/** Whole numbers are short: the viewBox is wide enough to go without decimals. */
const [WIDTH, HEIGHT] = [320, 112];
/** Points along an edge, and stops along a gradient. */
const [POINTS, STOPS] = [17, 5];
/** Left open between streams. */
const SEAM = 2;

type Efforts = Pick<StepRecord, 'effort' | 'saturation'>;

/**
 * @param criteria of the rubric, in the order of the records' values
 * @param records [seed][step] of one method
 */
export function thumbnail(
  criteria: readonly { weight: number }[],
  records: readonly (readonly Efforts[])[],
): string {
  const steps = records[0]!.length;
  const order = stackOrder(criteria);
  const effort = binned(records, 'effort', criteria.length, steps, POINTS);
  const saturation = binned(records, 'saturation', criteria.length, steps, STOPS);
  const edges = edgesOf(order, effort);
  const x = (i: number) => Math.round((WIDTH * i) / (POINTS - 1));
  const streams = order.map((column, place) => {
    const upper = edges[place + 1]!.map((share) => Math.round(HEIGHT * (1 - share)));
    const lower = edges[place]!.map((share) => Math.round(HEIGHT * (1 - share)) - (place > 0 ? SEAM : 0));
    const points = [
      ...upper.map((y, i) => [x(i), y] as const),
      ...lower.map((y, i) => [x(i), Math.max(y, upper[i]!)] as const).reverse(),
    ];
    const stops = saturation[column]!.map(
      (value, i) =>
        markup`<stop offset="${short(i / (STOPS - 1))}" stop-opacity="${short(0.2 + 0.8 * Math.sqrt(1 - value))}"/>`,
    );
    const id = `h${lookAt(place).hue}`;
    return markup`<g class="${id}"><linearGradient id="${`g${place}`}">${stops}</linearGradient><path d="${path(points)}" fill="${`url(#g${place})`}"/></g>`;
  });
  const hues = [...new Set(order.map((_, place) => lookAt(place).hue))];
  const colours = (list: readonly string[], under = '') =>
    hues.map((hue) => `${under}.h${hue}{--c:${list[hue]!}}`).join('');
  const style = `stop{stop-color:var(--c)}${colours(HUES)}${colours(DARK_HUES, ':target ')}`;
  return `${markup`<svg xmlns="http://www.w3.org/2000/svg" id="dark" viewBox="0 0 ${WIDTH} ${HEIGHT}"><style>${style}</style>${streams}</svg>`.text}\n`;
}

/** [criterion][bin]: means over seeds and over the steps about an even spacing, ends included; what is no number is left out. */
function binned(
  records: readonly (readonly Efforts[])[],
  of: keyof Efforts,
  criteria: number,
  steps: number,
  count: number,
): number[][] {
  const half = Math.max(1, steps / (count - 1) / 2);
  return Array.from({ length: criteria }, (_, k) => {
    let before = 0;
    return Array.from({ length: count }, (__, i) => {
      const middle = ((steps - 1) * i) / (count - 1);
      const values = records.flatMap((lane) =>
        lane
          .slice(Math.max(0, Math.round(middle - half)), Math.round(middle + half) + 1)
          .flatMap((record) => (Number.isFinite(record[of][k]) ? [record[of][k]!] : [])),
      );
      if (values.length > 0) before = values.reduce((sum, value) => sum + value, 0) / values.length;
      return Math.min(1, Math.max(0, before));
    });
  });
}

/** [place in the stack, and the surface][bin]: shares of the height, bed 0. */
function edgesOf(order: readonly number[], effort: readonly (readonly number[])[]): number[][] {
  const sums = effort[0]!.map((_, i) => effort.reduce((sum, own) => sum + own[i]!, 0));
  const edges = [sums.map(() => 0)];
  for (const column of order)
    edges.push(edges.at(-1)!.map((low, i) => low + (sums[i]! > 0 ? effort[column]![i]! / sums[i]! : 0)));
  return edges;
}

/** By differences from point to point: they are shorter. */
function path(points: readonly (readonly [number, number])[]): string {
  const [first, ...rest] = points;
  let [x, y] = first!;
  let text = `M${x} ${y}l`;
  for (const [nextX, nextY] of rest) {
    text += `${nextX - x} ${nextY - y} `;
    [x, y] = [nextX, nextY];
  }
  return `${text.trimEnd().replaceAll(' -', '-')}z`;
}

const short = (value: number): string =>
  value
    .toFixed(2)
    .replace(/^0(?=\.)/, '')
    .replace(/\.?0+$/, '') || '0';
