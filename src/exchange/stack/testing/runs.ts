/** Random runs for comparing Python with TypeScript: a lab, and a few steps of scores. */
import fc from 'fast-check';
import { PURPOSE, uniformStream } from '../../../lab/random/draw.ts';
import { formulas, printFormula } from '../../../lab/reward/formula/arbitrary.ts';
import { formulaProblem } from '../../../lab/reward/formula/compile.ts';
import { ESTIMATORS } from '../../../lab/reward/methods/focal.ts';
import { METHODS } from '../../../lab/reward/methods/index.ts';
import type { Method, MethodParameter } from '../../../lab/reward/methods/method.ts';
import { specOf } from '../spec.ts';

/** Null: there is no judgment. */
export type Score = number | null;

export interface RunStep {
  /** [P][G][K]; groups may differ in size. */
  scores: Score[][][];
  keys: string[];
  prompts: (number | null)[];
}

export type RunCriterion = ReturnType<typeof criterion>;

/** What `Weighting` reads of lab.json, and steps for it. */
export interface Run {
  lab: {
    method: string;
    parameters: Record<string, number>;
    formula: { text: string; tree: unknown } | null;
    training: { scaleRewards: 'group' | 'batch' | 'none'; matchRewardScale: boolean; promptGamma: number };
    criteria: RunCriterion[];
  };
  steps: RunStep[];
}

const STEPS = 5;
const GROUPS = 4;
const RUNS = 50;
/** Of each variant: a thousand. */
export const GROUPS_EACH = STEPS * GROUPS * RUNS;

/** A formula as lab.json has it. */
export const formulaOf = (text: string) =>
  specOf({
    name: '',
    criteria: [],
    method: 'custom',
    parameters: {},
    formula: text,
    training: {} as never,
    scorer: 'judge',
  }).formula!;

/** Formulas that give weights most of the time. */
const USUAL = [
  'prior * (1 - saturation + epsilon) ^ gamma',
  'std * prior + 0.01',
  'previous * exp(-0.5 * mean)',
  'mean == 0 ? prior : prior / cv',
  'max(prior, 1 / K) * (step < 2 ? 1 : highest - lowest + epsilon)',
  'clamp(sqrt(abs(tau - mean)), 0.01, 0.5)',
];

/** Every method; focal ones with every estimator. */
export const VARIANTS: readonly { name: string; method: Method; fixed: Record<string, number> }[] =
  METHODS.flatMap((method) =>
    method.parameters.some(({ name }) => name === 'focal.estimator')
      ? ESTIMATORS.map((estimator, i) => ({
          name: `${method.id}, ${estimator}`,
          method,
          fixed: { 'focal.estimator': i },
        }))
      : [{ name: method.id, method, fixed: {} }],
  );

/** @param seed decides everything */
export function randomRuns({ method, fixed }: (typeof VARIANTS)[number], seed: number): Run[] {
  const dice = new Dice(seed);
  const texts = method.id === 'custom' ? randomFormulas(seed) : [];
  return Array.from({ length: RUNS }, (_, i) => {
    const K = dice.whole(1, 10);
    const text = i % 2 ? dice.of(USUAL) : texts[i % texts.length];
    const criteria = Array.from({ length: K }, (__, k) => criterion(dice, k));
    const ragged = dice.chance(0.4);
    const unjudged = dice.chance(0.3) ? 0.15 : 0;
    const G = dice.whole(1, 8);
    return {
      lab: {
        method: method.id,
        parameters: {
          ...Object.fromEntries(method.parameters.map((each) => [each.name, parameter(dice, each)])),
          ...fixed,
        },
        formula: text === undefined || method.id !== 'custom' ? null : formulaOf(text),
        training: {
          scaleRewards: dice.of(['group', 'batch', 'none'] as const),
          matchRewardScale: dice.chance(0.5),
          promptGamma: dice.chance(0.5) ? 0 : dice.next() * 3,
        },
        criteria,
      },
      steps: Array.from({ length: STEPS }, () => {
        const prompts = Array.from({ length: GROUPS }, (__, p) => (dice.chance(0.1) ? null : p));
        return {
          scores: prompts.map((prompt) => {
            const rows = scores(dice, ragged ? dice.whole(1, 8) : G, K);
            return unjudged ? withGaps(dice, rows, criteria, prompt, unjudged) : rows;
          }),
          keys: prompts.map((__, p) =>
            dice.chance(0.1) ? `other ${dice.whole(0, 99)} ${p}` : `prompt ${p}`,
          ),
          prompts,
        };
      }),
    };
  });
}

/** Runs that reach what random ones hardly do: ties, spreads near none, weights that sank. */
export function edgeRuns(): Run[] {
  const run = (
    method: string,
    parameters: Record<string, number>,
    steps: number,
    scores: number[][],
  ): Run => ({
    lab: {
      method,
      parameters,
      formula: null,
      training: { scaleRewards: 'group', matchRewardScale: true, promptGamma: 0 },
      criteria: scores[0]!.map((_, k) => ({ ...criterion(new Dice(k), k), active: true, weight: 1 + k })),
    },
    steps: Array.from({ length: steps }, () => ({ scores: [scores], keys: ['only'], prompts: [null] })),
  });
  const near = (difference: number) => [
    [0.5, 0.5, 1],
    [0.5, 0.5 + difference, 1],
  ];
  return [
    run('max-min', { 'maxmin.eta': 2 }, 20, near(0.5)),
    ...[1e-9, 1e-7, 1e-5, 1e-3, 0.05].flatMap((difference) => [
      run('max-min', { 'maxmin.rule': 1 }, 1, near(difference)),
      run('saw', {}, 1, near(difference)),
      run('saw-gdpo', {}, 1, near(difference)),
    ]),
  ];
}

/** Valid texts, from the arbitrary that tests of formulas use. */
export const randomFormulas = (seed: number): string[] =>
  fc
    .sample(formulas, { seed, numRuns: 200 })
    .map((formula) => printFormula(formula))
    .filter((text) => formulaProblem(text) === undefined);

const criterion = (dice: Dice, k: number) => {
  const errs = dice.chance(0.5);
  return {
    id: `criterion-${k}`,
    active: dice.chance(0.85),
    weight: dice.chance(0.15) ? 0 : dice.whole(1, 9) / 2,
    promptWeights: dice.chance(0.3) ? Array.from({ length: 3 }, () => dice.whole(0, 5)) : null,
    category: dice.whole(0, 2),
    falsePositive: errs ? dice.next() * 0.5 : 0,
    falseNegative: errs ? dice.next() * 0.5 : 0,
  };
};

function parameter(dice: Dice, { default: usual, min, max, options }: MethodParameter): number {
  if (options) return dice.whole(min, max);
  const kind = dice.next();
  if (kind < 0.3) return usual;
  if (kind < 0.4) return min;
  if (kind < 0.5) return max;
  // Warm-ups within the few steps there are; others anywhere.
  return max > 100 ? dice.whole(0, STEPS) : min + dice.next() * (max - min);
}

function scores(dice: Dice, rollouts: number, K: number): number[][] {
  const draw = dice.of([
    () => dice.whole(0, 1),
    () => dice.whole(0, 10) / 10,
    () => dice.next(),
    () => dice.of([0, 0, 0.1]),
  ]);
  const rows = Array.from({ length: rollouts }, () => Array.from({ length: K }, draw));
  if (dice.chance(0.1)) return rows.map(() => rows[0]!);
  const constant = rows[0]!.map(() => dice.chance(0.25));
  return rows.map((row) => row.map((score, k) => (constant[k] ? rows[0]![k]! : score)));
}

/** Leaves judgments out, of criteria whose part in the method is beyond doubt: those with weight, and inactive ones. */
const withGaps = (
  dice: Dice,
  rows: number[][],
  criteria: readonly RunCriterion[],
  prompt: number | null,
  likely: number,
): Score[][] =>
  rows.map((row) => {
    if (!dice.chance(3 * likely)) return row;
    return row.map((score, k) => {
      const { active, promptWeights, weight } = criteria[k]!;
      const sure = !active || (promptWeights?.[prompt ?? -1] ?? weight) > 0;
      return sure && dice.chance(likely) ? null : score;
    });
  });

/** Draws from a seed. */
export class Dice {
  readonly next: () => number;

  constructor(seed: number) {
    this.next = uniformStream(seed, PURPOSE.bootstrap);
  }

  whole(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  chance(likely: number): boolean {
    return this.next() < likely;
  }

  of<Item>(items: readonly Item[]): Item {
    return items[this.whole(0, items.length - 1)]!;
  }
}
