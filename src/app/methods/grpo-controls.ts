/** GRPO's own options as the page offers them: in plain words, with the name and the values TRL has for them. */
import type { Change, TrainingName } from '../../lab/run/edit.ts';
import type { Training } from '../../lab/run/scenario.ts';

interface Shared {
  name: TrainingName;
  label: string;
  /** TRL's name, or where else it comes from. */
  origin: string;
  explain: string;
}
export interface NumberControl extends Shared {
  input: 'number';
  min: number;
  max: number;
  step: number;
}
export interface ChoiceControl extends Shared {
  input: 'choice';
  options: readonly { value: string; label: string }[];
}
export interface SwitchControl extends Shared {
  input: 'switch';
}
export type GrpoControl = NumberControl | ChoiceControl | SwitchControl;

export const GRPO_CONTROLS: readonly GrpoControl[] = [
  {
    name: 'scaleRewards',
    input: 'choice',
    label: 'std division',
    origin: 'scale_rewards',
    explain: 'What centred rewards are divided by; with none, close groups push less than spread ones.',
    options: [
      { value: 'group', label: 'by group (group)' },
      { value: 'batch', label: 'by step (batch)' },
      { value: 'none', label: 'none (none)' },
    ],
  },
  {
    name: 'matchRewardScale',
    input: 'switch',
    label: 'match scale',
    origin: 'ours',
    explain: 'Without division, gives all methods steps of the size that static weights would take.',
  },
  {
    name: 'lossType',
    input: 'choice',
    label: 'loss',
    origin: 'loss_type',
    explain: 'What token losses are averaged over; per answer, each token of a short answer counts more.',
    options: [
      { value: 'dapo', label: 'per token (dapo)' },
      { value: 'grpo', label: 'per answer (grpo)' },
      { value: 'dr_grpo', label: 'by a constant (dr_grpo)' },
    ],
  },
  {
    name: 'epsilon',
    input: 'number',
    label: 'clip',
    origin: 'epsilon',
    explain: 'How far a token’s probability may fall in a step before its gradient stops.',
    min: 0,
    max: 1,
    step: 0.01,
  },
  {
    name: 'epsilonHigh',
    input: 'number',
    label: 'clip above',
    origin: 'epsilon_high',
    explain: 'The same for how far it may rise; more than below lets rare words grow (clip higher).',
    min: 0,
    max: 2,
    step: 0.01,
  },
  {
    name: 'beta',
    input: 'number',
    label: 'KL penalty',
    origin: 'beta',
    explain: 'What drifting from the base policy costs; 0 lets the policy go where the reward points.',
    min: 0,
    max: 1,
    step: 0.005,
  },
  {
    name: 'learningRate',
    input: 'number',
    label: 'learning rate',
    origin: 'learning_rate',
    explain: 'How far each update goes; too much of it breaks the policy.',
    min: 1e-5,
    max: 0.1,
    step: 1e-5,
  },
  {
    name: 'promptGamma',
    input: 'number',
    label: 'prompt focus',
    origin: 'F-GRPO, arXiv 2602.06717',
    explain:
      'Multiplies a prompt’s advantages by its mean deficit to this power; 0 treats all prompts alike.',
    min: 0,
    max: 5,
    step: 0.1,
  },
  {
    name: 'dropSilentGroups',
    input: 'switch',
    label: 'drop silent groups',
    origin: 'as in DAPO',
    explain: 'Leaves groups of equal rewards out of the loss, and with them their KL penalty.',
  },
];

/** The value of an option as it acts: the upper clip follows the lower one until it is set. */
export const settingOf = (training: Training, name: TrainingName): number | string | boolean =>
  training[name] ?? (name === 'epsilonHigh' ? training.epsilon : name === 'promptGamma' ? 0 : false);

/** What an option's default is: an upper clip that the scenario leaves out follows the lower one as it stands. */
export const usualOf = (scenario: Training, now: Training, name: TrainingName): number | string | boolean =>
  name === 'epsilonHigh' && scenario.epsilonHigh === undefined ? now.epsilon : settingOf(scenario, name);

/** The change that sets an option; at its default, the upper clip is left out again. */
export const setOption = (
  scenario: Training,
  now: Training,
  name: TrainingName,
  value: number | string | boolean,
): Change => {
  const follows =
    name === 'epsilonHigh' && scenario.epsilonHigh === undefined && value === usualOf(scenario, now, name);
  return { kind: 'training', name, value: follows ? null : value };
};

/** Why an option does nothing now; empty when it does. */
export const whyIdle = (training: Training, name: TrainingName): string =>
  name === 'matchRewardScale' && training.scaleRewards !== 'none'
    ? 'Only without std division: no effect now.'
    : '';
