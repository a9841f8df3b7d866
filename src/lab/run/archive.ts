/** Rollouts of past steps, kept to look back at. When memory runs short, every other step goes. */
import type { LaneRollouts } from '../engine/engine.ts';
import { Thinned } from './thinned.ts';

/** Bytes of rollouts that are kept, all lanes together: some 4,000 steps of one lane at the usual size. */
const BUDGET = 64 * 2 ** 20;

export class RolloutArchive {
  private readonly budget: number;
  private readonly lanes = new Map<number, Thinned<LaneRollouts>>();

  constructor(budget = BUDGET) {
    this.budget = budget;
  }

  /** Keeps a lane's rollouts of its latest step; those of a step that is kept already are left out. */
  keep(lane: number, rollouts: LaneRollouts): void {
    const kept = this.lanes.get(lane) ?? new Thinned(bytesOf);
    this.lanes.set(lane, kept);
    kept.push(rollouts);
    const all = [...this.lanes.values()];
    const tooMuch = () => all.reduce((sum, { bytes }) => sum + bytes, 0) > this.budget;
    while (tooMuch() && all.map((own) => own.thin()).some(Boolean));
  }

  /** The kept rollouts of a lane nearest to a step, the earlier ones of two; undefined when none are kept. */
  near(lane: number, step: number): LaneRollouts | undefined {
    return this.lanes.get(lane)?.near(step);
  }
}

const bytesOf = ({ tokens, judgeScores, goldScores, rewards }: LaneRollouts): number =>
  [tokens, judgeScores, goldScores, ...Object.values(rewards)].reduce<number>(
    (sum, values) => sum + (ArrayBuffer.isView(values) ? values.byteLength : 0),
    0,
  );
