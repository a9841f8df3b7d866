/** The results of the README, written from their digest between two marks. */
import { format } from 'prettier';
import { tableMarkdown } from '../../src/exchange/table/markdown.ts';
import { DIGESTED, type Digest, type DigestComparison } from '../../src/experiment/digest.ts';
import { metric } from '../../src/experiment/analysis/metric.ts';
import { seedText } from '../../src/experiment/report/facts.ts';
import { intervalText, pText, signed3 } from '../../src/experiment/tables/numbers.ts';
import { tableOf, type Table } from '../../src/experiment/tables/table.ts';

export const BEGIN = '<!-- results: written by npm run reproduce -->';
export const END = '<!-- end of results -->';

export function resultsMarkdown(digest: Digest): string {
  const { scenarios, rows, planned, besides, notRun } = digest;
  const nameOf = (id: string) => scenarios.find((scenario) => scenario.id === id)!.name;
  const finals = bare(
    tableOf(
      'Final values',
      [
        ['scenario', 'left', ({ scenario }) => nameOf(scenario)],
        ['method', 'left', ({ label }) => label],
        ...DIGESTED.map(
          (each) =>
            [
              metric(each).name,
              'right',
              ({ levels }: Digest['rows'][number]) => intervalText(levels[each]),
            ] as const,
        ),
      ],
      rows,
    ),
  );
  const compared = (comparisons: readonly DigestComparison[]) =>
    bare(
      tableOf(
        'Comparisons',
        [
          ['scenario', 'left', ({ scenario }) => nameOf(scenario)],
          ['what', 'left', ({ arm }) => arm],
          ['less', 'left', ({ baseline }) => baseline],
          ['score', 'left', (each) => metric(each.metric).name],
          ['difference [95 %]', 'right', ({ difference }) => intervalText(difference, signed3)],
          ['n', 'right', ({ difference, zeros }) => String(difference.n - zeros)],
          ...(comparisons.some(({ adjusted }) => adjusted !== null)
            ? ([['p, adjusted', 'right', ({ adjusted }: DigestComparison) => pText(adjusted)]] as const)
            : []),
        ],
        comparisons,
      ),
    );
  const varied = besides.filter(
    ({ arm, baseline, metric: each }) =>
      arm.startsWith('focal, ') && baseline !== 'static prior' && (each === 'worst' || each === 'direct'),
  );
  return [
    computed(digest),
    finals,
    planned.length > 0
      ? `The comparisons that were planned: exact two-sided Wilcoxon signed-rank tests on paired seeds, Holm’s correction ` +
        `over those of a scenario, so that with 8 seeds no adjusted p can be below .016 of two and .031 of four; BCa intervals.`
      : '',
    planned.length > 0 ? compared(planned) : '',
    varied.length > 0
      ? `Remedies, and another estimate of saturation, looked at besides: exploratory and not tested, as so many comparisons ` +
        `leave no adjusted p below .05 with 8 seeds; the intervals are uncorrected.`
      : '',
    varied.length > 0 ? compared(varied) : '',
    ...notRun,
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** Without its caption, which the README says in words. */
const bare = (table: Table): string => tableMarkdown(table).split('\n').slice(2).join('\n').trim();

const computed = ({ seeds, steps, devices, engines, date }: Digest): string =>
  `Seeds ${seedText(seeds).replace(/^\d+: /, '')}, ${steps.join(' or ')} steps, scenario settings; engine ` +
  `${engines.join(' and ')} on ${devices.join(' and ')}, ${date}. Final values (mean of the last 10 steps), mean over n seeds ` +
  `with 95 % bootstrap intervals. Every seed starts from the same base policy.`;

/**
 * @param readme the whole file
 * @returns the file with the results in their place
 * @throws when the marks are not there
 */
export async function withResults(readme: string, digest: Digest): Promise<string> {
  const [from, to] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (from < 0 || to < from)
    throw new Error(
      `README.md has no place for the results: write "${BEGIN}" and "${END}" where they belong.`,
    );
  const written = `${readme.slice(0, from + BEGIN.length)}\n\n${resultsMarkdown(digest)}\n\n${readme.slice(to)}`;
  return format(written, { parser: 'markdown', printWidth: 110 }); // as the linter wants it
}
