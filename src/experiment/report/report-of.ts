/** The report of an experiment: what every one has, and what its study adds. */
import { usableRuns } from '../analysis/usable-runs.ts';
import type { Results } from '../results.ts';
import { STUDIES } from '../studies/index.ts';
import { planned } from '../studies/planned.ts';
import { facts } from './facts.ts';
import { overallSection, scenarioSection } from './usual.ts';
import type { ExperimentReport } from './shapes.ts';

/** @param results of any state: what is missing is said */
export function reportOf(results: Results): ExperimentReport {
  const study = STUDIES.find(({ id }) => id === results.design?.study);
  const scenarios = Object.keys(results.scenarios);
  const { leftOut, runs } = usableRuns(results);
  const answer = study ? study.answer(results) : planned(results);
  const usual = [
    ...(scenarios.length > 1 && runs.length > 0 ? [overallSection(results)] : []),
    ...scenarios
      .filter((id) => runs.some(({ scenario }) => scenario === id))
      .map((id) => scenarioSection(results, id)),
  ];
  return {
    title: study?.title ?? titleOf(results),
    question: study?.question ?? 'How do these methods compare, seed for seed?',
    answer: [...(leftOut && !results.complete ? [leftOut] : []), ...answer],
    facts: facts(results),
    sections: [...(study?.sections(results) ?? []), ...usual],
  };
}

/** e.g. "Forgotten footnote: 3 methods, 8 seeds". */
function titleOf({ scenarios, design, runs }: Results): string {
  const names = Object.values(scenarios).map(({ name }) => name);
  const methods = design?.methods.length ?? new Set(runs.map(({ method }) => method)).size;
  const seeds = design?.seeds.length ?? new Set(runs.map(({ seed }) => seed)).size;
  const count = (n: number, one: string) => `${n} ${one}${n === 1 ? '' : 's'}`;
  const where = names.length > 2 ? count(names.length, 'scenario') : names.join(' and ');
  return `${where}: ${count(methods, 'method')}, ${count(seeds, 'seed')}`;
}
