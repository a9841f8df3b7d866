/** Fresh answers of policies, with true scores and the judge's: from random numbers that training never drew. */
import { Lanes, type LanePlan } from '../../lab/run/lanes.ts';
import { inParts } from './in-parts.ts';
import type { Laboratory } from './laboratory.ts';

/** The seed of fresh answers: no run that is near it in number has it. */
export const freshSeed = (seed: number): number => (seed ^ 0xa5a5a5a5) >>> 0;

/** Scores of one policy's answers: [P, G, K], in the order of its rubric. */
export class Sample {
  readonly prompts: number;
  readonly rollouts: number;
  readonly criteria: number;
  readonly judgeScores: Float32Array;
  private readonly goldScores: Float32Array;

  constructor(
    shape: { prompts: number; rollouts: number; criteria: number },
    judgeScores: Float32Array,
    goldScores: Float32Array,
  ) {
    ({ prompts: this.prompts, rollouts: this.rollouts, criteria: this.criteria } = shape);
    [this.judgeScores, this.goldScores] = [judgeScores, goldScores];
  }

  /** Mean true score by criterion, over all answers or one half of each prompt's. */
  gold(part: 'all' | 'first half' | 'second half' = 'all'): number[] {
    const half = Math.floor(this.rollouts / 2);
    const [from, to] =
      part === 'all' ? [0, this.rollouts] : part === 'first half' ? [0, half] : [half, this.rollouts];
    const sums = new Array<number>(this.criteria).fill(0);
    for (let p = 0; p < this.prompts; p++)
      for (let j = from; j < to; j++)
        for (let k = 0; k < this.criteria; k++)
          sums[k]! += this.goldScores[(p * this.rollouts + j) * this.criteria + k]!;
    return sums.map((sum) => sum / (this.prompts * (to - from)));
  }
}

/**
 * Answers of the lanes' policies as they stand; lanes of one seed share their random numbers.
 *
 * @param plans each with where it stands (`from`)
 * @param rollouts per prompt
 */
export async function freshSample(
  plans: readonly LanePlan[],
  rollouts: number,
  laboratory: Laboratory,
): Promise<Sample[]> {
  const asked = plans.map((plan) => ({
    ...plan,
    seed: freshSeed(plan.seed),
    training: { ...plan.training, numGenerations: rollouts, numIterations: 1, learningRate: 0 },
  }));
  const most = laboratory.mostLanes(plans[0]!.scenario, rollouts);
  const samples = await inParts(asked, most, async (own) => {
    const lanes = await Lanes.open(own, laboratory.makeEngine);
    try {
      await lanes.advance();
      await lanes.settle();
      const part: Sample[] = [];
      for (let lane = 0; lane < own.length; lane++) {
        const { judgeScores, goldScores, tables } = (await lanes.rollouts(lane))!;
        const criteria = tables.criteria.length;
        const prompts = goldScores.length / (rollouts * criteria);
        part.push(new Sample({ prompts, rollouts, criteria }, judgeScores, goldScores));
      }
      return part;
    } finally {
      lanes.dispose();
    }
  });
  return samples!; // nothing stops it
}
