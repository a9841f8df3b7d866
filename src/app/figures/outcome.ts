/** The figure of what comes out: worst, strict and direct by method, with a tick per seed. */
import { markup, type Markup } from '../../exchange/markup.ts';
import { deviation } from '../../lab/spread.ts';
import { signed, unit } from '../format.ts';
import { methodDetail } from '../methods/method-detail.ts';
import { settingsAt } from '../../lab/run/settings-at.ts';
import { tenth } from '../panels/drawn-steps.ts';
import { comparable, METRICS, outcomeRows, type OutcomeRow } from '../panels/outcome-rows.ts';
import { verdict } from '../panels/verdict.ts';
import { OUTCOME_STEPS } from '../state/methods.ts';
import type { Run } from '../state/Run.svelte.ts';
import { INK, INK_2, INK_3, LINE } from '../../exchange/svg/colours.ts';
import { dot } from './dot.ts';
import { rule } from '../../exchange/svg/rule.ts';
import { INSIDE, type Drawing } from './frame.ts';
import { fitted, lines, text, widthOf } from '../../exchange/svg/text.ts';

/** Of the methods' names; then three columns, the first one wider, as on the page. */
const GUTTER = 168;
const COLUMNS = [
  { left: GUTTER, width: 270 },
  { left: GUTTER + 318, width: 185 },
  { left: GUTTER + 551, width: 185 },
] as const;
const HEAD = 34;
const ROW = 96;
/** Height of the scale under a number. */
const SCALE = 50;

export function outcomeDrawing(run: Run, at: number): Drawing {
  const rows = outcomeRows(run, at);
  const { parameters } = settingsAt(run.live, run.edits, at);
  const several = run.seeds.length > 1;
  const said = verdict(
    rows.map(({ method }) => method.name),
    comparable(rows),
  );
  const sentences = lines(said.split(' '), ' ', INSIDE, 12.5);
  const bottom = HEAD + ROW * rows.length;
  return {
    title: 'What comes out',
    caption: [
      `Means of ${several ? `${run.seeds.length} seeds and ` : ''}the last ${Math.min(OUTCOME_STEPS, at + 1)} steps,`,
      several
        ? '± standard deviation over seeds; one tick per seed, from 0 to 1.'
        : 'on a scale from 0 to 1.',
      'Worst criterion: the lowest mean score;',
      'strict: the share of answers that meet everything;',
      'direct: the mean score by prior weight.',
      ...(rows.some(({ metrics }) => metrics.some(({ gain }) => gain !== null))
        ? ['Differences are to static prior, same seed.']
        : []),
    ],
    height: bottom + 12 + 17 * sentences.length,
    body: markup`${METRICS.map(({ label }, m) =>
      text(COLUMNS[m]!.left, 14, label, { size: 12.5, fill: INK_2 }),
    )}${rows.map((row, i) => {
      const { name, id } = row.method;
      const detail = fitted(methodDetail(id, parameters), GUTTER - 12, 11.5);
      return markup`<g transform="translate(0 ${HEAD + ROW * i})">${rule(0, -12, INSIDE)}${text(
        ...([0, 20, fitted(name, GUTTER - 12, 15, 600)] as const),
        { size: 15, weight: 600 },
      )}${text(0, 38, detail, { size: 11.5, fill: INK_2 })}${row.metrics.map((_, m) => metric(run, row, m))}</g>`;
    })}${sentences.map((line, i) => text(0, bottom + 16 + 17 * i, line, { size: 12.5, fill: INK_2 }))}`,
  };
}

function metric(run: Run, { metrics, lowest }: OutcomeRow, m: number): Markup {
  const { values, mean, gain, ahead } = metrics[m]!;
  const { left, width } = COLUMNS[m]!;
  const size = m === 0 ? 30 : 22;
  const number = unit(mean);
  const spread = values.length > 1 && Number.isFinite(mean) ? `± ${unit(deviation(values))}` : '';
  const after = left + widthOf(number, size, 600) + 8;
  const marked = m === 0 && lowest >= 0;
  const beside = after + (spread ? widthOf(spread, 12.5) + 14 : 0);
  const ticks = values
    .filter(Number.isFinite)
    .map((value) => `M${tenth(left + width * value)} ${SCALE - 5}v10`);
  const seeds = values.length > 1 ? `, ${ahead} of ${values.length} seeds ahead` : '';
  return markup`${text(left, 30, number, { size, weight: 600 })}${
    spread && text(after, 30, spread, { size: 12.5, fill: INK_2 })
  }${
    marked &&
    markup`${dot(run.looks[lowest], beside + 5, 25.5)}${text(
      ...([
        beside + 14,
        30,
        fitted(run.columns[lowest]!.name, left + width + 30 - beside - 14, 12.5),
      ] as const),
      { size: 12.5, fill: INK_2 },
    )}`
  }<path d="M${left} ${SCALE}h${width}M${left} ${SCALE - 3}v6M${left + width} ${SCALE - 3}v6" stroke="${LINE}" fill="none"/>${ticks.map(
    (tick) =>
      markup`<path d="${tick}" stroke="${INK}" stroke-width="2.5" stroke-opacity="${values.length > 1 ? 0.55 : 1}" fill="none"/>`,
  )}${gain !== null && text(left, SCALE + 21, signed(gain) + (m === 0 ? seeds : ''), { size: 12, fill: INK_3 })}`;
}
