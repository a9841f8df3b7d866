/** One metric over what was varied: a list of values as rows, two lists as a grid. */
import type { AblationGrid, Interval } from '../../../experiment/analysis/shapes.ts';
import { metric } from '../../../experiment/analysis/metric.ts';
import { markup, type Markup } from '../../markup.ts';
import { fitted, middled, text, widthOf } from '../../svg/text.ts';
import { dotRows } from './dot-rows.ts';
import type { Figure } from './figure.ts';
import { NARROW, type Look } from './look.ts';
import { between, counted, decimalsFor, NONE, plain, signed } from './numbers.ts';
import { box, ends, said } from './parts.ts';
import { capital } from './words.ts';

const NOTHING: Interval = { mean: NaN, low: NaN, high: NaN, n: 0 };

export function ablation(data: AblationGrid, look: Look): Figure {
  const { across, down, baseline } = data;
  const drawn = down ? grid(data, look) : list(data, look);
  return {
    title: `${capital(metric(data.metric).name)} by ${across.name}${down ? ` and ${down.name}` : ''}`,
    caption: [
      metric(data.metric).says,
      `Final values of ${data.method}: mean and 95 % bootstrap interval over seeds.`,
      ...(baseline
        ? [
            down
              ? `Small: the difference to ${baseline.label}, where it was run.`
              : `Grey: mean and interval of ${baseline.label}.`,
          ]
        : []),
      ...(down ? ['The stronger the grey of a cell, the higher its value.'] : []),
      `Scenario: ${look.scenario(data.scenario)}.`,
    ],
    width: look.width,
    ...drawn,
  };
}

const inWords = (at: Interval | null, decimals: number): string =>
  at ? `${plain(at.mean, decimals)} ${between(at, decimals)}, ${counted(at.n, 'seed')}` : 'not run';

function list(
  { across, cells, baseline, metric: id }: AblationGrid,
  look: Look,
): { body: Markup; height: number } {
  const values = cells[0] ?? [];
  const others = baseline?.cells[0] ?? [];
  const decimals = decimalsFor([...values, ...others].flatMap((at) => ends(at)));
  return dotRows(
    {
      groups: [
        {
          name: across.name,
          rows: across.values.map((value, i) => {
            const [at, other] = [values[i] ?? null, others[i] ?? null];
            return {
              name: value,
              marks: [
                {
                  at: at ?? NOTHING,
                  says: `${across.name} ${value}: ${inWords(at, decimals)}${other ? `; ${baseline!.label} ${inWords(other, decimals)}` : ''}`,
                },
              ],
              values: at
                ? [String(at.n), plain(at.mean, decimals), between(at, decimals)]
                : [NONE, NONE, NONE],
              behind: other,
            };
          }),
        },
      ],
      columns: [{ head: 'n', short: 'n ' }, { head: metric(id).name }, { head: '95 % interval' }],
      axis: metric(id).name,
    },
    look,
  );
}

/** Pixels: between cells, and their height; and ink of the lowest and of the highest value. */
const GAP = 2;
const TALL = 46;
const SHADES = [0.04, 0.3] as const;

function grid({ across, down, cells, baseline }: AblationGrid, look: Look): { body: Markup; height: number } {
  const rows = down!.values;
  const beside = look.width >= NARROW;
  const labels = beside
    ? Math.min(
        0.3 * look.width,
        18 + Math.max(widthOf(down!.name, 12) + 16, 40, ...rows.map((row) => widthOf(row, 13))),
      )
    : 0;
  const pitch = Math.min(240, (look.width - labels) / Math.max(1, across.values.length));
  const all = cells.flat().flatMap((at) => (at && Number.isFinite(at.mean) ? [at.mean] : []));
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const decimals = decimalsFor(all);
  const shade = (mean: number) =>
    SHADES[0] + (SHADES[1] - SHADES[0]) * (most > least ? (mean - least) / (most - least) : 0.5);
  const head = 44;
  const high = (beside ? 0 : 20) + TALL;
  const body = markup`${text(labels, 12, fitted(`${across.name} →`, look.width - labels, 12), { size: 12, fill: look.ink3 })}${
    beside && text(0, 34, fitted(`${down!.name} ↓`, labels - 12, 12), { size: 12, fill: look.ink3 })
  }${across.values.map((value, i) =>
    text(labels + pitch * (i + 0.5), 34, fitted(value, pitch - 6, 13), { fill: look.ink, anchor: 'middle' }),
  )}${rows.map((name, j) => {
    const top = head + high * j + (beside ? 0 : 20);
    return markup`${
      beside
        ? middled(0, top + TALL / 2, fitted(name, labels - 14, 13), { fill: look.ink })
        : text(0, top - 6, fitted(`${down!.name} ${name}`, look.width, 12), { size: 12, fill: look.ink2 })
    }${across.values.map((value, i) => {
      const at = cells[j]?.[i] ?? null;
      const other = baseline?.cells[j]?.[i] ?? null;
      const gain = at && other ? at.mean - other.mean : NaN;
      const small = Number.isFinite(gain)
        ? signed(gain, decimals)
        : at && !baseline
          ? between(at, decimals)
          : '';
      const middle = labels + pitch * (i + 0.5);
      const fits = small !== '' && small !== NONE && widthOf(small, 11) < pitch - 6;
      return said(
        `${across.name} ${value}, ${down!.name} ${name}: ${inWords(at, decimals)}${other ? `; ${baseline!.label} ${inWords(other, decimals)}` : ''}`,
        markup`${box(labels + pitch * i + GAP / 2, top + GAP / 2, pitch - GAP, TALL - GAP, look.ink, at && Number.isFinite(at.mean) ? shade(at.mean) : 0.015)}${middled(
          ...([middle, top + TALL / 2 - (fits ? 7 : 0), at ? plain(at.mean, decimals) : NONE] as const),
          {
            size: pitch < 40 ? 11 : 14,
            weight: at ? 600 : 400,
            fill: at ? look.ink : look.ink3,
            anchor: 'middle',
          },
        )}${fits && middled(middle, top + TALL / 2 + 10, small, { size: 11, fill: look.ink2, anchor: 'middle' })}`,
      );
    })}`;
  })}`;
  return { body, height: head + high * rows.length };
}
