/** Names and shares of a band's streams at its right edge, and what thick ones were at their peak, inside them. */
import { markup, type Markup } from '../../exchange/markup.ts';
import { percent } from '../format.ts';
import { vividness } from '../palette.ts';
import { tenth } from '../panels/drawn-steps.ts';
import { contrast, mix, parseHex } from '../river/colour.ts';
import { isTight, labelText, placeLabels } from '../river/labels.ts';
import { peaks } from '../river/peaks.ts';
import type { Band } from '../river/span.ts';
import type { Run } from '../state/Run.svelte.ts';
import { hueOf, INK, INK_2, PAPER } from '../../exchange/svg/colours.ts';
import { RGB_INK, RGB_PAPER } from './colours.ts';
import { fitted, lines, middled, widthOf } from '../../exchange/svg/text.ts';

/** Text on a stream has as much contrast as text on paper. */
const READABLE = 4.5;

/** @param room for the words */
export function streamLabels(
  run: Run,
  { flow, top, height }: Band,
  at: number,
  x: number,
  room: number,
): Markup {
  if (flow.dry(at)) {
    const why = flow.weightless(at) ? 'no criterion has weight' : 'no group can teach anything';
    const said = lines(why.split(' '), ' ', room, 12);
    return markup`${said.map((line, i) =>
      middled(x + 12, top + height / 2 + 15 * (i - (said.length - 1) / 2), line, { size: 12, fill: INK_2 }),
    )}`;
  }
  const lit = (column: number) => run.lit.includes(column);
  const middles = flow.order
    .map((criterion, place) => ({
      criterion,
      y: height * (1 - (flow.lower(at, place) + flow.upper(at, place)) / 2),
      lit: lit(criterion),
    }))
    .filter(({ criterion: k }) => flow.share(at, k) >= 0.0005 || (lit(k) && !Number.isNaN(flow.share(at, k))))
    .reverse();
  const labels = placeLabels(middles, height).map((label) => {
    const size = isTight(height) ? 11 : label.lit ? 14 : 12.5;
    const share = ` ${percent(label.criteria.reduce((sum, k) => sum + flow.share(at, k), 0))}%`;
    const type = { size, weight: label.lit ? 600 : 400, fill: label.lit ? INK : INK_2 } as const;
    const names = labelText(label.criteria.map((k) => run.columns[k]!.name));
    const words = fitted(names, room - widthOf(share, size, type.weight), size, type.weight) + share;
    return markup`<path d="M${tenth(x + 1)} ${tenth(top + label.anchor)}L${tenth(x + 9)} ${tenth(top + label.y)}" stroke="${hueOf(run.looks[label.criteria[0]!])}" stroke-width="1.5" fill="none"/>${middled(x + 12, top + label.y, words, type)}`;
  });
  return markup`<g>${labels}</g>`;
}

/** @param across horizontal place of a step */
export function streamPeaks(run: Run, band: Band, at: number, across: (step: number) => number): Markup {
  const { flow, top, height } = band;
  const words = (column: number, share: number) => `${run.columns[column]!.name} ${percent(share)}%`;
  const found = peaks(
    flow,
    run.lit,
    at,
    height,
    across(1) - across(0),
    (column) => widthOf(words(column, 0.5), 14, 600) / 2,
  );
  return markup`${found.map(({ column, step, share, middle }) => {
    const behind = mix(
      RGB_PAPER,
      parseHex(hueOf(run.looks[column])),
      vividness(flow.saturation(step, column)),
    );
    const inked = contrast(RGB_PAPER, behind) < Math.min(READABLE, contrast(RGB_INK, behind));
    const type = { size: 14, weight: 600, anchor: 'middle', fill: inked ? INK : PAPER } as const;
    return middled(across(step), top + height * (1 - middle), words(column, share), type);
  })}`;
}
