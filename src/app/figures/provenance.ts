/** What ran, in two lines: scenario, methods, seeds and step; and below them what computed it. */
import { dayOf, seedLabel } from '../format.ts';
import type { Run } from '../state/Run.svelte.ts';

/** In parts, of which a long line is broken. */
export const ranParts = (run: Run, at: number): string[] => [
  run.scenario.name + (run.startedElsewhere ? ', with a rubric of its own' : ''),
  run.methods.map(({ name }) => name).join(', '),
  seedLabel(run.seeds),
  `step ${at} of ${run.steps}`,
];

/** e.g. "fused engine · WebGPU · apple metal-3 · recorded on 21 November 2026". */
export function computedParts({ recorded, engine, device }: Run): string[] {
  const made = recorded?.recording.made;
  const [name, label] = [made?.engine ?? engine, made?.device ?? device?.label];
  return [
    ...(name ? [`${name} engine`] : []),
    ...(label ? [label] : []),
    ...(made ? [`recorded on ${dayOf(made.date)}`] : []),
  ];
}
