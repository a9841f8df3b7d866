/** The report of an experiment as one HTML document, made from its results. */
import { comparisons } from '../../experiment/analysis/comparisons.ts';
import type { Comparison } from '../../experiment/analysis/shapes.ts';
import { reportOf } from '../../experiment/report/report-of.ts';
import type { Results } from '../../experiment/results.ts';
import { RESAMPLES } from '../../experiment/statistics/resamples.ts';
import type { ReportContent } from './content.ts';
import { drawn, namesOf } from './draw.ts';
import { experimentReport } from './report.ts';
import { statisticsNote, type Family } from './statistics-note.ts';

export function experimentDocument(results: Results): string {
  const { title, question, answer, facts, sections } = reportOf(results);
  const compared = comparisons(results);
  const pairs = compared.map(({ difference }) => difference.n);
  const content: ReportContent = {
    ...{ title, question, answer, facts },
    warnings: warningsOf(results),
    sections: sections.map((section) => ({
      title: section.title,
      paragraphs: section.says,
      tables: section.tables,
      figures: section.figures.flatMap(({ spec }) => {
        // How many drawings it comes to does not depend on the look.
        const count = spec.kind === 'dose' ? spec.data.length : 1;
        return Array.from({ length: count }, (_, i) => (look) => drawn(spec, look)[i]!);
      }),
    })),
    statistics: statisticsNote({
      draws: RESAMPLES,
      seeds: pairs.length > 0 ? [Math.min(...pairs), Math.max(...pairs)] : [0, 0],
      planned: familyOf(compared.filter((comparison) => comparison.planned)),
      exploratory: familyOf(compared.filter((comparison) => !comparison.planned)),
    }),
  };
  return experimentReport(content, namesOf(results));
}

/** Of several scenarios, the largest family and the smallest p that any can reach. */
function familyOf(compared: readonly Comparison[]): Family {
  const smallest = compared.map((each) => each.smallest);
  return {
    comparisons: Math.max(0, ...compared.map(({ family }) => family)),
    smallest: smallest.length > 0 ? Math.min(...smallest) : null,
  };
}

function warningsOf({ complete, otherDevices }: Results): string[] {
  return [
    ...(complete ? [] : ['This experiment is not complete: its numbers may still change.']),
    ...(otherDevices.length > 0
      ? ['Parts of it were computed on different devices: between those, runs are not the same bit for bit.']
      : []),
  ];
}
