/** A chart of a lab: measures that belong together over the steps, an arm a hue, a measure a dash, means as lines in bands. */
import type { Measure } from '../../neighbours/neighbour.ts';
import type { Series } from '../../neighbours/series.ts';
import { upAxis } from '../experiment/figures/axis.ts';
import type { Figure } from '../experiment/figures/figure.ts';
import { legend } from '../experiment/figures/legend.ts';
import { NARROW, type Look } from '../experiment/figures/look.ts';
import { between, counted, decimalsFor, plain } from '../experiment/figures/numbers.ts';
import { said, type Stroke } from '../experiment/figures/parts.ts';
import { scale } from '../experiment/figures/scale.ts';
import { stepTicks } from '../experiment/figures/trajectories.ts';
import { capital, seedsOf } from '../experiment/figures/words.ts';
import { markup } from '../markup.ts';
import { bandPath } from '../svg/band-path.ts';
import { linePath } from '../svg/line-path.ts';

const LEFT = 44;
const DASHES = ['', '6 3', '2 2.5', '9 3 2 3', '1 4'] as const;
/** Bands of more lines than this would hide each other. */
const BANDED = 8;

export interface ChartData {
  /** The scenario's name. */
  scenario: string;
  /** Of one chart. */
  measures: readonly Measure[];
  /** In the order in which arms are shown: `id` gives the hue (`Look.criterion`). */
  arms: readonly { id: string; name: string }[];
  series: readonly Series[];
}

/** Measures by chart, in the order of the lab: those with the same group share one. */
export function chartsOf(measures: readonly Measure[]): Measure[][] {
  const charts = new Map<string, Measure[]>();
  for (const measure of measures) {
    const key = measure.chart === undefined ? `own ${measure.id}` : `shared ${measure.chart}`;
    const own = charts.get(key);
    if (own) own.push(measure);
    else charts.set(key, [measure]);
  }
  return [...charts.values()];
}

export function labChart({ scenario, measures, arms, series }: ChartData, look: Look): Figure {
  const lines = series.map((own) => {
    const place = measures.findIndex(({ id }) => id === own.measure);
    const arm = arms.find(({ id }) => id === own.arm)!;
    const stroke: Stroke = {
      colour: look.criterion(arm.id).colour,
      width: place === 0 ? 2 : 1.5,
      dash: DASHES[place % DASHES.length]!,
    };
    return { ...own, name: measures.length > 1 ? `${arm.name}, ${measures[place]!.name}` : arm.name, stroke };
  });
  const values = lines.flatMap(({ mean, low, high }) => [...mean, ...low, ...high]).filter(Number.isFinite);
  const decimals = decimalsFor(values);
  const known = lines.filter(({ mean }) => mean.some(Number.isFinite));
  const legends = legend(
    known.map(({ name, stroke, mean }) => ({
      words: `${name} ${plain(mean.findLast(Number.isFinite) ?? NaN, decimals)}`,
      stroke: { ...stroke, width: 2 },
    })),
    look,
  );
  const [top, right] = [legends.height + 12, look.width - 8];
  const bottom = top + (look.width < NARROW ? 200 : 260);
  const last = Math.max(1, ...lines.map(({ mean }) => mean.length - 1));
  const x = scale([0, last], { from: LEFT, to: right, most: Math.min(8, (right - LEFT) / 60), room: 0 });
  const range = measures.every((own) => own.range !== null) ? measures.flatMap((own) => own.range!) : null;
  const y = scale(range ? [...range, ...values] : values, {
    from: bottom,
    to: top,
    most: 5,
    room: range ? 0 : 0.04,
  });
  const banded = known.length <= BANDED && known.some(({ low }) => low.some(Number.isFinite));
  const bands = known.map(
    ({ low, high, stroke }) =>
      banded && markup`<path d="${bandPath(low, high, x, y)}" fill="${stroke.colour}" fill-opacity=".13"/>`,
  );
  const curves = known.map(({ name, mean, low, high, n, stroke: { colour, width, dash } }) => {
    const at = mean.findLastIndex(Number.isFinite);
    const end = { low: low[at]!, high: high[at]! };
    return said(
      `${name}: ${plain(mean[at]!, decimals)} ${between(end, decimals)} at step ${at}, ${counted(n, 'seed')}`,
      markup`<path d="${linePath(mean, x, y)}" stroke="${colour}" stroke-width="${width!}"${dash ? markup` stroke-dasharray="${dash}"` : ''} stroke-linejoin="round" fill="none"/>`,
    );
  });
  return {
    title: `${capital(measures.map(({ name }) => name).join(', '))}: ${scenario}`,
    caption: [
      ...measures.map(({ name, explain }) => `${capital(name)}: ${explain}`),
      known.length === 0
        ? 'No run has a value yet.'
        : `Lines: means over ${seedsOf(known)}${banded ? '; bands: pointwise 95 % bootstrap intervals' : known.length > BANDED ? '; so many bands would hide each other' : ''}.`,
    ],
    width: look.width,
    height: bottom + 24,
    body: markup`${legends.drawn}${upAxis(y, { left: LEFT, right, look })}${stepTicks(x, bottom, look)}${bands}${curves}`,
  };
}
