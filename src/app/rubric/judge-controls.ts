/** The ways in which a criterion's judge may err, as the editor offers them. */
import type { Criterion } from '../../lab/rubric/criterion.ts';
import type { Imperfections } from '../../lab/rubric/imperfections.ts';

export interface JudgeControl {
  key: Exclude<keyof Imperfections, 'leak'>;
  label: string;
  unit: string;
  explain: string;
  min: number;
  max: number;
  step: number;
  /** The values there are, where there are few. */
  choices?: readonly number[];
  /** Whether it only means something where points are given. */
  principleOnly?: true;
}

export const JUDGE_CONTROLS: readonly JudgeControl[] = [
  {
    key: 'falsePositive',
    label: 'false credit',
    unit: 'chance',
    explain: 'Full credit where the criterion is not met.',
    min: 0,
    max: 1,
    step: 0.05,
  },
  {
    key: 'falseNegative',
    label: 'missed credit',
    unit: 'chance',
    explain: 'No credit where it is met.',
    min: 0,
    max: 1,
    step: 0.05,
  },
  {
    key: 'jitter',
    label: 'jitter',
    unit: 'points',
    explain: 'Spread of random noise.',
    min: 0,
    max: 5,
    step: 0.5,
    principleOnly: true,
  },
  {
    key: 'shift',
    label: 'leniency',
    unit: 'points',
    explain: 'Added always; below 0 the judge is harsh.',
    min: -10,
    max: 10,
    step: 0.5,
  },
  {
    key: 'coarse',
    label: 'coarse scale',
    unit: 'points',
    explain: 'Gives multiples of so many points only.',
    choices: [2, 5, 10],
    min: 2,
    max: 10,
    step: 1,
    principleOnly: true,
  },
  {
    key: 'ceiling',
    label: 'ceiling',
    unit: 'points',
    explain: 'From here on it is full marks: great looks excellent.',
    min: 1,
    max: 10,
    step: 1,
    principleOnly: true,
  },
  {
    key: 'halo',
    label: 'halo',
    unit: '0 to 1',
    explain: 'How far it follows what the answer’s other criteria are due.',
    min: 0,
    max: 1,
    step: 0.05,
  },
  {
    key: 'lengthBias',
    label: 'length bias',
    unit: 'points',
    explain: 'Added to the longest answer, taken from the shortest.',
    min: -10,
    max: 10,
    step: 0.5,
  },
  {
    key: 'positionBias',
    label: 'position bias',
    unit: 'points',
    explain: 'Two answers at a time: added to the one shown first.',
    min: -10,
    max: 10,
    step: 0.5,
  },
  {
    key: 'drift',
    label: 'drift',
    unit: 'points',
    explain: 'More lenient by so much in 100 steps.',
    min: -10,
    max: 10,
    step: 0.5,
  },
];

/** Values of these that are as good as none. */
const OFF: Partial<Record<keyof Imperfections, number>> = Object.fromEntries(
  JUDGE_CONTROLS.filter(({ min, max }) => min <= 0 && max >= 0).map(({ key }) => [key, 0]),
);

/** A judge with one setting changed; one that is off is left out, so that an honest judge has no settings. */
export function withSetting<Key extends keyof Imperfections>(
  judge: Imperfections,
  key: Key,
  value: Imperfections[Key],
): Imperfections {
  const { [key]: _, ...others } = judge;
  return value === undefined || value === OFF[key] ? (others as Imperfections) : { ...judge, [key]: value };
}

export const isHonest = ({ judge }: Pick<Criterion, 'judge'>): boolean => Object.keys(judge).length === 0;

/** e.g. "honest", "1 criterion judged imperfectly". */
export function judgeInWords(criteria: readonly Pick<Criterion, 'judge'>[]): string {
  const count = criteria.filter((criterion) => !isHonest(criterion)).length;
  if (count === 0) return 'honest';
  return `${count} ${count === 1 ? 'criterion' : 'criteria'} judged imperfectly`;
}
