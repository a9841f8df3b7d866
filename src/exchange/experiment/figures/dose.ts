/** A paired difference as something is turned up, and where a win becomes a loss. */
import type { Dose } from '../../../experiment/analysis/shapes.ts';
import { metric } from '../../../experiment/analysis/metric.ts';
import { markup } from '../../markup.ts';
import { bandPath } from '../../svg/band-path.ts';
import { linePath } from '../../svg/line-path.ts';
import { fitted, text, widthOf } from '../../svg/text.ts';
import { upAxis } from './axis.ts';
import type { Figure } from './figure.ts';
import type { Look } from './look.ts';
import { between, counted, decimalsFor, plain, signed } from './numbers.ts';
import { ends, line, said, spot, touch } from './parts.ts';
import { scale } from './scale.ts';
import { capital, seedsOf } from './words.ts';

const LEFT = 44;

export function dose(data: Dose, look: Look): Figure {
  const points = data.points.filter(({ value }) => Number.isFinite(value));
  const { crossing } = data;
  const { lower = false, name } = metric(data.metric);
  const narrow = look.width < 560;
  const [right, top, bottom] = [look.width - 12, 22, narrow ? 230 : 320];
  const x = scale(
    points.map(({ value }) => value),
    { from: LEFT, to: right, most: Math.min(8, (right - LEFT) / 60), room: 0.03 },
  );
  const values = points.flatMap(({ difference }) => ends(difference));
  const decimals = decimalsFor(values);
  const y = scale([0, ...values], { from: bottom, to: top, most: 6, room: 0.08 });
  const at = (i: number) => x(points[i]!.value);
  const means = points.map(({ difference }) => difference.mean);
  const band = bandPath(
    points.map(({ difference }) => difference.low),
    points.map(({ difference }) => difference.high),
    at,
    y,
  );
  const across = crossing !== null && Number.isFinite(crossing) ? crossing : null;
  const words =
    across === null ? '' : `crosses at ${plain(across, decimalsFor(points.map(({ value }) => value)))}`;
  const rightwards = across !== null && x(across) + 12 + widthOf(words, 12, 600) < right;
  const [above, under] = lower ? [data.baseline, data.label] : [data.label, data.baseline];
  return {
    title: `${capital(data.label)} less ${data.baseline}, as ${data.name} rises`,
    caption: [
      capital(sentence(data)),
      `Difference in ${name}, paired by seed: mean and 95 % bootstrap interval over ${seedsOf(points.map(({ difference }) => difference))}, at each dose.`,
      `Scenario: ${look.scenario(data.scenario)}.`,
    ],
    width: look.width,
    height: bottom + 44,
    body: markup`${upAxis(y, { left: LEFT, right, look })}${line([LEFT, y(0)], [right, y(0)], { colour: look.ink3, width: 1.25 })}${x.ticks.map(
      (tick) => text(x(tick), bottom + 18, x.write(tick), { size: 11, fill: look.ink3, anchor: 'middle' }),
    )}${text((LEFT + right) / 2, bottom + 38, fitted(data.name, right - LEFT, 12), { size: 12, fill: look.ink2, anchor: 'middle' })}${text(
      ...([LEFT, 10, fitted(`↑ ${above} better`, (right - LEFT) * 0.8, 12)] as const),
      { size: 12, fill: look.ink2 },
    )}${text(LEFT + 6, bottom - 6, fitted(`↓ ${under} better`, (right - LEFT) * 0.8, 12), { size: 12, fill: look.ink2 })}<path d="${band}" fill="${look.ink}" fill-opacity=".1"/><path d="${linePath(means, at, y)}" stroke="${look.ink}" stroke-width="2" fill="none"/>${points.map(
      ({ value, difference }, i) =>
        said(
          `${data.name} ${value}: ${signed(difference.mean, decimals)} ${between(difference, decimals, signed)}, ${counted(difference.n, 'seed')}`,
          markup`${touch(at(i) - 8, top, 16, bottom - top)}${Number.isFinite(difference.low + difference.high) && line([at(i), y(difference.low)], [at(i), y(difference.high)], { colour: look.ink, width: 1.25 })}${Number.isFinite(difference.mean) && spot(at(i), y(difference.mean), look, false, 4)}`,
        ),
    )}${
      across !== null &&
      said(
        words,
        markup`${line([x(across), y(0) - 9], [x(across), y(0) + 9], { colour: look.ink, width: 2.5 })}<g stroke="${look.paper}" stroke-width="3.5" stroke-linejoin="round" paint-order="stroke">${text(
          x(across) + (rightwards ? 8 : -8),
          y(0) - 9,
          words,
          { size: 12, weight: 600, fill: look.ink, anchor: rightwards ? 'start' : 'end' },
        )}</g>`,
      )
    }`,
  };
}

/** Where it is better and where it is not, in a sentence. */
export function sentence({ points, crossing, name, label, baseline, metric: id }: Dose): string {
  const first = points.find(({ difference }) => Number.isFinite(difference.mean) && difference.mean !== 0);
  if (!first) return `${label} and ${baseline} do not differ at any dose.`;
  const wins = first.difference.mean > 0 !== (metric(id).lower ?? false);
  const [one, other] = wins ? ['ahead of', 'behind'] : ['behind', 'ahead of'];
  const touches = points.some(({ difference }) => difference.mean === 0);
  return crossing === null || !Number.isFinite(crossing)
    ? `${label} is ${touches ? `never ${other}` : one} ${baseline} on average${touches ? '' : ' at every dose'}.`
    : `${label} is ${one} ${baseline} on average up to ${name} ${plain(crossing, decimalsFor(points.map(({ value }) => value)))}, and ${other} it from there on.`;
}
