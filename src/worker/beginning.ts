/** How a run begins that shares its past with another: what is known of the way there, lane by lane. */
import type { StepRecord } from '../lab/metrics/record.ts';
import { planLanes, type Lane, type Stem } from '../lab/run/session.ts';
import { SnapshotStore, type Snapshot } from '../lab/run/snapshot.ts';
import type { Start } from './protocol.ts';

/** What is remembered of the run that stands, or stood last. */
export interface Memory {
  run: number;
  lanes: readonly Lane[];
  stem: Stem | null;
  /** [lane][step]; it grows while the run goes on. */
  records: readonly (readonly StepRecord[])[];
  snapshots: SnapshotStore;
}

/** Records before a step, [lane][step], and snapshots up to it, in its order of lanes. */
export interface Known {
  records: StepRecord[][];
  snapshots: Snapshot[];
}

const NOTHING: Known = { records: [], snapshots: [] };

/** The method that a lane ran as before a step; a stem that ends there is all there is of it. */
const pastMethod = (lane: Lane, stem: Stem | null, to: number): string =>
  stem && to <= stem.step ? stem.method : lane.method;

/** What is known for a run of these lanes; nothing where one of them has no past here. */
export function knownOf(
  start: Start,
  plan: { methods: readonly string[]; seeds: readonly number[]; stem?: Stem },
  memory: Memory | null,
): Known {
  const { known, to } = start;
  if (known === null) return NOTHING;
  if (!('run' in known)) return until(known, to);
  if (memory?.run !== known.run) return NOTHING;
  const places = planLanes(plan).map((lane) =>
    memory.lanes.findIndex(
      (other) =>
        other.seed === lane.seed &&
        pastMethod(other, memory.stem, to) === pastMethod(lane, plan.stem ?? null, to),
    ),
  );
  if (places.some((place) => place < 0)) return NOTHING;
  const pick = <Item>(items: readonly Item[]) => places.map((place) => items[place]!);
  return until(
    {
      records: pick(memory.records).map((own) => [...own]),
      snapshots: memory.snapshots.all.map(({ step, lanes }) => ({ step, lanes: pick(lanes) })),
    },
    to,
  );
}

const until = ({ records, snapshots }: Known, to: number): Known => ({
  records: records.map((own) => own.slice(0, to)),
  // Where records are missing, nothing can be told of the steps before a snapshot.
  snapshots: snapshots.filter(({ step }) => step <= to && step <= (records[0]?.length ?? 0)),
});

/** The first step whose records are others than those known; null where there is none. */
export function partedAt(
  known: readonly (readonly StepRecord[])[],
  records: readonly (readonly StepRecord[])[],
): number | null {
  const steps = known.flatMap((own, lane) => {
    const step = own.findIndex((record, i) => {
      const now = records[lane]?.[i];
      // Those before the snapshot were taken over as they are.
      return record !== now && JSON.stringify(record) !== JSON.stringify(now);
    });
    return step < 0 ? [] : [step];
  });
  return steps.length === 0 ? null : Math.min(...steps);
}
