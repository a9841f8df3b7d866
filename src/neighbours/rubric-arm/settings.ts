/** What can be set in this lab, and its values by name. */
import type { Field, Settings } from '../neighbour.ts';
import { BASELINES, type Baseline } from './advantage.ts';
import { PREFERENCE_IDS, type PreferenceId } from './preference.ts';

export interface LabSettings {
  preference: PreferenceId;
  labelNoise: number;
  learnRounds: number;
  policySteps: number;
  turn: number;
  pool: number;
  pairs: number;
  group: number;
  baseline: Baseline;
  generatorRate: number;
  judgeRate: number;
  positionBias: number;
  numGenerations: number;
}

const PREFERENCE_NAMES: Readonly<Record<PreferenceId, string>> = {
  plain: 'facts, politeness, a greeting',
  opposed: 'facts, politeness, no greeting',
  'stand-in': 'facts that the judge sees badly',
};

const BASELINE_NAMES: Readonly<Record<Baseline, string>> = {
  group: 'group mean and spread (GRPO)',
  mean: 'group mean',
  none: 'none',
};

export const FIELDS: readonly Field[] = [
  {
    ...{ id: 'preference', name: 'Hidden preference', kind: 'choice', initial: 'plain' },
    explain: 'What the people who label pairs like; neither generator nor judge is told.',
    options: PREFERENCE_IDS.map((id) => ({ id, name: PREFERENCE_NAMES[id] })),
  },
  {
    ...{ id: 'labelNoise', name: 'Wrong labels', kind: 'number', min: 0, max: 0.5, step: 0.05, initial: 0 },
    explain: 'Share of pairs whose label says the opposite of the preference.',
  },
  {
    ...{ id: 'learnRounds', name: 'Rounds of learning', kind: 'number', min: 1, max: 1000, step: 1 },
    ...{ whole: true, initial: 80 },
    explain: 'Updates of generator or judge before the rubric is frozen.',
  },
  {
    ...{ id: 'turn', name: 'Rounds per turn', kind: 'number', min: 1, max: 200, step: 1 },
    ...{ whole: true, initial: 10 },
    explain: 'How long one of the two learns before the other takes over.',
  },
  {
    ...{ id: 'policySteps', name: 'Policy steps', kind: 'number', min: 0, max: 1000, step: 1 },
    ...{ whole: true, initial: 60 },
    explain: 'GRPO steps of the policy on the frozen rubric; 0 leaves the policy out.',
  },
  {
    ...{ id: 'pool', name: 'Answers in the pool', kind: 'number', min: 6, max: 480, step: 6 },
    ...{ whole: true, initial: 96 },
    explain: 'Answers per prompt that pairs are made of; two thirds are learnt from, the rest held out.',
  },
  {
    ...{ id: 'pairs', name: 'Pairs per round', kind: 'number', min: 2, max: 256, step: 2 },
    ...{ whole: true, initial: 32 },
    explain: 'Pairs that a round learns from.',
  },
  {
    ...{ id: 'group', name: 'Samples per pair', kind: 'number', min: 2, max: 64, step: 1 },
    ...{ whole: true, initial: 8 },
    explain: 'Rubrics drawn for a pair in the generator’s turn, verdicts in the judge’s.',
  },
  {
    ...{ id: 'baseline', name: 'Baseline', kind: 'choice', initial: 'group' },
    explain: 'What is taken off a reward before it moves a parameter.',
    options: BASELINES.map((id) => ({ id, name: BASELINE_NAMES[id] })),
  },
  {
    ...{
      id: 'generatorRate',
      name: 'Generator’s rate',
      kind: 'number',
      min: 0,
      max: 20,
      step: 0.1,
      initial: 2,
    },
    explain: 'Step size of plain gradient ascent on the generator.',
  },
  {
    ...{ id: 'judgeRate', name: 'Judge’s rate', kind: 'number', min: 0, max: 20, step: 0.1, initial: 1 },
    explain: 'Step size of plain gradient ascent on the judge.',
  },
  {
    ...{
      id: 'positionBias',
      name: 'Position bias',
      kind: 'number',
      min: -3,
      max: 3,
      step: 0.1,
      initial: 0.8,
    },
    explain: 'How far a new judge leans to the answer shown first, a logit.',
  },
  {
    ...{ id: 'numGenerations', name: 'Answers per prompt', kind: 'number', min: 2, max: 16, step: 1 },
    ...{ whole: true, initial: 8 },
    explain: 'Rollouts per prompt and step, in the pool and in the policy’s training.',
  },
];

/** @param settings complete and checked against the fields */
export const labSettings = (settings: Settings): LabSettings => settings as unknown as LabSettings;
