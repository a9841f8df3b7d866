/** How fast an arm learns against how far it comes. */
import type { SpeedAndLevel } from '../../../experiment/analysis/shapes.ts';
import { metric } from '../../../experiment/analysis/metric.ts';
import { markup, type Markup } from '../../markup.ts';
import { fitted, middled, text, widthOf } from '../../svg/text.ts';
import { upAxis } from './axis.ts';
import type { Figure } from './figure.ts';
import { NARROW, type Look } from './look.ts';
import { between, counted, decimalsFor, plain } from './numbers.ts';
import { ends, line, said, spot, touch } from './parts.ts';
import { placeBeside } from './place-beside.ts';
import { scale } from './scale.ts';
import { isFocal } from './strokes.ts';

const LEFT = 40;

/** Of more points than this, or on a phone, names stand in a list and numbers at the points. */
const NAMED = 10;

export function speed({ scenario, metric: id, points }: SpeedAndLevel, look: Look): Figure {
  const drawn = points.filter(
    ({ speed, level }) => Number.isFinite(speed.mean) && Number.isFinite(level.mean),
  );
  const absent = points.filter((point) => !drawn.includes(point));
  const numbered = look.width < NARROW || drawn.length > NAMED;
  const [right, top, bottom] = [look.width - 8, 26, look.width < NARROW ? 270 : 370];
  const x = scale(
    drawn.flatMap((point) => ends(point.speed)),
    { from: LEFT, to: right, most: Math.min(8, (right - LEFT) / 60), least: 2 },
  );
  const levels = drawn.flatMap((point) => ends(point.level));
  const decimals = decimalsFor(levels);
  const y = scale(levels, { from: bottom, to: top, most: 6 });
  const { name, lower = false } = metric(id);
  const words = drawn.map(({ arm }, i) => (numbered ? String(i + 1) : fitted(arm.label, 200, 13)));
  const places = placeBeside(
    drawn.map((point, i) => ({
      ...{ x: x(point.speed.mean), y: y(point.level.mean) },
      width: widthOf(words[i]!, 13),
    })),
    { left: LEFT, right, top, bottom },
    drawn.flatMap((point) =>
      crossOf(point).map(([from, to]) => ({
        left: x(from.speed) - 1,
        right: x(to.speed) + 1,
        top: y(to.level) - 1,
        bottom: y(from.level) + 1,
      })),
    ),
  );
  const key = numbered
    ? list(
        drawn.map(({ arm }) => arm.label),
        bottom + 62,
        look,
      )
    : { drawn: markup``, height: 0 };
  return {
    title: `How fast, and how far: ${name}`,
    caption: [
      `Across: the step at which the mean of 5 is halfway from the first to the final value, over seeds that gain at all. Up: final ${name}.`,
      'Means over seeds, with 95 % bootstrap intervals. Solid: focal; hollow: others.',
      ...(absent.length > 0
        ? [
            `Not drawn, since ${absent.length === 1 ? 'it has' : 'they have'} no speed or no level: ${absent.map(({ arm }) => arm.label).join(', ')}.`,
          ]
        : []),
      `Scenario: ${look.scenario(scenario)}.`,
    ],
    width: look.width,
    height: bottom + 46 + key.height,
    body: markup`${upAxis(y, { left: LEFT, right, look })}${x.ticks.map((tick) => line([x(tick), top], [x(tick), bottom], { colour: look.line }))}${x.ticks.map(
      (tick) => text(x(tick), bottom + 18, x.write(tick), { size: 11, fill: look.ink3, anchor: 'middle' }),
    )}${text(0, 12, fitted(`↑ final ${name}${lower ? ', less is better' : ''}`, look.width, 12), { size: 12, fill: look.ink2 })}${text(
      ...([LEFT, bottom + 38, '← faster'] as const),
      { size: 12, fill: look.ink2 },
    )}${text(right, bottom + 38, 'steps to half the gain', { size: 12, fill: look.ink3, anchor: 'end' })}${drawn.map(
      (point, i) => {
        const [px, py] = [x(point.speed.mean), y(point.level.mean)];
        const place = places[i]!;
        const colour = isFocal(point.arm) ? look.ink : look.method;
        return said(
          `${point.arm.label}: half its gain after ${plain(point.speed.mean, 0)} ${between(point.speed, 0)} steps, ${counted(point.speed.n, 'seed')}; final ${name} ${plain(point.level.mean, decimals)} ${between(point.level, decimals)}, ${counted(point.level.n, 'seed')}`,
          markup`${touch(px - 10, py - 10, 20, 20)}${crossOf(point).map(([from, to]) => line([x(from.speed), y(from.level)], [x(to.speed), y(to.level)], { colour, width: 1.25 }))}${spot(px, py, look, !isFocal(point.arm))}<g stroke="${look.paper}" stroke-width="3" stroke-linejoin="round" paint-order="stroke">${middled(place.x, place.y, words[i]!, { anchor: place.anchor, fill: look.ink })}</g>`,
        );
      },
    )}${key.drawn}`,
  };
}

/** Ends of the two lines of a cross; none that is not known. */
function crossOf({ speed, level }: SpeedAndLevel['points'][number]) {
  const at = (s: number, l: number) => ({ speed: s, level: l });
  return (
    [
      [at(speed.low, level.mean), at(speed.high, level.mean)],
      [at(speed.mean, level.low), at(speed.mean, level.high)],
    ] as const
  ).filter((pair) => pair.every((end) => Number.isFinite(end.speed + end.level)));
}

/** Who has which number, in as many columns as fit. */
function list(names: readonly string[], top: number, look: Look): { drawn: Markup; height: number } {
  const longest = Math.max(60, ...names.map((name) => widthOf(name, 12)));
  const columns = Math.max(1, Math.floor(look.width / Math.min(220, longest + 44)));
  const width = look.width / columns;
  const rows = Math.ceil(names.length / columns);
  return {
    drawn: markup`${names.map((name, i) => {
      const [left, y] = [width * Math.floor(i / rows), top + 18 * (i % rows)];
      return markup`${text(left + 16, y, String(i + 1), { size: 12, weight: 600, fill: look.ink, anchor: 'end' })}${text(left + 24, y, fitted(name, width - 36, 12), { size: 12, fill: look.ink2 })}`;
    })}`,
    height: 18 * rows + 12,
  };
}
