/** What can be varied about a scenario itself, besides training settings and method parameters: its prior, its judge. */
import { HEAVIEST, type Criterion } from '../../lab/rubric/criterion.ts';

export interface Knob {
  /** e.g. "prior.skew". */
  name: string;
  label: string;
  min: number;
  max: number;
  /** The value that leaves a rubric as it is. */
  neutral: number;
  /** What has to be there for it to do anything. */
  needs: string;
  explain: string;
  /** Whether a method can tell; all can where it is left out. */
  matters?(method: string): boolean;
  /** The rubric as the value makes it. */
  turn(rubric: readonly Criterion[], value: number): Criterion[];
}

/** Chances of one error on every Hard Rule that has it; on all Hard Rules where none has. */
const flips = (field: 'falsePositive' | 'falseNegative') => (rubric: readonly Criterion[], value: number) => {
  const own = rubric.some(({ kind, judge }) => kind === 'hard-rule' && judge[field] !== undefined);
  return rubric.map((criterion) =>
    criterion.kind === 'hard-rule' && (!own || criterion.judge[field] !== undefined)
      ? { ...criterion, judge: { ...criterion.judge, [field]: value } }
      : criterion,
  );
};

/** Weights to a power, and back to the sum they had: numbers stay readable, and shares are what counts. */
function skewed(rubric: readonly Criterion[], power: number): Criterion[] {
  const raise = (weight: number) => (weight > 0 ? weight ** power : 0);
  const raised = rubric.map(({ weight }) => raise(weight));
  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
  const scale = sum(rubric.map(({ weight }) => weight)) / sum(raised);
  return rubric.map((criterion, k) => ({
    ...criterion,
    weight: power === 1 ? criterion.weight : Math.min(HEAVIEST, raised[k]! * scale),
    ...(criterion.promptWeights && {
      promptWeights: criterion.promptWeights.map((weight) =>
        power === 1 ? weight : Math.min(HEAVIEST, raise(weight) * scale),
      ),
    }),
  }));
}

/** Pays for the words that a pair of neighbours asks for wherever they stand: a gimmick instead of the real thing. */
const leaky = (rubric: readonly Criterion[], pay: number): Criterion[] =>
  rubric.map((criterion) => {
    const { detector } = criterion;
    if (detector?.type !== 'neighbours' || pay === 0) return criterion;
    const group = detector.second === 'own-fact' ? detector.first : detector.second;
    const leak = { group, target: detector.target ?? 1, pay };
    return { ...criterion, judge: { ...criterion.judge, leak } };
  });

export const KNOBS: readonly Knob[] = [
  {
    name: 'prior.skew',
    label: 'skew of the prior',
    min: 0,
    max: 3,
    neutral: 1,
    needs: 'weights that differ',
    matters: (method) => !method.endsWith('-uniform'),
    explain: 'Every weight of the rubric to this power: 0 makes them equal, 1 leaves them as they are.',
    turn: skewed,
  },
  {
    name: 'judge.falseNegative',
    label: 'missed credit',
    min: 0,
    max: 1,
    neutral: 0,
    needs: 'a Hard Rule',
    explain:
      'Chance that the judge misses a Hard Rule that is met: on those where it does, or on all where it never does.',
    turn: flips('falseNegative'),
  },
  {
    name: 'judge.falsePositive',
    label: 'false credit',
    min: 0,
    max: 1,
    neutral: 0,
    needs: 'a Hard Rule',
    explain:
      'Chance that the judge credits a Hard Rule that is not met: on those where it does, or on all where it never does.',
    turn: flips('falsePositive'),
  },
  {
    name: 'judge.leak',
    label: 'leak',
    min: 0,
    max: 10,
    neutral: 0,
    needs: 'a criterion that asks for one word right before another',
    explain:
      'Points that the judge pays for a citation or a hedge wherever it stands, instead of right beside a fact.',
    turn: leaky,
  },
];

export const findKnob = (name: string): Knob | undefined => KNOBS.find((knob) => knob.name === name);
