/** What the judge says against what is true: the gap between them, and where going on begins to cost. */
import type { JudgeAndGold } from '../../../experiment/analysis/shapes.ts';
import { metric } from '../../../experiment/analysis/metric.ts';
import { markup, type Markup } from '../../markup.ts';
import { apart } from '../../svg/apart.ts';
import { bandPath } from '../../svg/band-path.ts';
import { linePath } from '../../svg/line-path.ts';
import { fitted, middled, text } from '../../svg/text.ts';
import { upAxis } from './axis.ts';
import type { Figure } from './figure.ts';
import { NARROW, type Look } from './look.ts';
import { between, counted, decimalsFor, plain, signed } from './numbers.ts';
import { line, said, spot } from './parts.ts';
import { scale } from './scale.ts';
import { snapped, stepTicks } from './trajectories.ts';

const LEFT = 32;
const LABELS = 78;
const BETWEEN = 28;
const TALL = 190;
const HEAD = 46;
const PITCH = HEAD + TALL + 40;

/** A small chart for each arm, two beside each other where there is room; all have the same scales. */
export function overOptimisation(data: readonly JudgeAndGold[], look: Look): Figure {
  const across = look.width >= NARROW && data.length > 1 ? 2 : 1;
  const width = (look.width - BETWEEN * (across - 1)) / across;
  const values = data.flatMap(({ judge, gold }) => [...judge.mean, ...gold.mean]).filter(Number.isFinite);
  const last = Math.max(
    1,
    ...data.map(({ judge, gold }) => Math.max(judge.mean.length, gold.mean.length) - 1),
  );
  const several = new Set(data.map(({ arm }) => arm.scenario)).size > 1;
  const gold = data[0]?.gold.metric;
  return {
    title: 'What the judge says, and what is true',
    caption: [
      ...(gold ? [metric(gold).says] : []),
      'Dashed: as the judge scores; solid: the true score; shaded: what the judge overrates.',
      'Ring: the step at which the true score is highest, on average over seeds and smoothed over 5 steps.',
      'What is lost is measured from that highest point, so on average it is 0 or more even where nothing is lost: read it with its interval.',
      ...(several || data.length === 0 ? [] : [`Scenario: ${look.scenario(data[0]!.arm.scenario)}.`]),
    ],
    width: look.width,
    height: Math.max(20, PITCH * Math.ceil(data.length / across) - 12),
    body: markup`${data.map((each, i) => {
      const place = [Math.round((width + BETWEEN) * (i % across)), PITCH * Math.floor(i / across)];
      return markup`<g transform="translate(${place.join(' ')})">${chart(each, { values, last, width, several, look })}</g>`;
    })}`,
  };
}

interface Chart {
  values: readonly number[];
  last: number;
  width: number;
  several: boolean;
  look: Look;
}

function chart(
  { arm, judge, gold, peak, lost }: JudgeAndGold,
  { values, last, width, several, look }: Chart,
): Markup {
  const right = width - LABELS;
  const [top, bottom] = [HEAD, HEAD + TALL];
  const x = scale([0, last], {
    from: LEFT,
    to: right,
    most: Math.max(2, Math.min(6, (right - LEFT) / 60)),
    room: 0,
  });
  const y = scale(snapped(values, true), { from: bottom, to: top, most: 5, room: 0.03, within: [0, 1] });
  const decimals = decimalsFor(values);
  const finals = [judge, gold].map(({ mean }) => mean.findLast(Number.isFinite) ?? NaN) as [number, number];
  const places = apart(
    finals.map((value) => (Number.isFinite(value) ? y(value) : bottom)),
    15,
    top,
    bottom,
  );
  const overrated = judge.mean.map((value, step) =>
    value >= (gold.mean[step] ?? NaN) ? value : (gold.mean[step] ?? NaN),
  );
  const atPeak = gold.mean[peak] ?? NaN;
  const cost = `peak at step ${peak}; ${signed(-lost.mean, decimals)} ${between({ low: -lost.high, high: -lost.low }, decimals, signed)} by the end`;
  const name = several ? `${arm.label}, ${look.scenario(arm.scenario)}` : arm.label;
  return markup`${text(0, 14, fitted(name, width, 13, 600), { weight: 600, fill: look.ink })}${text(
    ...([0, 32, fitted(Number.isFinite(atPeak) ? cost : 'no true score', width, 12)] as const),
    { size: 12, fill: look.ink2 },
  )}${upAxis(y, { left: LEFT, right, look })}${stepTicks(x, bottom, look)}<path d="${bandPath(gold.mean, overrated, x, y)}" fill="${look.ink}" fill-opacity=".1"/>${said(
    `${name}, as the judge scores: ${plain(finals[0], decimals)} at the last step, ${counted(judge.n, 'seed')}`,
    markup`<path d="${linePath(judge.mean, x, y)}" stroke="${look.ink2}" stroke-width="1.5" stroke-dasharray="5 3" fill="none"/>`,
  )}${said(
    `${name}, true score: ${plain(finals[1], decimals)} at the last step, ${counted(gold.n, 'seed')}`,
    markup`<path d="${linePath(gold.mean, x, y)}" stroke="${look.ink}" stroke-width="2.25" fill="none"/>`,
  )}${
    Number.isFinite(atPeak) &&
    said(
      `${name}: the true score is highest at step ${peak}, ${plain(atPeak, decimals)}`,
      markup`${line([x(peak), y(atPeak)], [x(peak), bottom], { colour: look.ink3, dash: '2 3' })}${spot(x(peak), y(atPeak), look, true, 5)}`,
    )
  }${(['judge', 'true'] as const).map(
    (words, i) =>
      Number.isFinite(finals[i]!) &&
      markup`${line([right + 2, y(finals[i]!)], [right + 9, places[i]!], { colour: look.ink3 })}${middled(
        right + 13,
        places[i]!,
        `${words} ${plain(finals[i]!, decimals)}`,
        {
          ...{ size: 12.5, weight: i === 1 ? 600 : 400 },
          fill: i === 1 ? look.ink : look.ink2,
        },
      )}`,
  )}`;
}
