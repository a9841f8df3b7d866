/** The report of an experiment: what every one has, and what its study adds. */
import { shardSeeds } from '../design/plan.ts';
import { usableRuns } from '../analysis/usable-runs.ts';
import type { Results } from '../results.ts';
import { STUDIES } from '../studies/index.ts';
import { planned } from '../studies/planned.ts';
import { facts } from './facts.ts';
import { overallSection, scenarioSection, tablesSection } from './usual.ts';
import type { ExperimentReport } from './shapes.ts';

/** @param results of any state: what is missing is said */
export function reportOf(results: Results): ExperimentReport {
  const study = STUDIES.find(({ id }) => id === results.design?.study);
  const scenarios = Object.keys(results.scenarios);
  const { leftOut, runs } = usableRuns(results);
  const answer = study ? study.answer(results) : planned(results);
  const present = scenarios.filter((id) => runs.some(({ scenario }) => scenario === id));
  const own = study?.sections(results) ?? [];
  const usual =
    study && !study.usual
      ? present.map((id) => tablesSection(results, id))
      : [
          ...(present.length > 1 ? [overallSection(results)] : []),
          ...present.map((id) => scenarioSection(results, id)),
        ];
  return {
    title: study?.title ?? titleOf(results),
    question: study?.question ?? 'How do these methods compare, seed for seed?',
    answer: [...(leftOut && !results.complete ? [leftOut] : []), ...answer],
    facts: facts(results),
    sections: [...own, ...usual],
  };
}

/** e.g. "Forgotten footnote: 3 methods, 8 seeds". */
function titleOf({ scenarios, design, shard, runs }: Results): string {
  const names = Object.values(scenarios).map(({ name }) => name);
  const methods = design?.methods.length ?? new Set(runs.map(({ method }) => method)).size;
  const seeds = design ? shardSeeds(design.seeds, shard).length : new Set(runs.map(({ seed }) => seed)).size;
  const count = (n: number, one: string) => `${n} ${one}${n === 1 ? '' : 's'}`;
  const where = names.length > 2 ? count(names.length, 'scenario') : names.join(' and ');
  return `${where}: ${count(methods, 'method')}, ${count(seeds, 'seed')}`;
}
