/** The river as a table: each criterion's share of the effort, by step and method. */
import { tabledSteps, type Table } from '../parts/table.ts';
import type { Run } from '../state/Run.svelte.ts';
import { SMOOTHING } from '../state/smooth.ts';
import type { Flow } from './flow.ts';

export function effortTable(run: Run, flows: readonly Flow[]): Table {
  for (const flow of flows) flow.advance();
  const columns = [...run.order].reverse();
  return {
    caption:
      `Share of the advantage signal, mean of ${run.seeds.length} ${run.seeds.length === 1 ? 'seed' : 'seeds'} ` +
      `and ${SMOOTHING} steps; a dash where nothing flows.`,
    head: ['step', 'method', ...columns.map((k) => run.columns[k]!.name)],
    rows: tabledSteps(run.length, run.at).flatMap((step) =>
      run.methods.map(({ name }, m) => [step, name, ...columns.map((k) => flows[m]!.share(step, k))]),
    ),
  };
}
