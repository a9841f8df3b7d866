/** What was measured of a scenario, in lines for its note: focal against static weights, remedies against focal, and levels. */
import { differenceInterval } from '../analysis/interval.ts';
import { variationText } from '../analysis/setting-text.ts';
import type { Interval } from '../analysis/shapes.ts';
import type { Digest, DigestRow } from '../digest.ts';

/** Said of a scenario that no experiment has run on. */
export const NOT_MEASURED = 'Not measured yet.';

type Metric = keyof DigestRow['finals'];
type Planned = Digest['planned'][number];

const NAMES: Record<Metric, string> = {
  worst: 'worst criterion',
  direct: 'direct score',
  strict: 'share of answers that meet everything',
  spread: 'spread over criteria',
};

/** Means of 32-bit numbers leave such a trace; true scores differ in larger steps. */
const TRACE = 1e-6;

/** @param remedies those of the scenario, by which their rows are named */
export function measuredLines(
  { rows, planned, steps }: Pick<Digest, 'rows' | 'planned' | 'steps'>,
  scenario: string,
  remedies: readonly { id: string; parameters: Readonly<Record<string, number>> }[] = [],
): string[] {
  const own = rows.filter((row) => row.scenario === scenario && row.seeds.length > 0);
  if (own.length === 0) return [];
  const plain = own.find(({ label }) => label === 'focal');
  const nameOf = ({ label }: DigestRow): string => {
    const remedy = remedies.find(({ parameters }) => label === `focal, ${variationText(parameters)}`);
    return remedy ? `focal, ${remedy.id}` : label;
  };
  const varied = own.filter((row) => row !== plain && row.method === 'focal-prior');
  const statics = own.filter(({ method }) => method.startsWith('static-'));
  const twins = statics.length === 2 && sameFinals(statics[0]!, statics[1]!);
  const levels = (metric: Metric) =>
    [...(twins ? [{ ...statics[0]!, label: TWINS }] : statics), ...(plain ? [plain] : []), ...varied]
      .map((row) => `${nameOf(row)} ${interval(row.levels[metric], share)}`)
      .join('; ');
  return [
    ...compared(
      planned.filter((each) => each.scenario === scenario),
      twins,
    ),
    ...(plain
      ? varied.flatMap((row) =>
          (['worst', 'direct'] as const).map((metric) => {
            const { text, n } = between(row, plain, metric);
            return `${nameOf(row)}, less focal, ${NAMES[metric]}: ${text}, ${seeds(n)}, not tested.`;
          }),
        )
      : []),
    `Final ${NAMES.worst}: ${levels('worst')}.`,
    `Final ${NAMES.strict}: ${levels('strict')}.`,
    `Final values are means of the last 10 of ${steps.join(' or ')} steps, scenario settings, seeds ${list(own)}; in brackets 95 % intervals.` +
      (twins ? ' The prior is uniform here: both ways of static weighting are one.' : ''),
  ];
}

/** What static prior and static uniform are called together where they are the same. */
const TWINS = 'static weights';

const sameFinals = (a: DigestRow, b: DigestRow): boolean =>
  JSON.stringify([a.seeds, a.finals]) === JSON.stringify([b.seeds, b.finals]);

/** The planned comparisons, those with uniform weights first; where both baselines are the same weights, once. */
function compared(planned: readonly Planned[], twins: boolean): string[] {
  const against = (baseline: string) => planned.filter((each) => each.baseline === baseline);
  const uniform = against('static uniform');
  return [...uniform, ...(twins ? [] : against('static prior'))].map(
    ({ difference, adjusted, metric, baseline }) => {
      const test = adjusted === null ? 'not tested' : `adjusted p ${pShare(adjusted)}`;
      const name = NAMES[metric as Metric] ?? metric;
      return `focal less ${twins ? TWINS : baseline}, ${name}: ${interval(difference, signedShare)}, ${seeds(difference.n)}, ${test}.`;
    },
  );
}

/** Seed by seed, as comparisons take it (../analysis/paired.ts). */
function between(row: DigestRow, other: DigestRow, metric: Metric): { text: string; n: number } {
  const differences = row.seeds.flatMap((seed, i) => {
    const [mine, theirs] = [row.finals[metric][i], other.finals[metric][other.seeds.indexOf(seed)]];
    if (typeof mine !== 'number' || typeof theirs !== 'number') return [];
    const difference = mine - theirs;
    return [Math.abs(difference) <= TRACE ? 0 : difference];
  });
  return { text: interval(differenceInterval(differences), signedShare), n: differences.length };
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
