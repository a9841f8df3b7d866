/** The figure of the contrast: how each method weighs a criterion by how many answers meet it. */
import { markup } from '../../exchange/markup.ts';
import { unit } from '../format.ts';
import { contrastCurves, contrastDots } from '../methods/contrast-of-run.ts';
import { apart } from '../../exchange/svg/apart.ts';
import { placeNames, SETTLED } from '../methods/contrast.ts';
import { dashOf } from '../methods/strokes.ts';
import { tenth } from '../panels/drawn-steps.ts';
import { linePath } from '../panels/line-path.ts';
import type { Run } from '../state/Run.svelte.ts';
import { INK, INK_2, INK_3, LINE, METHOD, PAPER } from '../../exchange/svg/colours.ts';
import { dot } from './dot.ts';
import { INSIDE, type Drawing } from './frame.ts';
import { fitted, middled, text } from '../../exchange/svg/text.ts';

const LEFT = 34;
const LABELS = 150;
const RIGHT = INSIDE - LABELS;
const TOP = 12;
const BOTTOM = TOP + 360;

/** Where the scale may end: names of dots that lie close together need the room. */
const TOPS = [0.6, 0.8, 1];

export function contrastDrawing(run: Run, at: number): Drawing {
  const x = (rate: number) => LEFT + (RIGHT - LEFT) * rate;
  const curves = contrastCurves(run, run.head); // as the methods are set now, as on the page
  const dots = contrastDots(run, at);
  const weights = [...curves.flatMap(({ points }) => points), ...dots].map(({ weight }) => weight);
  const most = TOPS.find((top) => weights.every((weight) => weight <= top)) ?? 1;
  const y = (weight: number) => BOTTOM - ((BOTTOM - TOP) * weight) / most;
  const focus = curves.length - 1;
  const ends = curves.map(({ points }) => y(points.at(-1)!.weight));
  const labels = apart(ends, 16, TOP, BOTTOM);
  const names = placeNames(
    dots.map(({ name, score, weight }) => ({ name, x: x(score), y: y(weight) })),
    RIGHT,
    BOTTOM,
  );
  const remembering = curves.filter(({ remembers }) => remembers).map(({ name }) => name);
  return {
    title: 'Weight by pass rate',
    caption: [
      'Lines: the weight of a made-up Hard Rule in a group of 16 answers, beside one that half of them meet and with the same prior.',
      `Dots: the run’s criteria under ${run.focus?.name ?? ''} at step ${at}, by score and weight;`,
      'they share one unit of weight between all of them.',
      ...(remembering.length > 0
        ? [`${remembering.join(' and ')}: after ${SETTLED} steps at one rate.`]
        : []),
    ],
    height: BOTTOM + 22,
    body: markup`${[0, 0.2, 0.4, 0.6, 0.8, 1].map(
      (tick) =>
        tick <= most &&
        markup`<path d="M${LEFT} ${tenth(y(tick))}H${RIGHT}" stroke="${LINE}" fill="none"/>${middled(
          ...([LEFT - 8, y(tick), unit(tick)] as const),
          { size: 12, fill: INK_3, anchor: 'end' },
        )}`,
    )}${(
      [
        [0, 'nobody meets it', 'start'],
        [0.5, 'half do', 'middle'],
        [1, 'all do', 'end'],
      ] as const
    ).map(([rate, words, anchor]) =>
      text(x(rate), BOTTOM + 18, words, { size: 12, fill: INK_3, anchor }),
    )}${curves.map(({ points, name }, m) => {
      const path = linePath(
        points.map(({ weight }) => weight),
        (i) => x(points[i]!.rate),
        y,
      );
      const colour = m === focus ? INK : METHOD;
      return markup`<path d="${path}" stroke="${colour}" stroke-width="${m === focus ? 2.5 : 1.5}" stroke-dasharray="${dashOf(m, curves.length) || 'none'}" fill="none"/><path d="M${RIGHT + 2} ${tenth(ends[m]!)}L${RIGHT + 11} ${tenth(labels[m]!)}" stroke="${INK_3}" fill="none"/>${middled(
        ...([RIGHT + 15, labels[m]!, fitted(name, LABELS - 15, 13)] as const),
        { weight: m === focus ? 600 : 400, fill: m === focus ? INK : INK_2 },
      )}`;
    })}${dots.map(({ score, weight }, i) => {
      const place = names[i]!;
      const beside = place.x + (place.anchor === 'start' ? -1 : 1);
      return (
        place.far &&
        markup`<path d="M${tenth(x(score))} ${tenth(y(weight))}L${tenth(beside)} ${tenth(place.y)}" stroke="${INK_3}" fill="none"/>`
      );
    })}${dots.map(({ k, score, weight }) => dot(run.looks[k], x(score), y(weight)))}<g stroke="${PAPER}" stroke-width="3" stroke-linejoin="round" paint-order="stroke">${names.map(
      (place, i) => middled(place.x, place.y, dots[i]!.name, { size: 11, anchor: place.anchor }),
    )}</g>`,
  };
}
