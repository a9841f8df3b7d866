/** What the button says that goes to the control that helps. */
import type { Remedy } from '../../lab/run/health.ts';
import { GRPO_CONTROLS } from './grpo-controls.ts';

/** @param nameOf name of a criterion by its id */
export function remedyText(remedy: Remedy, nameOf: (id: string) => string): string {
  if (remedy.control === 'criterion') return `Edit ${nameOf(remedy.id)}`;
  if (remedy.control === 'formula') return 'Edit the formula';
  return `Change ${GRPO_CONTROLS.find(({ name }) => name === remedy.name)?.label ?? remedy.name}`;
}
