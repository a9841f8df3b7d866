/** The results of the README, written from their digest between two marks. */
import { format } from 'prettier';
import { tableMarkdown } from '../../src/exchange/table/markdown.ts';
import { DIGESTED, type Digest } from '../../src/experiment/digest.ts';
import { metric } from '../../src/experiment/analysis/metric.ts';
import { seedText } from '../../src/experiment/report/facts.ts';
import { intervalText, pText, signed3 } from '../../src/experiment/tables/numbers.ts';
import { tableOf, type Table } from '../../src/experiment/tables/table.ts';

export const BEGIN = '<!-- results: written by npm run reproduce -->';
export const END = '<!-- end of results -->';

export function resultsMarkdown(digest: Digest): string {
  const { scenarios, rows, planned, notRun } = digest;
  const finals = scenarios.map(({ id, name }) =>
    bare(
      tableOf(
        name,
        [
          [name, 'left', ({ label }) => label],
          ['n', 'right', ({ seeds }) => String(seeds.length)],
          ...DIGESTED.map(
            (each) =>
              [
                metric(each).name,
                'right',
                ({ levels }: Digest['rows'][number]) => intervalText(levels[each]),
              ] as const,
          ),
        ],
        rows.filter(({ scenario }) => scenario === id),
      ),
    ),
  );
  const compared = bare(
    tableOf(
      'Planned comparisons',
      [
        ['focal against', 'left', ({ baseline }) => baseline],
        ['scenario', 'left', ({ scenario }) => scenarios.find(({ id }) => id === scenario)!.name],
        ['score', 'left', (each) => metric(each.metric).name],
        ['difference [95 %]', 'right', ({ difference }) => intervalText(difference, signed3)],
        ['n', 'right', ({ difference, zeros }) => String(difference.n - zeros)],
        ['p, adjusted', 'right', ({ adjusted }) => pText(adjusted)],
      ],
      planned,
    ),
  );
  const [first] = planned;
  return [
    computed(digest),
    ...finals,
    first
      ? `The comparisons that were planned: exact two-sided Wilcoxon signed-rank tests on paired seeds, Holm’s correction ` +
        `over the ${first.family} of a scenario, so that no adjusted p can be below ${pText(first.smallest)}; BCa intervals.`
      : '',
    compared,
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
