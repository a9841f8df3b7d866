/** The figure of the river: where the training effort goes, one band of streams per method. */
import { markup } from '../../exchange/markup.ts';
import { methodDetail } from '../methods/method-detail.ts';
import { settingsAt } from '../../lab/run/settings-at.ts';
import { vividness } from '../palette.ts';
import { Flow, sourceOf } from '../river/flow.ts';
import { bandHeights } from '../river/stack.ts';
import { placeOf, stepsToDraw, strideOf } from '../river/water.ts';
import { SMOOTHING } from '../state/smooth.ts';
import type { Run } from '../state/Run.svelte.ts';
import { HUES, INK_2, INK_3 } from '../../exchange/svg/colours.ts';
import { INSIDE, type Drawing } from './frame.ts';
import { editList, editsHeight, stepAxis } from './step-axis.ts';
import { streamLabels, streamPeaks } from './stream-labels.ts';
import { bandStreams } from './streams.ts';
import { fitted, text } from '../../exchange/svg/text.ts';

const GUTTER = 122;
const LABELS = 142;
const GAP = 10;
const AXIS = 38;
/** Height of a band; the last one is half as tall again. */
const BAND = 112;

export function effortDrawing(run: Run, at: number): Drawing {
  const { methods } = run;
  const scale = { left: GUTTER, right: INSIDE - LABELS, last: Math.max(0.5, at) }; // a single step is half a step wide
  const x = (step: number) => placeOf(scale, step);
  const { steps } = stepsToDraw(-1, at, strideOf(scale));
  const bed = BAND * methods.length + (methods.length > 1 ? BAND / 2 : BAND) + GAP * (methods.length - 1);
  const heights = bandHeights(methods.length, bed, GAP);
  const { parameters } = settingsAt(run.live, run.edits, at);
  let top = 0;
  const bands = methods.map((_, m) => {
    const band = { flow: new Flow(sourceOf(run.smooth, m), run.order), top, height: heights[m]! };
    band.flow.advance();
    top += heights[m]! + GAP;
    return band;
  });
  return {
    title: 'Where the training effort goes',
    caption: [
      'Height: a criterion’s share of the advantage signal,',
      `mean of ${run.seeds.length > 1 ? `${run.seeds.length} seeds and ` : ''}${SMOOTHING} steps.`,
      'Paleness: its saturation.',
      ...(run.columns.length > HUES.length ? ['Hatches tell hues apart that come again.'] : []),
    ],
    height: 22 + bed + AXIS + editsHeight(run, at),
    body: markup`${saturationKey()}<g transform="translate(0 22)">${bands.map((band, m) => [
      text(0, band.top + 16, fitted(methods[m]!.name, GUTTER - 8, 15, 600), { size: 15, weight: 600 }),
      text(0, band.top + 33, fitted(methodDetail(methods[m]!.id, parameters), GUTTER - 8, 11.5), {
        ...{ size: 11.5, fill: INK_2 },
      }),
      bandStreams(`effort-${m}`, band, run.looks, steps, x),
      streamPeaks(run, band, at, x),
      streamLabels(run, band, at, scale.right, LABELS - 14),
    ])}${stepAxis(run, at, x, bed)}${editList(run, at, GUTTER, bed + AXIS, INSIDE - GUTTER)}</g>`,
  };
}

/** How pale a stream is by the saturation of its criterion. */
function saturationKey() {
  const right = INSIDE - LABELS;
  const swatches = [0, 0.4, 0.7, 0.9, 0.98];
  const left = right - 78;
  return markup`${text(left - 6, 10, 'vivid: room to improve', { size: 11.5, fill: INK_3, anchor: 'end' })}${swatches.map(
    (saturation, i) =>
      markup`<rect x="${left + 16 * i}" y="1" width="14" height="10" fill="${HUES[0]}" fill-opacity="${Math.round(1000 * vividness(saturation)) / 1000}"/>`,
  )}${text(right + 6, 10, 'pale: saturated', { size: 11.5, fill: INK_3 })}`;
}
