/** Settings of this lab, and how they are read from a plan. */
import type { Field, Settings } from '../neighbour.ts';
import { CALIBRATED } from './detector.ts';

const number = (
  id: string,
  name: string,
  explain: string,
  [min, max, step, initial]: readonly [number, number, number, number],
  whole = false,
): Field => ({ kind: 'number', id, name, explain, min, max, step, initial, ...(whole ? { whole } : {}) });

export const fields: readonly Field[] = [
  number('steps', 'Steps', 'Training steps.', [5, 400, 1, 60], true),
  number('group', 'Answers per question', 'Rollouts per prompt and step; six prompts.', [4, 32, 1, 16], true),
  number('learningRate', 'Learning rate', 'Of Adam.', [0.0001, 0.02, 0.0001, 0.001]),
  number(
    'beta',
    'KL penalty',
    'Strength of the KL penalty in the loss; 0 lets go of the base policy.',
    [0, 0.5, 0.005, 0],
  ),
  number(
    'alpha',
    'Alpha',
    'What the judge pays for the gimmick, over a rubric score of at most 1.',
    [0, 2.5, 0.1, 0],
  ),
  number('every', 'Refine every', 'Steps between two rounds of refinement.', [1, 100, 1, 8], true),
  number('rounds', 'Rounds', 'Most rounds of refinement; the paper has at most four.', [0, 4, 1, 4], true),
  number('pairs', 'Pairs', 'Pairs of a round for arms that look at several.', [2, 6, 1, 4], true),
  number('weight', 'Weight', 'Of a criterion that refinement adds.', [1, 3, 1, 2], true),
  number('tie', 'Tie', 'Answers tie where the rubric sets them no further apart.', [0, 0.3, 0.01, 0.05]),
  number(
    'klBudget',
    'KL budget',
    'In nats per answer: the step that spends it is marked.',
    [0.5, 100, 0.5, 10],
  ),
  number(
    'drop',
    'Drop',
    'Where no bias is known: onset is where gold stays this far below its best.',
    [0.01, 0.5, 0.01, 0.05],
  ),
  number('threshold', 'Alarm', 'How high the blind detector’s statistic has to climb to raise the alarm.', [
    0.5,
    100,
    0.5,
    CALIBRATED.threshold,
  ]),
];

export type Numbers = Readonly<
  Record<
    | 'steps'
    | 'group'
    | 'learningRate'
    | 'beta'
    | 'alpha'
    | 'every'
    | 'rounds'
    | 'pairs'
    | 'weight'
    | 'tie'
    | 'klBudget'
    | 'drop'
    | 'threshold',
    number
  >
>;

/** The plan's settings; what it leaves out is the field's own. */
export const numbersOf = (settings: Settings): Numbers =>
  Object.fromEntries(
    fields.map(({ id, initial }) => [id, Number(settings[id] ?? initial)]),
  ) as unknown as Numbers;
