/** The pool: answers of the base policy, written and judged by the shared engine, and the pairs made of them. */
import type { Engine } from '../../lab/engine/engine.ts';
import { mean } from '../../lab/spread.ts';
import { answersOf, pairsOf, type Answer, type Pair } from './pairs.ts';
import { utility, type Preference } from './preference.ts';
import { streamOf } from './streams.ts';

/** Of three answers, two are in pairs that are learnt from; the third is measured on. */
const [PARTS, LEARNT_FROM] = [3, 2];

export interface Pool {
  training: Pair[];
  /** Of other answers than the training pairs. */
  heldOut: Pair[];
  /** Mean utility of the base policy's answers, 0 to 1. */
  gold: number;
}

/**
 * Batches of answers that a pool takes: first those to learn from, then those held out, at least one of each.
 *
 * @param answers per prompt
 */
export function poolSteps(answers: number, numGenerations: number): { training: number; all: number } {
  const batch = PARTS * numGenerations; // thirds would be rounded, and a batch too many taken
  const training = Math.ceil((LEARNT_FROM * answers) / batch);
  return { training, all: training + Math.ceil(((PARTS - LEARNT_FROM) * answers) / batch) };
}

/**
 * Answers of some lanes, batch by batch. Their learning rate is to be 0, so that every batch is of the base policy.
 *
 * @param lanes those to take answers of; all active lanes take the steps
 * @param onStep called with the share that is done
 * @returns by lane, then groups, one per prompt and batch
 */
export async function collect(
  engine: Engine,
  lanes: readonly number[],
  steps: number,
  onStep: (done: number) => void,
): Promise<Answer[][][]> {
  const { policy, numGenerations } = engine.batch;
  const groups: Answer[][][] = lanes.map(() => []);
  for (let step = 0; step < steps; step++) {
    await engine.step();
    await engine.flush();
    for (const [i, lane] of lanes.entries()) {
      const rollouts = (await engine.rollouts(lane))!;
      const size = {
        prompts: policy.prompts,
        rollouts: numGenerations,
        criteria: rollouts.tables.criteria.length,
      };
      groups[i]!.push(...answersOf(rollouts, size));
    }
    onStep((step + 1) / steps);
  }
  return groups;
}

/**
 * @param groups one per prompt and batch, as `collect` gives them
 * @param training how many of the groups are learnt from
 * @throws when the preference tells no answers apart
 */
export function poolOf(
  groups: readonly (readonly Answer[])[],
  training: number,
  { preference, noise, seed }: { preference: Preference; noise: number; seed: number },
): Pool {
  const next = streamOf(seed, 'labels');
  const pool = {
    training: pairsOf(groups.slice(0, training), preference, noise, next),
    heldOut: pairsOf(groups.slice(training), preference, 0, next),
    gold: mean(groups.flat().map(({ gold }) => utility(preference, gold))),
  };
  if (pool.training.length === 0 || pool.heldOut.length === 0)
    throw new Error(
      `Of ${groups.flat().length} answers, no pair to ${pool.training.length === 0 ? 'learn from' : 'measure on'} differs in what is preferred; more answers per prompt are needed.`,
    );
  return pool;
}
