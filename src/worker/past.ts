/**
 * Goes back to a step of a run while the run goes on: one lane alone, from the snapshot before it. A lane comes out
 * the same alone as among others, so what is read there is what was.
 */
import type { BatchShape, Engine, LaneRollouts } from '../lab/engine/engine.ts';
import { planOf } from '../lab/run/edit.ts';
import { replay } from '../lab/run/replay.ts';
import { Session, type SessionPlan } from '../lab/run/session.ts';
import type { SnapshotStore } from '../lab/run/snapshot.ts';
import type { Queue } from './queue.ts';

export interface PastOf {
  session: Session;
  plan: SessionPlan;
  base: Float32Array;
  snapshots: SnapshotStore;
  make: (batch: BatchShape) => Promise<Engine>;
}

export class Past {
  private readonly of: PastOf;
  /** Steps of the run and of lanes alone follow one another. */
  private readonly turns: Queue;
  private alone: { lane: number; session: Session } | null = null;
  /** Trips follow one another. */
  private trips: Promise<unknown> = Promise.resolve();
  private closed = false;

  constructor(of: PastOf, turns: Queue) {
    this.of = of;
    this.turns = turns;
  }

  /** The rollouts that a lane had at a step; undefined when nobody wants them any more. */
  rollouts(lane: number, step: number, wanted: () => boolean): Promise<LaneRollouts | undefined> {
    return this.visit(lane, step, wanted, (session) => session.rollouts(0));
  }

  /** A lane's parameters after a step, [N]. */
  parameters(lane: number, step: number): Promise<Float32Array | undefined> {
    return this.visit(
      lane,
      step,
      () => true,
      async (session) => (await session.snapshot()).lanes[0]!.parameters,
    );
  }

  private visit<Found>(
    lane: number,
    step: number,
    wanted: () => boolean,
    read: (session: Session) => Promise<Found | undefined>,
  ): Promise<Found | undefined> {
    const trip = this.trips.then(async () => {
      const still = () => wanted() && !this.closed;
      if (!still()) return undefined;
      const session = await this.stand(lane, step);
      // Later edits wait for a later trip: the latest of them may still change.
      const edits = planOf(this.of.session.edits).filter((edit) => edit.step <= step);
      await replay(session, edits, step + 1, {
        goOn: still,
        turn: (work) => this.turns.add(work),
      });
      if (!still() || session.nextStep !== step + 1) return undefined;
      return this.turns.add(() => read(session));
    });
    this.trips = trip.catch(() => this.leave());
    return trip;
  }

  /** A session of the lane alone, at the step or before it; the one of the last trip if it is on the way. */
  private async stand(lane: number, step: number): Promise<Session> {
    const { session, plan, base, snapshots, make } = this.of;
    const snapshot = snapshots.before(step);
    const known = this.alone;
    const near = known?.lane === lane && known.session.nextStep <= step + 1;
    if (near && known.session.nextStep >= (snapshot?.step ?? 0)) return known.session;
    this.leave();
    const { method, seed } = session.lanes[lane]!;
    const alone = await this.turns.add(() =>
      Session.open(
        { ...plan, methods: [method], seeds: [seed] },
        base,
        make,
        snapshot && {
          snapshot: { step: snapshot.step, lanes: [snapshot.lanes[lane]!] },
          edits: planOf(session.edits),
          records: [],
        },
      ),
    );
    this.alone = { lane, session: alone };
    return alone;
  }

  private leave(): void {
    this.alone?.session.dispose();
    this.alone = null;
  }

  close(): void {
    this.closed = true;
    void this.trips.then(() => this.leave());
  }
}
