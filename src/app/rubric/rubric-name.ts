/** What the rubric on the page is called: as the file it was imported from, else as its scenario. */
import type { Criterion } from '../../lab/rubric/criterion.ts';
import type { Run } from '../state/Run.svelte.ts';

const imported = new WeakMap<Run, { name: string; scenario: string; ids: ReadonlySet<string> }>();

/** To be told where an imported rubric takes the place of the one there was. */
export function nameRubric(run: Run, name: string, criteria: readonly Criterion[]): void {
  imported.set(run, { name, scenario: run.scenario.id, ids: new Set(criteria.map(({ id }) => id)) });
}

/** The name of the imported one, as long as most criteria of it are there. */
export function rubricName(run: Run): string {
  const own = imported.get(run);
  const left = run.criteria.filter(({ id }) => own?.ids.has(id)).length;
  return own && own.scenario === run.scenario.id && 2 * left > run.criteria.length
    ? own.name
    : run.scenario.name;
}
