/** A changed option of the training in words. */
import type { TrainingName } from '../../lab/run/edit.ts';
import { compact } from '../methods/scale.ts';

const LOSSES: Record<string, string> = {
  dapo: 'loss per token (dapo)',
  grpo: 'loss per answer (grpo)',
  dr_grpo: 'loss by a constant (dr_grpo)',
};
const DIVISIONS: Record<string, string> = {
  group: 'std division by group',
  batch: 'std division by step (batch)',
  none: 'std division off',
};
const NUMBERS: Partial<Record<TrainingName, string>> = {
  learningRate: 'learning rate',
  epsilonHigh: 'epsilon high',
  promptGamma: 'prompt gamma',
};

/** e.g. "std division off", "loss per answer (grpo)", "beta 0.02 → 0.05". */
export function describeTraining(name: TrainingName, before: unknown, value: unknown): string {
  if (name === 'lossType') return LOSSES[String(value)] ?? String(value);
  if (name === 'scaleRewards') return DIVISIONS[String(value)] ?? String(value);
  if (name === 'matchRewardScale') return value ? 'reward scale matched' : 'reward scale not matched';
  if (name === 'dropSilentGroups') return value ? 'silent groups dropped' : 'silent groups kept';
  // Only the upper clip may be left out: it follows the lower one then.
  const said = (setting: unknown) => (setting === null ? 'as epsilon' : compact(Number(setting)));
  return `${NUMBERS[name] ?? name} ${said(before)} → ${said(value)}`;
}
