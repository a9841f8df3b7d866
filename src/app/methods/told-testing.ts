/** Groups of a made-up third step for tests of captions, by the lab's own reward stage. */
import { TOPICS } from '../../lab/language/topics.ts';
import { compileFormula } from '../../lab/reward/formula/compile.ts';
import { customMethod, DEFAULT_FORMULA } from '../../lab/reward/methods/custom.ts';
import { findMethod } from '../../lab/reward/methods/index.ts';
import type { MethodParameters } from '../../lab/reward/methods/method.ts';
import { rewardLane, rubricWeights } from '../../lab/reward/reward.ts';
import { defaultParameters } from '../../lab/run/apply.ts';
import { explainGroup } from '../../lab/run/explain.ts';
import { criterion } from '../state/testing.ts';
import type { Told } from './caption-text.ts';

export const K = 5;
export const G = 6;
const P = TOPICS.length;
/** Two Hard Rules and three Principles, in two categories; the last does not count. */
const criteria = Array.from({ length: K }, (_, k) =>
  criterion(`c${k}`, {
    kind: k < 2 ? 'hard-rule' : 'principle',
    weight: [5, 3, 2, 0.3, 1][k],
    active: k < 4,
    tags: [`category:${k % 2}`],
    ...(k === 1 && { judge: { falsePositive: 0.1, falseNegative: 0.05 } }),
  }),
);

/** Scores that differ between prompts and steps; in every third group a criterion is constant. */
const scoresAt = (step: number): Float32Array =>
  Float32Array.from({ length: P * G * K }, (_, i) => {
    const [k, j, p] = [i % K, Math.floor(i / K) % G, Math.floor(i / (G * K))];
    if (k === 2 && p % 3 === 0) return 0.8;
    const wave = (1 + Math.sin(7 * k + 3 * j + 5 * p + 2 * step + j * k)) / 2;
    const level = Math.min(1, wave * (1.4 - 0.25 * k));
    return k < 2 ? Number(level > 0.4) : Math.round(10 * level) / 10;
  });

const TRAINING = {
  scaleRewards: 'group' as 'group' | 'batch' | 'none',
  matchRewardScale: false,
  promptGamma: 0,
  dropSilentGroups: false,
};

export interface Setting {
  parameters?: MethodParameters;
  training?: Partial<typeof TRAINING>;
  formula?: string;
}

/** All groups of the third step of a lane: the first two fill what methods keep. */
export function toldOf(
  id: string,
  { parameters, training, formula = DEFAULT_FORMULA }: Setting = {},
): Told[] {
  const method = id === 'custom' ? customMethod(compileFormula(formula)) : findMethod(id);
  const settings = { ...TRAINING, ...training };
  const turned = { ...defaultParameters(), ...parameters };
  const lane = (step: number, kept?: Float32Array): ReturnType<typeof rewardLane> =>
    rewardLane(scoresAt(step), P, G, {
      ...settings,
      method,
      parameters: turned,
      rubric: (prompt) => rubricWeights(criteria, prompt),
      step,
      ...(kept && { kept }),
    });
  const rewards = lane(2, lane(1, lane(0).kept).kept);
  const tables = { criteria, training: settings, method, parameters: turned } as never;
  return Array.from({ length: P }, (_, prompt) => ({
    group: explainGroup({ tables, judgeScores: scoresAt(2), rewards } as never, prompt),
    names: criteria.map(({ name }) => name),
    active: criteria.map(({ active }) => active),
    hardRule: criteria.map(({ kind }) => kind === 'hard-rule'),
    category: rubricWeights(criteria, prompt).category as number[],
    step: 2,
    answers: P * G,
    method,
    parameters: turned,
    advantage: settings,
    formula,
  }));
}
