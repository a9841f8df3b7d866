/** Rollouts of past steps, kept to look back at. When memory runs short, every other step goes. */
import type { LaneRollouts } from '../engine/engine.ts';

/** Bytes of rollouts that are kept, all lanes together: some 4,000 steps of one lane at the usual size. */
const BUDGET = 64 * 2 ** 20;

export class RolloutArchive {
  private readonly budget: number;
  /** By lane, in order of steps. */
  private readonly lanes = new Map<number, LaneRollouts[]>();
  private bytes = 0;

  constructor(budget = BUDGET) {
    this.budget = budget;
  }

  /** Keeps a lane's rollouts of its latest step; those of a step that is kept already are left out. */
  keep(lane: number, rollouts: LaneRollouts): void {
    const kept = this.lanes.get(lane) ?? [];
    this.lanes.set(lane, kept);
    if (rollouts.step <= (kept.at(-1)?.step ?? -1)) return;
    kept.push(rollouts);
    this.bytes += bytesOf(rollouts);
    while (this.bytes > this.budget && [...this.lanes.values()].some(({ length }) => length > 2)) this.thin();
  }

  /** The kept rollouts of a lane nearest to a step, the earlier ones of two; undefined when none are kept. */
  near(lane: number, step: number): LaneRollouts | undefined {
    let best: LaneRollouts | undefined;
    for (const kept of this.lanes.get(lane) ?? [])
      if (!best || Math.abs(kept.step - step) < Math.abs(best.step - step)) best = kept;
    return best;
  }

  /** Lets every other step of each lane go, but not the first and the latest. */
  private thin(): void {
    for (const [lane, kept] of this.lanes)
      this.lanes.set(
        lane,
        kept.filter((rollouts, i) => {
          const stays = i % 2 === 0 || i === kept.length - 1;
          if (!stays) this.bytes -= bytesOf(rollouts);
          return stays;
        }),
      );
  }
}

const bytesOf = ({ tokens, judgeScores, goldScores, rewards }: LaneRollouts): number =>
  [tokens, judgeScores, goldScores, ...Object.values(rewards)].reduce<number>(
    (sum, values) => sum + (ArrayBuffer.isView(values) ? values.byteLength : 0),
    0,
  );
