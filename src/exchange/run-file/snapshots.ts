/** Snapshots of a run as tensors: one per snapshot and part, a row per lane. */
import type { LaneState } from '../../lab/engine/engine.ts';
import { TOPICS } from '../../lab/language/topics.ts';
import { parameterCount } from '../../lab/policy/shape.ts';
import { scenarioShape } from '../../lab/run/scenario.ts';
import type { Snapshot } from '../../lab/run/snapshot.ts';
import type { Recipe } from '../recipe/recipe.ts';
import type { StateFrom } from '../recipe/states.ts';
import type { Tensor } from '../safetensors.ts';
import { criteriaAtSnapshot } from './criteria.ts';

/** Step of each snapshot, and how many updates each lane had made. */
export type SnapshotList = readonly (readonly [step: number, updates: readonly number[]])[];

const PARTS = [
  'parameters',
  'adamMean',
  'adamSquare',
  'kept',
] as const satisfies readonly (keyof LaneState)[];
type Part = (typeof PARTS)[number];

/** A square is never negative: its root would be no number. */
const isSound = (part: Part, values: Float32Array): boolean =>
  values.every((value) => Number.isFinite(value) && (part !== 'adamSquare' || value >= 0));

/** Those that a run can go on from: in order, none twice, none ahead of the records, no number lost. */
export const soundSnapshots = (snapshots: readonly Snapshot[], steps: number): Snapshot[] =>
  [...new Map(snapshots.map((snapshot) => [snapshot.step, snapshot])).values()]
    .filter(
      ({ step, lanes }) =>
        step <= steps && lanes.every((state) => PARTS.every((part) => isSound(part, state[part]))),
    )
    .sort((a, b) => a.step - b.step);

export function snapshotTensors(snapshots: readonly Snapshot[]): Map<string, Tensor> {
  const tensors = new Map<string, Tensor>();
  for (const { step, lanes } of snapshots)
    for (const part of PARTS) {
      const width = lanes[0]?.[part].length ?? 0;
      const values = new Float32Array(lanes.length * width);
      lanes.forEach((state, lane) => values.set(state[part], lane * width));
      tensors.set(`snapshots.${step}.${part}`, { shape: [lanes.length, width], values });
    }
  return tensors;
}

/** @throws when a snapshot is not one of this run */
export function snapshotsFrom(
  tensors: ReadonlyMap<string, Tensor>,
  list: SnapshotList,
  { scenario, training, methods, seeds }: Recipe,
  states: readonly StateFrom[],
  steps: number,
): Snapshot[] {
  const lanes = methods.length * seeds.length;
  const size = parameterCount(scenarioShape(scenario));
  const { numIterations } = { ...scenario.training, ...training };
  return list.map(([step, updates], i) => {
    const first = i === 0 ? 0 : list[i - 1]![0] + 1;
    if (step < first || step > steps)
      throw new Error(`A snapshot is of step ${step}; allowed is ${first} to ${steps}, in order.`);
    if (updates.length !== lanes)
      throw new Error(`The snapshot of step ${step} has ${updates.length} lanes; the run has ${lanes}.`);
    const wrong = updates.find((count) => count !== step * numIterations);
    if (wrong !== undefined)
      throw new Error(
        `The snapshot of step ${step} has ${wrong} updates; ${numIterations} per step make ${step * numIterations}.`,
      );
    const criteria = criteriaAtSnapshot(states, step).length;
    const rows = (part: Part) => {
      const width = part === 'kept' ? TOPICS.length * criteria : size;
      const tensor = tensors.get(`snapshots.${step}.${part}`);
      if (tensor?.shape.join() !== `${lanes},${width}`)
        throw new Error(`The snapshot of step ${step} lacks ${part} of ${width} numbers per lane.`);
      if (!isSound(part, tensor.values))
        throw new Error(
          `The snapshot of step ${step} has ${part} with numbers missing, endless, or negative where none can be.`,
        );
      return (lane: number) => tensor.values.slice(lane * width, (lane + 1) * width);
    };
    const parts = PARTS.map((part) => [part, rows(part)] as const);
    const state = (lane: number) =>
      ({
        step,
        updates: updates[lane]!,
        ...Object.fromEntries(parts.map(([part, row]) => [part, row(lane)])),
      }) as LaneState;
    return { step, lanes: updates.map((_, lane) => state(lane)) };
  });
}
