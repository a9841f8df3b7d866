/** One band of the river as paths: streams that pale, along time, as their criterion saturates (cf. ../river/span.ts). */
import { markup, type Markup } from '../../exchange/markup.ts';
import { vividness } from '../palette.ts';
import { tenth } from '../panels/drawn-steps.ts';
import { css, mix, parseHex } from '../river/colour.ts';
import { LINES, SPACING } from '../river/hatch.ts';
import { ends, stretches, type Band } from '../river/span.ts';
import type { Look } from '../palette.ts';
import { hueOf, LINE, PAPER } from '../../exchange/svg/colours.ts';
import { RGB_PAPER } from './colours.ts';

/** Gradient stops along a stretch. */
const STOPS = 40;

/**
 * @param name of the band, of which those of its gradients are made
 * @param looks of columns
 * @param steps that are drawn, in rising order
 * @param x horizontal place of a step
 */
export function bandStreams(
  name: string,
  band: Band,
  looks: readonly Look[],
  steps: readonly number[],
  x: (step: number) => number,
): Markup {
  const { flow, top, height } = band;
  const idle = stretches(steps, (step) => flow.weightless(step)).map(([first, last]) => {
    const [from, to] = ends(steps, first, last, x);
    return markup`<rect x="${tenth(from)}" y="${tenth(top)}" width="${tenth(to - from)}" height="${tenth(height)}" fill="${LINE}"/>`;
  });
  const streams = flow.order.map((_, place) =>
    stretches(steps, (step) => flow.runs(step, place)).map(([first, last], i) =>
      stream(`${name}-${place}-${i}`, band, looks, place, steps.slice(first, last + 1), x),
    ),
  );
  return markup`<g>${idle}${streams}</g>`;
}

function stream(
  name: string,
  { flow, top, height }: Band,
  looks: readonly Look[],
  place: number,
  steps: readonly number[],
  x: (step: number) => number,
): Markup {
  const column = flow.order[place]!;
  const [from, to] = ends(steps, 0, steps.length - 1, x);
  const across = steps.length > 1 ? steps.map(x) : [from, to];
  const edge = (value: (step: number) => number) =>
    across.map((left, i) => {
      const share = value(steps[Math.min(i, steps.length - 1)]!);
      return `${tenth(left)} ${tenth(top + height * (1 - share))}`;
    });
  const upper = edge((step) => flow.upper(step, place));
  const lower = edge((step) => flow.lower(step, place));
  const shape = `M${upper.join('L')}L${lower.reverse().join('L')}Z`;
  const full = parseHex(hueOf(looks[column]));
  const colourAt = (step: number) => css(mix(RGB_PAPER, full, vividness(flow.saturation(step, column))));
  const count = Math.min(STOPS, steps.length - 1);
  const stops = Array.from({ length: count + 1 }, (_, i) => {
    const step = steps[Math.round(((steps.length - 1) * i) / Math.max(1, count))]!;
    const offset = count === 0 ? 0 : Math.max(0, Math.min(1, (x(step) - from) / (to - from)));
    return markup`<stop offset="${Math.round(1000 * offset) / 1000}" stop-color="${colourAt(step)}"/>`;
  });
  const hatched = LINES[looks[column]?.shape ?? 'round'];
  return markup`<linearGradient id="${name}" gradientUnits="userSpaceOnUse" x1="${tenth(from)}" y1="0" x2="${tenth(to)}" y2="0">${stops}</linearGradient><path d="${shape}" fill="url(#${name})"/>${
    hatched &&
    markup`<pattern id="${name}-hatch" width="${SPACING}" height="${SPACING}" patternUnits="userSpaceOnUse"><path d="${hatched}" stroke="${PAPER}" stroke-width="1.2" stroke-opacity=".7" fill="none"/></pattern><path d="${shape}" fill="url(#${name}-hatch)"/>`
  }${place < flow.order.length - 1 && markup`<path d="M${upper.join('L')}" stroke="${PAPER}" fill="none"/>`}`;
}
