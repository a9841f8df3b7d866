/** The sections that every experiment has: all scenarios together, and each by itself. */
import { comparisons } from '../analysis/comparisons.ts';
import { ablationGrids } from '../analysis/grid.ts';
import { heatMaps } from '../analysis/heat-map.ts';
import { speeds } from '../analysis/speed.ts';
import { thresholds } from '../analysis/threshold.ts';
import { trajectories } from '../analysis/trajectories.ts';
import type { Results } from '../results.ts';
import { comparisonTables } from '../tables/comparisons.ts';
import { finalTables, overallTable } from '../tables/finals.ts';
import { thresholdTables } from '../tables/thresholds.ts';
import { slug } from './slug.ts';
import type { Figure, Section } from './shapes.ts';

export function overallSection(results: Results): Section {
  return {
    id: 'overall',
    title: 'All scenarios together',
    says: [
      'Interquartile mean over scenarios and seeds: the lowest and the highest quarter are left out. Intervals are ' +
        'from a bootstrap over seeds within scenarios.',
    ],
    figures: [],
    tables: [overallTable(results)],
  };
}

export function scenarioSection(results: Results, scenario: string): Section {
  const own: Results = {
    ...results,
    scenarios: { [scenario]: results.scenarios[scenario]! },
    runs: results.runs.filter((run) => run.scenario === scenario),
  };
  const compared = comparisons(own);
  const figures: Figure[] = [];
  const add = (id: string, title: string, spec: Figure['spec'] | undefined) => {
    if (spec) figures.push({ id: slug(scenario, id), title, spec });
  };
  add(
    'differences',
    'Paired differences',
    compared.length > 0 ? { kind: 'forest', data: compared } : undefined,
  );
  for (const id of ['worst', 'direct', 'strict'] as const)
    add(id, `Over the steps: ${id}`, { kind: 'trajectories', data: trajectories(own, id) });
  const [heat] = heatMaps(own);
  add('criteria', 'Criterion by criterion', heat && { kind: 'heat-map', data: heat });
  const [reach] = thresholds(own, 'worst');
  add('steps-to-reach', 'Steps to reach', reach && { kind: 'threshold', data: reach });
  const [pace] = speeds(own, 'worst');
  add('speed-and-level', 'How fast and how far', pace && { kind: 'speed-level', data: pace });
  for (const grid of ablationGrids(own, 'worst'))
    add(`${grid.method}-ablation`, 'What was varied', { kind: 'grid', data: grid });
  return {
    ...{ id: slug(scenario), title: results.scenarios[scenario]!.name, figures, says: [] },
    tables: [...finalTables(own), ...comparisonTables(own, compared), ...thresholdTables(own, 'worst')],
  };
}
