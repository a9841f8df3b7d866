/** Several arms over the steps of training: means as lines, bootstrap bands behind them, names at their ends. */
import type { Trajectory } from '../../../experiment/analysis/shapes.ts';
import { metric } from '../../../experiment/analysis/metric.ts';
import { markup, type Markup } from '../../markup.ts';
import { apart } from '../../svg/apart.ts';
import { bandPath } from '../../svg/band-path.ts';
import { tenth } from '../../svg/drawn-steps.ts';
import { linePath } from '../../svg/line-path.ts';
import { fitted, middled, text, widthOf } from '../../svg/text.ts';
import { upAxis } from './axis.ts';
import type { Figure } from './figure.ts';
import { legend } from './legend.ts';
import { NARROW, type Look } from './look.ts';
import { between, counted, decimalsFor, plain } from './numbers.ts';
import { line, said } from './parts.ts';
import { scale } from './scale.ts';
import { strokesOf } from './strokes.ts';
import { capital, seedsOf } from './words.ts';

const LEFT = 36;
const LABEL = 15;

/** Bands of more arms than this would hide each other. */
const BANDED = 8;

/** @param data of one metric; more than one scenario tells them apart in the labels */
export function trajectories(data: readonly Trajectory[], look: Look): Figure {
  const strokes = strokesOf(
    data.map(({ arm }) => arm),
    look,
  );
  const several = new Set(data.map(({ arm }) => arm.scenario)).size > 1;
  const names = data.map(({ arm }) => (several ? `${arm.label}, ${look.scenario(arm.scenario)}` : arm.label));
  const values = data.flatMap(({ mean, low, high }) => [...mean, ...low, ...high]).filter(Number.isFinite);
  const shares = data.every(({ metric: id }) => id !== 'kl');
  const decimals = decimalsFor(values);
  const finals = data.map(({ mean }) => mean.findLast(Number.isFinite) ?? NaN);
  const words = names.map((name, i) => ({ name, value: plain(finals[i]!, decimals) }));
  const beside = look.width >= NARROW;
  const legends = beside
    ? null
    : legend(
        words.map(({ name, value }, i) => ({ words: `${name} ${value}`, stroke: strokes[i]! })),
        look,
      );
  const top = (legends?.height ?? 0) + 10;
  const room = beside
    ? Math.min(
        0.3 * look.width,
        14 + Math.max(0, ...words.map(({ name, value }) => widthOf(`${name}  ${value}`, 13, 600))),
      )
    : 4;
  const bottom = top + Math.max(beside ? 320 : 220, beside ? LABEL * data.length : 0);
  const right = look.width - room;
  const last = Math.max(1, ...data.map(({ mean }) => mean.length - 1));
  const x = scale([0, last], { from: LEFT, to: right, most: Math.min(8, (right - LEFT) / 60), room: 0 });
  const y = scale(snapped(values, shares), {
    from: bottom,
    to: top,
    most: 6,
    room: 0.02,
    ...(shares ? { within: [0, 1] } : {}),
  });
  const places = apart(
    finals.map((value) => (Number.isFinite(value) ? y(value) : bottom)),
    LABEL,
    top,
    bottom,
  );

  const banded = data.length <= BANDED && data.some(({ low }) => low.some(Number.isFinite));
  const bands = data.map(
    ({ low, high }, i) =>
      banded &&
      markup`<path d="${bandPath(low, high, x, y)}" fill="${strokes[i]!.colour}" fill-opacity=".13"/>`,
  );
  const curves = data.map(({ mean, low, high, n }, i) => {
    const at = finals[i]!;
    const end = { mean: at, low: low.at(-1) ?? NaN, high: high.at(-1) ?? NaN };
    const { colour, width = 1.5, dash } = strokes[i]!;
    return said(
      `${names[i]}: ${plain(at, decimals)} ${between(end, decimals)} at the last step, ${counted(n, 'seed')}`,
      markup`<path d="${linePath(mean, x, y)}" stroke="${colour}" stroke-width="${width}"${dash ? markup` stroke-dasharray="${dash}"` : ''} stroke-linejoin="round" fill="none"/>${
        beside &&
        Number.isFinite(at) &&
        label(words[i]!, x(data[i]!.mean.length - 1), y(at), places[i]!, {
          right,
          room,
          bold: width > 2,
          look,
        })
      }`,
    );
  });
  const id = data[0]?.metric;
  return {
    title: `${id ? capital(metric(id).name) : 'Nothing'} over the steps of training`,
    caption: [
      ...(id ? [metric(id).says] : []),
      `Lines: means over ${seedsOf(data)}${banded ? '; bands: pointwise 95 % bootstrap intervals' : data.length > BANDED ? '; so many bands would hide each other' : ''}.`,
      ...(several || data.length === 0 ? [] : [`Scenario: ${look.scenario(data[0]!.arm.scenario)}.`]),
    ],
    width: look.width,
    height: bottom + 24,
    body: markup`${legends?.drawn ?? ''}${upAxis(y, { left: LEFT, right, look })}${stepTicks(x, bottom, look)}${bands}${curves}`,
  };
}

/** Shares that come near 0 and 1 are shown from 0 to 1. */
export function snapped(values: readonly number[], shares: boolean): number[] {
  if (!shares || values.length === 0) return [...values];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return [...(low < 0.3 ? [0] : []), low, high, ...(high > 0.8 ? [1] : [])];
}

/** Numbers of steps under a drawing. */
export const stepTicks = (x: ReturnType<typeof scale>, bottom: number, look: Look): Markup =>
  markup`<g>${x.ticks.map((tick) =>
    text(x(tick), bottom + 18, tick === 0 ? 'step 0' : x.write(tick), {
      ...{ size: 11, fill: look.ink3 },
      anchor: tick === 0 ? 'start' : tick === x.ticks.at(-1) && x(tick) > x(x.high) - 10 ? 'end' : 'middle',
    }),
  )}</g>`;

function label(
  { name, value }: { name: string; value: string },
  x: number,
  y: number,
  place: number,
  { right, room, bold, look }: { right: number; room: number; bold: boolean; look: Look },
): Markup {
  const weight = bold ? 600 : 400;
  const width = room - 14 - widthOf(` ${value}`, 13, weight);
  const words = fitted(name, width, 13, weight);
  return markup`${line([x + 2, y], [right + 10, place], { colour: look.ink3 })}${middled(
    tenth(right + 14),
    place,
    `${words} ${value}`,
    {
      weight,
      fill: bold ? look.ink : look.ink2,
    },
  )}`;
}
