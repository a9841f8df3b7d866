/** The figure of the criteria: a small chart each, and a legend of the methods. */
import { markup, type Markup } from '../../exchange/markup.ts';
import { dashOf } from '../methods/strokes.ts';
import { BAND, lowestOf } from '../panels/criteria.ts';
import type { Run } from '../state/Run.svelte.ts';
import { SMOOTHING } from '../state/smooth.ts';
import { INK, INK_2, METHOD } from '../../exchange/svg/colours.ts';
import { CHART_HEIGHT, CHART_WIDTH, criterionChart } from './criterion-chart.ts';
import { INSIDE, type Drawing } from './frame.ts';
import { fitted, middled, widthOf } from '../../exchange/svg/text.ts';

/** Charts in a row, and how far their rows are apart. */
const ROW = 4;
const BETWEEN = 26;

export function criteriaDrawing(run: Run, at: number): Drawing {
  const { shown, methods, focus, seeds, smooth } = run;
  const pitch = (INSIDE - CHART_WIDTH) / (ROW - 1);
  const lowest = lowestOf(run, at).column;
  const judged = shown.some((k) => smooth.misjudged(methods.length - 1, k));
  const key = legend(run, judged);
  const rows = Math.ceil(shown.length / ROW);
  const charts = shown.map((k, i) => {
    const [left, top] = [pitch * (i % ROW), key.height + (CHART_HEIGHT + BETWEEN) * Math.floor(i / ROW)];
    return markup`<g transform="translate(${Math.round(left)} ${top})">${criterionChart(run, k, at, k === lowest, i % ROW === 0)}</g>`;
  });
  const spread =
    seeds.length < 2
      ? ''
      : seeds.length < BAND
        ? 'Thin lines: seeds.'
        : 'Thin lines: seeds; bands: their range.';
  return {
    title: 'Scores by criterion',
    caption: [
      `Score, 0 to 1, by step: means over ${seeds.length > 1 ? `${seeds.length} seeds and ` : ''}${SMOOTHING} steps.`,
      ...(spread ? [spread] : []),
      `Saturation, weight and effort: ${focus?.name ?? ''} at step ${at}.`,
    ],
    height: key.height + rows * CHART_HEIGHT + (rows - 1) * BETWEEN,
    body: markup`${key.drawn}${charts}`,
  };
}

/** A line and a name for each method, the focus first, in as many rows as they need. */
function legend(run: Run, judged: boolean): { drawn: Markup; height: number } {
  const { methods } = run;
  const entries = methods
    .map(({ name }, m) => ({
      name,
      dash: dashOf(m, methods.length),
      colour: m === methods.length - 1 ? INK : METHOD,
      thick: m === methods.length - 1 ? 2.5 : 1.5,
    }))
    .reverse();
  if (judged) entries.push({ name: 'judge’s score', dash: '5 3', colour: INK, thick: 1.25 });
  let [x, y] = [0, 12];
  const drawn = entries.map(({ name, dash, colour, thick }) => {
    const words = fitted(name, 220, 12.5);
    const width = 32 + widthOf(words, 12.5) + 26;
    if (x > 0 && x + width > INSIDE) [x, y] = [0, y + 18];
    const entry = markup`<path d="M${Math.round(x)} ${y}h26" stroke="${colour}" stroke-width="${thick}" stroke-dasharray="${dash || 'none'}" fill="none"/>${middled(x + 32, y, words, { size: 12.5, fill: INK_2 })}`;
    x += width;
    return entry;
  });
  return { drawn: markup`${drawn}`, height: y + 20 };
}
