/** One criterion in the figure of all: its score by method, and below it saturation, weight and effort. */
import { markup, type Markup } from '../../exchange/markup.ts';
import { percent, unit } from '../format.ts';
import { dashOf } from '../methods/strokes.ts';
import { bandPath } from '../panels/band-path.ts';
import { BAND, scoresOf } from '../panels/criteria.ts';
import { tenth } from '../panels/drawn-steps.ts';
import { linePath } from '../panels/line-path.ts';
import { placeValues, type ValueLabel } from '../panels/value-labels.ts';
import type { Run } from '../state/Run.svelte.ts';
import type { Quantity } from '../state/smooth.ts';
import { hueOf, INK, INK_2, INK_3, LINE, METHOD, PAPER, WASH } from '../../exchange/svg/colours.ts';
import { dot } from './dot.ts';
import { editsUpTo } from './step-axis.ts';
import { fitted, middled, text } from '../../exchange/svg/text.ts';

/** Of the chart itself; numbers stand to the right of it. */
const W = 154;
const H = 96;
const TOP = 34;
const BARS = TOP + H + 30;
/** Of the words beside bars, and of a bar. */
const WORDS = 62;
const BAR = W - WORDS;
export const CHART_WIDTH = W + 32;
export const CHART_HEIGHT = BARS + 3 * 16;

/**
 * @param lowest whether no criterion has a lower score under any method
 * @param first whether it stands first in its row, and says what top and bottom are
 */
export function criterionChart(run: Run, k: number, at: number, lowest: boolean, first: boolean): Markup {
  const { smooth, methods } = run;
  const focus = methods.length - 1;
  const criterion = run.columns[k]!;
  const colour = hueOf(run.looks[k]);
  const [last, length] = [Math.max(1, at), at + 1];
  const x = (step: number) => (W * step) / last;
  const y = (value: number) => TOP + H - H * value;
  const line = (values: readonly number[]) => linePath(values, x, y, W, length);
  const bands = methods.map(({ lanes }, m) => {
    const { low, high } = smooth.range(m, k);
    const path = lanes.length < BAND ? '' : bandPath(low, high, x, y, W / 2, length);
    return path && markup`<path d="${path}" fill="${m === focus ? colour : METHOD}" fill-opacity=".16"/>`;
  });
  const seeds = smooth.lanes(focus, k);
  const thin =
    seeds.length > 1 &&
    markup`<path d="${seeds.map(line).join('')}" stroke="${colour}" stroke-opacity=".4" fill="none"/>`;
  const edits = editsUpTo(run, at).map(
    ({ step }) =>
      markup`<path d="M${tenth(x(step))} ${TOP}V${TOP + H}" stroke="${INK_3}" stroke-dasharray="2 3" fill="none"/>`,
  );
  const means = methods.map(
    (_, m) =>
      markup`<path d="${line(smooth.mean(m, 'scores', k))}" stroke="${m === focus ? colour : METHOD}" stroke-width="${m === focus ? 2.5 : 1.5}" stroke-dasharray="${dashOf(m, methods.length) || 'none'}" stroke-linejoin="round" fill="none"/>`,
  );
  const judge =
    smooth.misjudged(focus, k) &&
    markup`<path d="${line(smooth.mean(focus, 'judgeScores', k))}" stroke="${colour}" stroke-width="1.25" stroke-dasharray="5 3" fill="none"/>`;
  const name = fitted(criterion.name + (criterion.active ? '' : ' (off)'), W - (lowest ? 40 : 0), 14, 600);
  return markup`<g>${dot(run.looks[k], 5, 13)}${text(16, 18, name, { size: 14, weight: 600 })}${
    lowest && text(CHART_WIDTH, 18, 'lowest', { size: 11, weight: 600, anchor: 'end' })
  }<path d="M0 ${TOP}H${W}M0 ${TOP + H}H${W}" stroke="${LINE}" fill="none"/>${bands}${thin}${means}${judge}${edits}
${numbers(run, k, at, y)}
${text(0, TOP + H + 14, 'step 0', { size: 11, fill: INK_3 })}${
    at > 0 && text(W, TOP + H + 14, String(at), { size: 11, fill: INK_3, anchor: 'end' })
  }${
    first &&
    [1, 0].map((value) => middled(-6, y(value), String(value), { size: 11, fill: INK_3, anchor: 'end' }))
  }
${bars(run, k, at, colour)}</g>`;
}

/** Where the lines end, in numbers; the focus first, for the others give way to it. */
function numbers(run: Run, k: number, at: number, y: (value: number) => number): Markup {
  const scores = scoresOf(run, k, at).reverse();
  const labels: ValueLabel[] = [];
  scores.forEach(({ name, value }, i) => {
    if (i > 0 && (!Number.isFinite(value) || labels.some((label) => label.text === unit(value)))) return;
    const place = y(Number.isFinite(value) ? value : 0) - TOP;
    labels.push({ id: name, text: unit(value), y: place, kind: i === 0 ? 'now' : 'other' });
  });
  return markup`${placeValues(labels, H).map(({ text: words, y: middle, kind }) =>
    middled(W + 6, TOP + middle, words, {
      ...{ size: 12, weight: kind === 'now' ? 600 : 400, fill: kind === 'now' ? INK : INK_2 },
    }),
  )}`;
}

/** Saturation pale with a mark, weight hollow, effort solid: weight is not influence. */
function bars(run: Run, k: number, at: number, colour: string): Markup {
  const focus = run.methods.length - 1;
  const own = (quantity: Quantity) =>
    run.columns[k]!.detector === null ? NaN : (run.smooth.mean(focus, quantity, k)[at] ?? NaN);
  const share = (value: number) => (Number.isFinite(value) ? `${percent(value)}%` : '–');
  const row = (place: number, name: string, value: number, said: string, bar: (long: number) => Markup) => {
    const top = BARS + 16 * place;
    const type = { size: 11, fill: INK_2 } as const;
    return markup`${middled(0, top + 4, name, type)}<rect x="${WORDS}" y="${top}" width="${BAR}" height="8" fill="${WASH}"/>${
      Number.isFinite(value) &&
      markup`<g transform="translate(${WORDS} ${top})">${bar(tenth(Math.max(1, BAR * Math.min(1, value))))}</g>`
    }${middled(CHART_WIDTH, top + 4, said, { ...type, anchor: 'end' })}`;
  };
  const [saturation, weight, effort] = [own('saturation'), own('weights'), own('effort')];
  return markup`${row(
    ...([0, 'saturation', saturation, unit(saturation)] as const),
    (long) =>
      markup`<rect width="${long}" height="8" fill="${colour}" fill-opacity=".4"/><rect x="${tenth(long - 1)}" y="-2" width="2" height="12" fill="${INK}"/>`,
  )}${row(
    ...([1, 'weight', weight, share(weight)] as const),
    (long) =>
      markup`<rect x=".75" y=".75" width="${tenth(Math.max(0.5, long - 1.5))}" height="6.5" fill="${PAPER}" stroke="${colour}" stroke-width="1.5"/>`,
  )}${row(
    ...([2, 'effort', effort, share(effort)] as const),
    (long) => markup`<rect width="${long}" height="8" fill="${colour}"/>`,
  )}`;
}
