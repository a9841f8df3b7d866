/** What was measured of a scenario, in lines for its note: focal against static weights, remedies against focal, and levels. */
import { variationText } from '../analysis/setting-text.ts';
import type { Interval } from '../analysis/shapes.ts';
import type { Digest, DigestComparison, DigestRow } from '../digest.ts';

/** Said of a scenario that no experiment has run on. */
export const NOT_MEASURED = 'Not measured yet.';

type Metric = keyof DigestRow['finals'];

const NAMES: Record<Metric, string> = {
  worst: 'worst criterion',
  direct: 'direct score',
  strict: 'share of answers that meet everything',
  spread: 'spread over criteria',
};

/** @param remedies those of the scenario, by which their rows are named */
export function measuredLines(
  { rows, planned, besides, steps }: Pick<Digest, 'rows' | 'planned' | 'besides' | 'steps'>,
  scenario: string,
  remedies: readonly { id: string; parameters: Readonly<Record<string, number>> }[] = [],
): string[] {
  const own = rows.filter((row) => row.scenario === scenario && row.seeds.length > 0);
  if (own.length === 0) return [];
  const nameOf = (label: string): string => {
    const remedy = remedies.find(({ parameters }) => label === `focal, ${variationText(parameters)}`);
    return remedy ? `focal, ${remedy.id},` : label === 'focal' ? label : `${label},`;
  };
  const line = ({ arm, baseline, metric, difference, adjusted }: DigestComparison, kind = '') => {
    const test = adjusted === null ? 'not tested' : `adjusted p ${pShare(adjusted)}`;
    const name = NAMES[metric as Metric];
    return `${nameOf(arm)} less ${baseline}, ${name}: ${interval(difference, signedShare)}, ${seeds(difference.n)}, ${test}${kind}.`;
  };
  const compared = (all: readonly DigestComparison[], baseline: string) =>
    all.filter((each) => each.scenario === scenario && each.baseline === baseline);
  const varied = new Set(
    own
      .filter(({ method, label }) => method === 'focal-prior' && label !== 'focal')
      .map(({ label }) => label),
  );
  const levels = (metric: Metric) =>
    own
      .filter(({ method }) => method.startsWith('static-') || method === 'focal-prior')
      .map(({ label, levels }) => `${nameOf(label).replace(/,$/, '')} ${interval(levels[metric], share)}`)
      .join('; ');
  return [
    ...['static uniform', 'static prior'].flatMap((baseline) =>
      compared(planned, baseline).map((each) => line(each)),
    ),
    ...['focal', 'static uniform'].flatMap((baseline) =>
      compared(besides, baseline)
        .filter(({ arm, metric }) => varied.has(arm) && (metric === 'worst' || metric === 'direct'))
        .map((each) => line(each, ', exploratory')),
    ),
    `Final ${NAMES.worst}: ${levels('worst')}.`,
    `Final ${NAMES.strict}: ${levels('strict')}.`,
    `Final values are means of the last 10 of ${steps.join(' or ')} steps, scenario settings, seeds ${list(own)}; in brackets 95 % intervals.`,
  ];
}

/** Three decimals without the leading zero, as the page writes shares: ".122", "1", "−.008". */
function share(value: number): string {
  const size = Math.abs(value).toFixed(3);
  const text = size === '1.000' ? '1' : size.replace(/^0/, '');
  return value < 0 && Number(size) !== 0 ? `−${text}` : text;
}

const signedShare = (value: number): string =>
  value > 0 && Number(value.toFixed(3)) !== 0 ? `+${share(value)}` : share(value);

const pShare = (p: number): string => (p < 0.001 ? '< .001' : share(p));

/** JSON has no NaN: what has no interval comes back as null. */
const interval = ({ mean, low, high }: Interval, number: (value: number) => string): string =>
  Number.isFinite(low) && Number.isFinite(high)
    ? `${number(mean)} [${number(low)}, ${number(high)}]`
    : number(mean);

const seeds = (n: number): string => `${n} ${n === 1 ? 'seed' : 'seeds'}`;

function list(rows: readonly DigestRow[]): string {
  const all = [...new Set(rows.flatMap((row) => row.seeds))].sort((a, b) => a - b);
  const range = all.length > 2 && all.every((seed, i) => i === 0 || seed === all[i - 1]! + 1);
  return range ? `${all[0]!} to ${all.at(-1)!}` : all.join(', ');
}
