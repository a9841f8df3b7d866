/** When each seed of each arm reaches a threshold, if it ever does. */
import type { Threshold } from '../../../experiment/analysis/shapes.ts';
import { metric } from '../../../experiment/analysis/metric.ts';
import { markup, type Markup } from '../../markup.ts';
import { tenth } from '../../svg/drawn-steps.ts';
import { fitted, middled, text, widthOf } from '../../svg/text.ts';
import { acrossAxis } from './axis.ts';
import type { Figure } from './figure.ts';
import { NARROW, type Look } from './look.ts';
import { plain } from './numbers.ts';
import { box, line, said, touch } from './parts.ts';
import { scale } from './scale.ts';

const DOT = 4;
const ROW = 30;
const NAME = 18;

/** Most dots that are drawn one by one in the column of those that never reach it. */
const SHOWN = 8;

/** @param steps that runs had, where the axis ends; by default the last at which a seed reached it */
export function reach(
  { scenario, metric: id, threshold, rows }: Threshold,
  look: Look,
  steps?: number,
): Figure {
  const beside = look.width >= NARROW;
  const labels = beside
    ? Math.min(0.32 * look.width, 20 + Math.max(80, ...rows.map(({ arm }) => widthOf(arm.label, 13))))
    : 8;
  const count = beside ? 64 : 0;
  const never = beside ? 96 : 62;
  const right = look.width - count - never - 24;
  const all = rows.flatMap((row) => row.steps).filter(Number.isFinite);
  const x = scale([0, steps ?? Math.max(10, ...all)], {
    from: labels,
    to: right,
    most: Math.min(8, (right - labels) / 55),
    room: 0.01,
  });
  const top = beside ? 24 : 18;
  const drawn: Markup[] = [
    text(right + 24 + never / 2, 11, 'never', { size: 11, fill: look.ink3, anchor: 'middle' }),
    beside && text(look.width, 11, 'reached', { size: 11, fill: look.ink3, anchor: 'end' }),
  ].filter((each) => each !== false);
  const strips: [number, number][] = [];
  let y = top;
  for (const row of rows) {
    const words = `${row.reached} of ${row.n}`;
    if (!beside) {
      drawn.push(middled(0, y + 8, fitted(row.arm.label, look.width - 60, 13), { fill: look.ink }));
      drawn.push(middled(look.width, y + 8, words, { size: 12, fill: look.ink2, anchor: 'end' }));
      y += NAME;
    } else {
      drawn.push(middled(0, y + ROW / 2, fitted(row.arm.label, labels - 20, 13), { fill: look.ink }));
      drawn.push(middled(look.width, y + ROW / 2, words, { size: 12, fill: look.ink2, anchor: 'end' }));
    }
    strips.push([y, y + ROW]);
    const middle = y + ROW / 2;
    drawn.push(
      said(
        `${row.arm.label}: ${words} seeds reach it${row.steps.length > 0 ? `, at step ${row.steps.join(', ')}` : ''}; ${row.median === null ? 'no median, half or more never do' : `median ${plain(row.median, 0)}`}`,
        markup`${touch(labels, y, look.width - labels, ROW)}${
          row.median !== null &&
          Number.isFinite(row.median) &&
          line([x(row.median), middle - 11], [x(row.median), middle + 11], { colour: look.ink, width: 2.5 })
        }${stacked(row.steps.filter(Number.isFinite), x).map(
          ({ at, lift }) =>
            markup`<circle cx="${tenth(at)}" cy="${tenth(middle + lift)}" r="${DOT}" fill="${look.ink}" fill-opacity=".5"/>`,
        )}${absent(row.n - row.reached, right + 24, middle, never, look)}`,
      ),
    );
    y += ROW + (beside ? 0 : 8);
  }
  const axis = acrossAxis(x, {
    left: labels,
    right,
    y: y + 2,
    strips: beside ? [[top, y + 2]] : strips,
    look,
    axis: 'step',
  });
  return {
    title: `Steps until ${metric(id).name} reaches ${plain(threshold)}`,
    caption: [
      'First step from which the mean of 5 steps is there.',
      'A dot for each seed; the bar is the median over all seeds, missing where half or more never reach it.',
      `Scenario: ${look.scenario(scenario)}.`,
    ],
    width: look.width,
    height: y + 2 + axis.height,
    body: markup`${(beside ? [[top, y] as const] : strips).map(([from, to]) => box(right + 24, from - 2, never, to - from + 4, look.wash))}${axis.behind}${drawn}${axis.drawn}`,
  };
}

/** Dots that would lie on each other are lifted, to either side in turn. */
function stacked(steps: readonly number[], x: (step: number) => number): { at: number; lift: number }[] {
  const placed: { at: number; lift: number }[] = [];
  for (const step of steps) {
    const at = x(step);
    const lifts = [0, -5, 5, -10, 10].filter((lift) =>
      placed.every((other) => Math.hypot(other.at - at, other.lift - lift) >= 4.9),
    );
    placed.push({ at, lift: lifts[0] ?? 0 });
  }
  return placed;
}

/** Hollow dots for seeds that never get there; of many, how many. */
function absent(count: number, left: number, y: number, width: number, look: Look): Markup | false {
  const pitch = Math.min(10.5, (width - 14) / Math.min(count, SHOWN));
  if (count <= 0) return false;
  const middle = left + width / 2;
  if (count > SHOWN || pitch < 8)
    return middled(middle, y, String(count), { size: 12, fill: look.ink2, anchor: 'middle' });
  return markup`${Array.from(
    { length: count },
    (_, i) =>
      markup`<circle cx="${tenth(middle + pitch * (i - (count - 1) / 2))}" cy="${tenth(y)}" r="${DOT - 1}" fill="none" stroke="${look.ink3}" stroke-width="1.4"/>`,
  )}`;
}
